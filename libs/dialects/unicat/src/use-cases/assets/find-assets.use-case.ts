import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, RECORD_STORE, type RecordStore } from '#records';
import { BadParameter, BulkSelectionError } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import type { Range } from '../../project/project-reader.js';
import type { SearchedRecords } from '../../project/record-search.js';
import { readSelection, type SelectionPart } from '../../project/selection.js';
import { readSelectionCursor, writeSelectionCursor } from '../../project/selection-cursor.js';
import { assetContent, gidsOf } from '../../serializers/asset.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { Language } from '../../wire/schema.js';
import { AssetTree } from './asset-tree.js';
import { searchAssets } from './search-assets.js';
import { selectAssets } from './select-assets.js';

export interface SelectionPage {
  /** As it came. */
  readonly selection: unknown;
  /** As it came; absent on the first page. */
  readonly cursor: unknown;
  readonly size: number;
}

/** Assets that somebody describes instead of naming them (contract §4.4, §6). */
@Injectable()
export class FindAssets {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws SearchError
   * @throws BadParameter for a language that the project does not have
   */
  search(member: ProjectMember, query: SearchedRecords, { top, size }: Range): Promise<Content> {
    return this.read(member, async (tree, now) => {
      requireLanguage(await tree.languages(), query.language);
      const found = searchAssets(await tree.all(), query, now);
      const shown = found.slice(top, top + size);
      return assetContent({ assets: gidsOf(shown), 'assets.size': found.length }, shown);
    });
  }

  /** @throws SearchError, BulkSelectionError */
  bulk(member: ProjectMember, { selection, cursor, size }: SelectionPage): Promise<Content> {
    return this.read(member, async (tree, now) => {
      const parts = readSelection(selection);
      const { top } = readSelectionCursor(selection, cursor) ?? { top: 0 };
      await requireKnownLanguages(tree, parts);
      const selected = await selectAssets(tree, parts, now);
      const shown = selected.slice(top, top + size);
      const next = { top: top + shown.length, size: selected.length, uncompared: [] };
      const more = shown.length > 0 && next.top < selected.length;
      const result = {
        assets: gidsOf(shown),
        'assets.size': selected.length,
        'page.cursor': more ? writeSelectionCursor(selection, next) : null,
      };
      return assetContent(result, shown);
    });
  }

  private read(member: ProjectMember, work: (tree: AssetTree, now: number) => Promise<Content>): Promise<Content> {
    const now = this.clock.now() / 1000;
    return this.store.read(member.space.id, (reader) => work(new AssetTree(reader, member.space), now));
  }
}

function requireLanguage(known: readonly Language[], language: Language): void {
  if (!known.includes(language)) throw new BadParameter('language');
}

async function requireKnownLanguages(tree: AssetTree, parts: readonly SelectionPart[]): Promise<void> {
  const known = await tree.languages();
  for (const part of parts) {
    if (part.kind === 'search' && !known.includes(part.query.language)) throw new BulkSelectionError();
  }
}
