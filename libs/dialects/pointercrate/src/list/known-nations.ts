import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { SpaceId } from '#records';
import { nationalities, subdivisions } from '../mapping/tables.js';
import type { ListReader } from './list-reader.js';
import { type Nations, readNations } from './nations.js';

interface KnownList {
  readonly revision: string;
  readonly nations: Nations;
}

/** Lists whose countries are kept: some hundreds each. */
const knownLists = 100;

/** The countries of each list. Not for use within a write: what it has not committed yet must not be kept. */
@Injectable()
export class KnownNations {
  private readonly known = new LRUCache<SpaceId, KnownList>({ max: knownLists });

  async of(list: ListReader): Promise<Nations> {
    const { collections } = await list.reader.spaceHead();
    const revision = [nationalities, subdivisions].map(({ collection }) => collections.get(collection)?.revision).join();
    const known = this.known.get(list.space);
    if (known?.revision === revision) return known.nations;
    const nations = await readNations(list);
    this.known.set(list.space, { revision, nations });
    return nations;
  }
}
