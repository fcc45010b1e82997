import { Inject, Injectable } from '@nestjs/common';
import { RECORD_STORE, type RecordStore, type Space } from '#records';
import type { SelectionPart } from '../../project/selection.js';
import { AssetSearch } from '../../search/asset-search.js';
import { gidsOf } from '../../serializers/asset.serializer.js';
import type { Gid } from '../../wire/schema.js';
import { AssetTree } from './asset-tree.js';

/** What selections of assets come to. */
@Injectable()
export class SelectAssets {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    private readonly search: AssetSearch,
  ) {}

  /**
   * All of a selection: every asset once, in its order (contract §4.4).
   * @throws SearchError
   */
  async execute(space: Space, parts: readonly SelectionPart[]): Promise<Gid[]> {
    const selected = new Set<Gid>();
    for (const part of parts) {
      for (const gid of await this.select(space, part)) {
        if (part.kind === 'records' || !part.exclude.has(gid)) selected.add(gid);
      }
    }
    return [...selected];
  }

  private async select(space: Space, part: SelectionPart): Promise<readonly Gid[]> {
    switch (part.kind) {
      case 'records':
        return gidsOf(await new AssetTree(this.store.latest(space.id), space).listOf(part.gids));
      case 'children':
        return this.search.listFolder(space, part.parent);
      case 'search':
        return this.search.find(space, part.query);
    }
  }
}
