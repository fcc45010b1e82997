import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { SpaceId } from '#records';
import { type DemonRow, demons } from '../mapping/tables.js';
import type { ListReader } from './list-reader.js';
import type { StoredRow } from './stored-row.js';

interface KnownList {
  readonly revision: number;
  readonly demons: readonly StoredRow<DemonRow>[];
}

/** Lists whose demons are kept; a demonlist has some hundreds. */
const knownLists = 100;

/**
 * The demons of each list, by position. Not for use within a write: what it has not committed yet must not be kept.
 */
@Injectable()
export class KnownDemons {
  private readonly known = new LRUCache<SpaceId, KnownList>({ max: knownLists });

  async of(list: ListReader): Promise<readonly StoredRow<DemonRow>[]> {
    const { revision } = await list.reader.head(demons.collection);
    const known = this.known.get(list.space);
    if (known?.revision === revision) return known.demons;
    const read = (await list.list(demons)).sort((a, b) => a.row.position - b.row.position);
    this.known.set(list.space, { revision, demons: read });
    return read;
  }
}
