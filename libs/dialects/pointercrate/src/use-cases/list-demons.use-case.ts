import { Injectable } from '@nestjs/common';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { KnownDemons } from '../list/known-demons.js';
import type { StoredRow } from '../list/stored-row.js';
import type { DemonRow } from '../mapping/tables.js';
import { asksForPlayers, type DemonsQuery, matchingDemons } from '../paging/demon-filters.js';
import { answerList, type ListAnswer } from '../paging/list-answer.js';
import { pageOf, requireWindow } from '../paging/page-window.js';
import { serializeListedDemon } from '../serializers/demon.serializer.js';
import { listedView, playersOf } from './demon-view.js';

/** What a list of demons is ordered and paged by. */
export type DemonOrder = 'id' | 'position';

const placeOf: { readonly [O in DemonOrder]: (demon: StoredRow<DemonRow>) => number } = {
  id: ({ id }) => id,
  position: ({ row }) => row.position,
};

export interface ListDemonsCommand {
  readonly order: DemonOrder;
  readonly query: DemonsQuery;
  readonly caller: Caller;
}

/** The two lists of demons (contract §3b.3). */
@Injectable()
export class ListDemons {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly knownDemons: KnownDemons,
  ) {}

  /** @throws PointercrateError 42207, 42227 */
  async execute({ order, query, caller }: ListDemonsCommand): Promise<ListAnswer> {
    requireWindow(query.window);
    return this.demonlists.read(caller, async (list) => {
      const place = placeOf[order];
      const all = (await this.knownDemons.of(list)).toSorted((a, b) => place(a) - place(b));
      const named = asksForPlayers(query.filters) ? await playersOf(list, all) : new Map();
      const page = pageOf(all, matchingDemons(all, query.filters, named), place, query.window);
      const shown = await playersOf(list, page.items);
      return answerList(page, query, place, (demon) => serializeListedDemon(listedView(demon, shown)));
    });
  }
}
