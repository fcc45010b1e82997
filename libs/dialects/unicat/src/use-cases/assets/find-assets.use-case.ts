import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, RECORD_STORE, type RecordStore } from '#records';
import { BadParameter, BadSelection } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { assetContent, gidsOf } from '../../serializers/asset.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { Language } from '../../wire/schema.js';
import { AssetTree } from './asset-tree.js';
import type { PageWanted } from './browse-assets.use-case.js';
import { type AssetQuery, searchAssets } from './search-assets.js';
import { cursorAt, type SelectionItem, selectAssets } from './select-assets.js';

export interface SelectionPage {
  readonly selection: readonly SelectionItem[];
  /** Where the page begins, counted from 0. */
  readonly from: number;
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
   * @throws SearchFailed
   * @throws BadParameter for a language that the project does not have
   */
  search(member: ProjectMember, query: AssetQuery, { top, size }: PageWanted): Promise<Content> {
    return this.read(member, async (tree, now) => {
      requireLanguage(await tree.languages(), query.language);
      const found = searchAssets(await tree.all(), query, now);
      const shown = found.slice(top, top + size);
      return assetContent({ assets: gidsOf(shown), 'assets.size': found.length }, shown);
    });
  }

  /** @throws SearchFailed, BadSelection */
  bulk(member: ProjectMember, { selection, from, size }: SelectionPage): Promise<Content> {
    return this.read(member, async (tree, now) => {
      const languages = selection.flatMap((item) => ('search' in item ? [item.search.language] : []));
      const known = await tree.languages();
      if (languages.some((language) => !known.includes(language))) throw new BadSelection();
      const selected = await selectAssets(tree, selection, now);
      const shown = selected.slice(from, from + size);
      const end = from + shown.length;
      const cursor = shown.length > 0 && end < selected.length ? cursorAt(end) : null;
      return assetContent({ assets: gidsOf(shown), 'assets.size': selected.length, 'page.cursor': cursor }, shown);
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
