import { Injectable } from '@nestjs/common';
import { Demonlists } from '../list/demonlists.js';
import { KnownNations } from '../list/known-nations.js';
import { answerList, type ListAnswer } from '../paging/list-answer.js';
import { anyText, parseListQuery } from '../paging/list-query.js';
import { requireWindow } from '../paging/page-window.js';
import { serializeListedPlayer } from '../serializers/player.serializer.js';
import { KnownStandings } from '../standings/known-standings.js';
import { rankedPlayers } from '../standings/player-lists.js';
import type { ListCommand } from './list-players.use-case.js';
import { anyContinent, playerFilter } from './player-filters.js';

const parsers = { nation: anyText, continent: anyContinent, subdivision: anyText, name_contains: anyText };

/** Players by their place in the ranking (contract §3b.2). */
@Injectable()
export class RankPlayers {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly standings: KnownStandings,
    private readonly nations: KnownNations,
  ) {}

  /** @throws PointercrateError 40000, 42207, 42227 */
  execute({ url, caller }: ListCommand): Promise<ListAnswer> {
    const { filters, window } = parseListQuery(url, parsers);
    requireWindow(window);
    return this.demonlists.read(caller, async (list) => {
      const nations = await this.nations.of(list);
      const page = rankedPlayers(await this.standings.of(list), playerFilter(filters, nations), window);
      return answerList(
        page,
        { window, filters },
        ({ place }) => place,
        // Subdivisions are left out of rankings.
        (ranked) => serializeListedPlayer(ranked, nations.at(ranked.player.nationality), undefined),
      );
    });
  }
}
