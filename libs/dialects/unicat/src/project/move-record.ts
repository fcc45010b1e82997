import { NotPossible } from '../errors/unicat-errors.js';
import type { RootedRecord } from './placed-records.js';
import type { ProjectWrite } from './project-write.js';
import { orderingsAt, type Target } from './target.js';

/**
 * Puts a record, with all that is below it, somewhere else.
 * @throws NotPossible for the root, and for a target below the record itself
 */
export async function moveRecord(write: ProjectWrite, record: RootedRecord, above: RootedRecord, target: Target): Promise<void> {
  const { gid } = record;
  requireElsewhere(record, above);
  const [placed = {}] = await orderingsAt(write, target);
  // It may have been among the siblings that got indexes.
  const { placement } = await write.require(gid);
  const stays = placement.parent === target.parent;
  const orderings = stays ? { ...placement.orderings, [target.ordering]: placed[target.ordering] ?? 1 } : placed;
  await write.putRecords([{ gid, placement: { ...placement, parent: target.parent, orderings, updatedOn: write.now } }]);
  if (stays) return;
  // Before the parents: then a client that was told of these is done with what is below.
  if ((await write.tree.countChildren(gid, undefined)) > 0) await write.echo([{ kind: 'below', gid }]);
  const before = placement.parent === null ? [] : [await write.require(placement.parent)];
  await write.touch([...before, above]);
}

/** @throws NotPossible for the root, and for a target below the record itself */
export function requireElsewhere({ gid, placement }: RootedRecord, above: RootedRecord): void {
  if (placement.parent === null || above.path.includes(gid)) throw new NotPossible();
}
