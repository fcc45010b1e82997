import { NotPossible } from '../errors/unicat-errors.js';
import type { Gid } from '../wire/schema.js';
import { copyRecords } from './copy-records.js';
import type { RootedRecord } from './placed-records.js';
import type { ProjectWrite } from './project-write.js';
import { makeRoomAfter, placeLast } from './sibling-order.js';

/**
 * A copy of a record without what is below it, right behind it in one ordering, or in all of them.
 * @throws NotPossible for the root
 */
export async function duplicateRecord(
  write: ProjectWrite,
  record: RootedRecord,
  ordering: string | undefined,
): Promise<{ readonly copy: Gid; readonly parent: Gid }> {
  const { parent } = record.placement;
  if (parent === null) throw new NotPossible();
  const orderings: { [key: string]: number } = { ...(await placeLast(write, parent)) };
  const { orderings: own } = (await write.require(record.gid)).placement;
  for (const key of ordering === undefined ? Object.keys(orderings) : [ordering]) {
    const index = own[key];
    if (index !== undefined) orderings[key] = await makeRoomAfter(write, parent, key, index);
  }
  const [copy = ''] = await copyRecords(write, [{ record, parent, orderings }], false);
  await write.touch([await write.require(parent)]);
  return { copy, parent };
}
