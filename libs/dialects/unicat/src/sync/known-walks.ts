import { LRUCache } from 'lru-cache';
import type { EntryNumber, Space } from '#records';
import { placementCollection } from '../mapping/collections.js';
import { type Echoed, type WalkDown, walkDown } from './list-echoes.js';

interface KnownWalk {
  /** Of the placements: it holds until they have another one. */
  readonly revision: EntryNumber;
  readonly below: readonly Echoed[] | undefined;
}

/** Records of all walks together. */
const keptRecords = 100_000;

/** What is below a record is asked for page by page, and by everybody who follows the project: it is walked to once. */
export class KnownWalks {
  private readonly walks = new LRUCache<string, KnownWalk>({
    maxSize: keptRecords,
    sizeCalculation: ({ below = [] }) => below.length + 1,
  });

  /** @param walk what is to be done only once */
  in(space: Space, walk: WalkDown = walkDown): WalkDown {
    return async (reader, top) => {
      const name = `${space.id} ${top}`;
      const { revision } = await reader.head(placementCollection);
      const known = this.walks.get(name);
      if (known?.revision === revision) return known.below;
      const below = await walk(reader, top);
      this.walks.set(name, { revision, below });
      return below;
    };
  }
}
