import { Inject, Injectable } from '@nestjs/common';
import {
  byRank,
  CLOCK,
  type Clock,
  FULL_TEXT_INDEX,
  type FullTextIndex,
  type RankedHit,
  RECORD_STORE,
  type RecordStore,
  type Space,
  type TextCondition,
  type TextHit,
} from '#records';
import { readAsset } from '../mapping/asset-log.js';
import { assetCollection } from '../mapping/collections.js';
import type { SearchedRecords } from '../project/record-search.js';
import type { Gid } from '../wire/schema.js';
import { folderMark } from './asset-marks.js';
import { AssetQuest } from './asset-quest.js';
import { assetIndex, assetLabel } from './asset-texts.js';
import { KeptResults } from './kept-results.js';

/** Assets that are looked at together. */
const pageSize = 500;

/**
 * Files that `q` and `filter` find (contract §6), and what is in folders. Brings the index up to date first, so it is never asked
 * from within a `read` or a `write` of the store.
 */
@Injectable()
export class AssetSearch {
  private readonly results = new KeptResults();

  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(FULL_TEXT_INDEX) private readonly index: FullTextIndex,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * All that is found, in order: score descending, then title, then gid.
   * @param query in a language of the project
   * @throws SearchError where the filter cannot be evaluated
   */
  async find(space: Space, query: SearchedRecords): Promise<readonly Gid[]> {
    const quest = new AssetQuest(query, this.clock.now() / 1000);
    if (quest.isEmpty) return [];
    const { language, q, filter } = query;
    return this.keep(space, ['search', language, q, filter], async () => {
      const candidates = await this.search(space, quest.candidates);
      return this.rank(space, candidates, quest);
    });
  }

  /** All in a folder, deleted ones too: folders first, then by name (contract §5). A folder that does not exist has nothing in it. */
  listFolder(space: Space, folder: Gid): Promise<readonly Gid[]> {
    return this.keep(space, ['folder', folder], async () => {
      const hits = await this.search(space, { mark: folderMark(folder) });
      return hits.map(({ key }) => key);
    });
  }

  private async keep(space: Space, asked: readonly unknown[], find: () => Promise<readonly Gid[]>): Promise<readonly Gid[]> {
    const { revision } = await this.store.latest(space.id).head(assetCollection);
    return this.results.get([space.id, revision, ...asked], find);
  }

  private search(space: Space, where: TextCondition): Promise<readonly TextHit[]> {
    return this.index.search(space, assetIndex, { label: assetLabel, where, raising: [] });
  }

  private async rank(space: Space, candidates: readonly TextHit[], quest: AssetQuest): Promise<Gid[]> {
    const hits: RankedHit[] = [];
    const reader = this.store.latest(space.id);
    for (let at = 0; at < candidates.length; at += pageSize) {
      const keys = candidates.slice(at, at + pageSize).map(({ key }) => key);
      for (const record of await reader.findRecords(assetCollection, keys)) {
        const asset = readAsset(record);
        const hit = asset && quest.rank(asset.document);
        if (hit !== undefined) hits.push(hit);
      }
    }
    return hits.sort(byRank).map(({ key }) => key);
  }
}
