import { RecordNotFound, type StoredRecord, textOf } from '#records';
import { NotPossible } from '../errors/unicat-errors.js';
import { placementCollection } from '../mapping/collections.js';
import { orderAttribute, type Placement, readPlacement } from '../mapping/placement.js';
import type { Gid } from '../wire/schema.js';
import type { ProjectWrite, RecordChange } from './project-write.js';

type Orderings = Placement['orderings'];

const pageSize = 500;

/** Indexes of a record that comes last below the parent, in all orderings of the project; so many records come together. */
export async function placeLast(write: ProjectWrite, parent: Gid): Promise<Orderings> {
  const last = await write.tree.lastIndexes(parent, write.project.options.orderedorderings);
  return Object.fromEntries([...last].map(([ordering, index]) => [ordering, index + 1]));
}

/**
 * Makes room in one ordering for `count` records before a sibling. Without a gap before it, it and those behind move on until
 * there is one.
 * @returns the first of the free indexes
 * @throws RecordNotFound for a sibling that does not exist
 * @throws NotPossible where it is not below the parent
 */
export async function makeRoomBefore(
  write: ProjectWrite,
  parent: Gid,
  ordering: string,
  sibling: Gid,
  count = 1,
): Promise<number> {
  const before = await write.require(sibling);
  if (before.placement.parent !== parent) throw new NotPossible();
  const index = before.placement.orderings[ordering];
  // A sibling without an index comes after all that have one (contract §4.1).
  if (index === undefined) return ((await write.tree.lastIndexes(parent, [ordering])).get(ordering) ?? 0) + 1;
  const attribute = orderAttribute(parent, ordering);
  const neighbours = { orderBy: { attribute }, before: index, descending: true, limit: 1 } as const;
  const [previous] = (await write.tx.listRecords(placementCollection, neighbours)).items;
  const last = previous === undefined ? Number.NEGATIVE_INFINITY : Number(textOf(previous.fields, attribute));
  // A gap before the sibling saves all others from moving.
  if (last < index - count) return index - count;
  await moveOn(write, parent, ordering, index, count);
  return index;
}

/** As `makeRoomBefore`, behind a sibling that has an index in the ordering. */
export async function makeRoomAfter(write: ProjectWrite, parent: Gid, ordering: string, index: number): Promise<number> {
  await moveOn(write, parent, ordering, index + 1, 1);
  return index + 1;
}

async function moveOn(write: ProjectWrite, parent: Gid, ordering: string, from: number, count: number): Promise<void> {
  const attribute = orderAttribute(parent, ordering);
  const changes: RecordChange[] = [];
  let free = from + count;
  for (let skip = 0; ; skip += pageSize) {
    const { items, more } = await write.tx.listRecords(placementCollection, {
      orderBy: { attribute },
      where: [{ attribute, above: from - 1 }],
      skip,
      limit: pageSize,
    });
    for (const item of items) {
      const moved = movedTo(item, ordering, free);
      if (moved === undefined) return write.putRecords(changes);
      changes.push(moved.change);
      free = moved.next;
    }
    if (!more) return write.putRecords(changes);
  }
}

/** Undefined where the record stands behind what is needed already. */
function movedTo(
  { key: gid, fields }: StoredRecord,
  ordering: string,
  free: number,
): { readonly change: RecordChange; readonly next: number } | undefined {
  const placement = readPlacement(fields);
  if (placement === undefined) throw new RecordNotFound(placementCollection, gid);
  const index = placement.orderings[ordering];
  if (index === undefined || index >= free) return undefined;
  return {
    change: { gid, placement: { ...placement, orderings: { ...placement.orderings, [ordering]: free } } },
    next: free + 1,
  };
}
