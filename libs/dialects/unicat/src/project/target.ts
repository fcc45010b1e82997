import { RecordNotFound } from '#records';
import { NotPossible } from '../errors/unicat-errors.js';
import { recordCollection } from '../mapping/collections.js';
import type { Placement } from '../mapping/placement.js';
import type { Gid } from '../wire/schema.js';
import type { RootedRecord } from './placed-records.js';
import type { ProjectWrite } from './project-write.js';
import { makeRoomBefore, placeLast } from './sibling-order.js';

/** Where records are to stand (contract §4.2). */
export interface Target {
  readonly parent: Gid;
  readonly ordering: string;
  /** A child of the parent; undefined: behind the last one. */
  readonly before: Gid | undefined;
}

/**
 * The parent, where records may be put below it.
 * @throws BadParameter for an unknown ordering
 * @throws RecordNotFound
 * @throws NotPossible below a link, or before what is no child of the parent
 */
export async function requireTarget(write: ProjectWrite, { parent, ordering, before }: Target): Promise<RootedRecord> {
  write.requireOrdering(ordering);
  const found = await write.tree.findRooted(before === undefined ? [parent] : [parent, before]);
  const above = found.get(parent);
  if (above === undefined) throw new RecordNotFound(recordCollection, parent);
  if (above.placement.canonical !== null) throw new NotPossible();
  if (before !== undefined && found.get(before)?.placement.parent !== parent) throw new NotPossible();
  return above;
}

/** Indexes of so many records that come to the target together, one behind the other; behind the last one in all other orderings. */
export async function orderingsAt(
  write: ProjectWrite,
  { parent, ordering, before }: Target,
  count = 1,
): Promise<readonly Placement['orderings'][]> {
  const last = await placeLast(write, parent);
  const first = before === undefined ? last[ordering] : await makeRoomBefore(write, parent, ordering, before, count);
  return Array.from({ length: count }, (_, at) => {
    const behind = Object.entries(last).map(([key, index]) => [key, index + at] as const);
    return { ...Object.fromEntries(behind), ...(first === undefined ? {} : { [ordering]: first + at }) };
  });
}
