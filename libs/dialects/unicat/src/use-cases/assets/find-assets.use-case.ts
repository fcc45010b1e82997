import { Inject, Injectable } from '@nestjs/common';
import { RECORD_STORE, type RecordStore } from '#records';
import { BadParameter, BulkSelectionError } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import type { Range } from '../../project/project-reader.js';
import type { SearchedRecords } from '../../project/record-search.js';
import { readSelection } from '../../project/selection.js';
import { readSelectionCursor, writeSelectionCursor } from '../../project/selection-cursor.js';
import { AssetSearch } from '../../search/asset-search.js';
import { assetContent, gidsOf } from '../../serializers/asset.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid, Language } from '../../wire/schema.js';
import { AssetTree } from './asset-tree.js';
import { SelectAssets } from './select-assets.js';

export interface SelectionPage {
  /** As it came. */
  readonly selection: unknown;
  /** As it came; absent on the first page. */
  readonly cursor: unknown;
  readonly size: number;
}

/** Assets that somebody describes instead of naming them (contract §4.4, §6): only those of the page are read. */
@Injectable()
export class FindAssets {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    private readonly assets: AssetSearch,
    private readonly selections: SelectAssets,
  ) {}

  /**
   * @throws SearchError
   * @throws BadParameter for a language that the project does not have
   */
  async search(member: ProjectMember, query: SearchedRecords, { top, size }: Range): Promise<Content> {
    if (!(await this.languages(member)).includes(query.language)) throw new BadParameter('language');
    const found = await this.assets.find(member.space, query);
    return this.show(member, found.slice(top, top + size), (assets) => ({ assets, 'assets.size': found.length }));
  }

  /** @throws SearchError, BulkSelectionError */
  async bulk(member: ProjectMember, { selection, cursor, size }: SelectionPage): Promise<Content> {
    const parts = readSelection(selection);
    const { top } = readSelectionCursor(selection, cursor) ?? { top: 0 };
    const known = await this.languages(member);
    if (!parts.every((part) => part.kind !== 'search' || known.includes(part.query.language))) throw new BulkSelectionError();
    const selected = await this.selections.execute(member.space, parts);
    const page = selected.slice(top, top + size);
    const next = { top: top + page.length, size: selected.length, uncompared: [] };
    const more = page.length > 0 && next.top < selected.length;
    return this.show(member, page, (assets) => ({
      assets,
      'assets.size': selected.length,
      'page.cursor': more ? writeSelectionCursor(selection, next) : null,
    }));
  }

  private languages({ space }: ProjectMember): Promise<readonly Language[]> {
    return new AssetTree(this.store.latest(space.id), space).languages();
  }

  /** @param describe the result, given those of the assets that are still there */
  private async show(
    { space }: ProjectMember,
    gids: readonly Gid[],
    describe: (gids: readonly Gid[]) => Content['result'],
  ): Promise<Content> {
    const shown = await new AssetTree(this.store.latest(space.id), space).listOf(gids);
    return assetContent(describe(gidsOf(shown)), shown);
  }
}
