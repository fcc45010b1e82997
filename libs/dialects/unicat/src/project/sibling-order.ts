import { RecordNotFound, type StoredRecord, textOf } from '#records';
import { NotPossible } from '../errors/unicat-errors.js';
import { placementCollection } from '../mapping/collections.js';
import { orderAttribute, type Placement, parentAttribute, readPlacement } from '../mapping/placement.js';
import type { Gid } from '../wire/schema.js';
import type { ProjectWrite, RecordChange } from './project-write.js';

type Orderings = Placement['orderings'];

const pageSize = 500;

/** Up to so many siblings are all looked at. */
const fewSiblings = 100;

/**
 * Indexes of a record that comes last below the parent, in all orderings of the project. Siblings without an index stand there (contract
 * §4.1), such as those that are older than the ordering: they get one, in the order they have.
 */
export async function placeLast(write: ProjectWrite, parent: Gid): Promise<Orderings> {
  const siblings = await listSome(write, parent);
  const orderings: { [key: string]: number } = {};
  for (const ordering of write.project.options.orderedorderings) {
    const attribute = orderAttribute(parent, ordering);
    const lacking = siblings.some(({ fields }) => !Object.hasOwn(fields, attribute));
    const last = lacking ? await indexAll(write, parent, ordering) : await write.tree.lastIndex(parent, ordering);
    orderings[ordering] = last + 1;
  }
  return orderings;
}

/** All siblings where they are few; of many the oldest and the newest stand for all, so that they need not be counted. */
async function listSome({ tx }: ProjectWrite, parent: Gid): Promise<readonly StoredRecord[]> {
  const where = [{ attribute: parentAttribute, equals: parent }];
  const { items, more } = await tx.listRecords(placementCollection, { where, limit: fewSiblings });
  if (!more) return items;
  const { items: newest } = await tx.listRecords(placementCollection, { where, descending: true, limit: 1 });
  return [...items.slice(0, 1), ...newest];
}

/** @returns the highest index */
async function indexAll(write: ProjectWrite, parent: Gid, ordering: string): Promise<number> {
  const attribute = orderAttribute(parent, ordering);
  const where = [{ attribute: parentAttribute, equals: parent }];
  let last = await write.tree.lastIndex(parent, ordering);
  const changes: RecordChange[] = [];
  for (let after = 0; ; ) {
    const { items, more } = await write.tx.listRecords(placementCollection, { where, after, limit: pageSize });
    for (const item of items) {
      if (Object.hasOwn(item.fields, attribute)) continue;
      last += 1;
      changes.push(withIndex(item, ordering, last));
    }
    if (!more) break;
    after = items.at(-1)?.ordinal ?? after;
  }
  await write.putRecords(changes);
  return last;
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
  const index = await indexOf(write, parent, ordering, sibling);
  const attribute = orderAttribute(parent, ordering);
  const neighbours = { orderBy: { attribute }, before: index, descending: true, limit: 1 } as const;
  const [previous] = (await write.tx.listRecords(placementCollection, neighbours)).items;
  const last = previous === undefined ? Number.NEGATIVE_INFINITY : Number(textOf(previous.fields, attribute));
  // A gap before the sibling saves all others from moving.
  if (last < index - count) return index - count;
  await moveOn(write, parent, ordering, index, count);
  return index;
}

/** One that lacks an index still gets it, with all others that do. */
async function indexOf(write: ProjectWrite, parent: Gid, ordering: string, sibling: Gid): Promise<number> {
  const { placement } = await write.require(sibling);
  if (placement.parent !== parent) throw new NotPossible();
  const index = placement.orderings[ordering];
  if (index !== undefined) return index;
  await indexAll(write, parent, ordering);
  return indexOf(write, parent, ordering, sibling);
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
      // Behind what is needed already.
      if (Number(textOf(item.fields, attribute)) >= free) return write.putRecords(changes);
      changes.push(withIndex(item, ordering, free));
      free += 1;
    }
    if (!more) return write.putRecords(changes);
  }
}

function withIndex({ key: gid, fields }: StoredRecord, ordering: string, index: number): RecordChange {
  const placement = readPlacement(fields);
  if (placement === undefined) throw new RecordNotFound(placementCollection, gid);
  return { gid, placement: { ...placement, orderings: { ...placement.orderings, [ordering]: index } } };
}
