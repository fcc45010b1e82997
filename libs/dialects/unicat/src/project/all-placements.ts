import type { Condition, StoredRecord } from '#records';
import { placementCollection } from '../mapping/collections.js';
import type { ProjectWrite } from './project-write.js';

const recordsAtOnce = 500;

/** Placements of the project that match, in pieces; what is changed meanwhile is met once. */
export async function* allPlacements(write: ProjectWrite, where: readonly Condition[]): AsyncGenerator<readonly StoredRecord[]> {
  for (let after = 0; ; ) {
    const { items, more } = await write.tx.listRecords(placementCollection, { where, after, limit: recordsAtOnce });
    yield items;
    if (!more) return;
    after = items.at(-1)?.ordinal ?? after;
  }
}
