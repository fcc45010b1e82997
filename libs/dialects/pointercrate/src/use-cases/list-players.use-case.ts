import { Injectable } from '@nestjs/common';
import { type Caller, can } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { KnownNations } from '../list/known-nations.js';
import { findSubdivision, type Nations } from '../list/nations.js';
import { answerList, type ListAnswer } from '../paging/list-answer.js';
import { anyFlag, anyText, parseListQuery } from '../paging/list-query.js';
import { requireWindow } from '../paging/page-window.js';
import type { ListedPlayer } from '../serializers/player.document.js';
import { serializeListedPlayer } from '../serializers/player.serializer.js';
import { KnownStandings } from '../standings/known-standings.js';
import { type PlayerStanding, playersById } from '../standings/player-lists.js';
import { playerFilter } from './player-filters.js';

const parsers = { name: anyText, name_contains: anyText, banned: anyFlag, nation: anyText, subdivision: anyText };

export interface ListCommand {
  readonly url: string;
  readonly caller: Caller;
}

/** Players by id (contract §3b.2). Banned ones are for LIST_HELPER. */
@Injectable()
export class ListPlayers {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly standings: KnownStandings,
    private readonly nations: KnownNations,
  ) {}

  /** @throws PointercrateError 40000, 42207, 42227 */
  execute({ url, caller }: ListCommand): Promise<ListAnswer> {
    const { filters: asked, window } = parseListQuery(url, parsers);
    const filters = can(caller, 'LIST_HELPER') ? asked : { ...asked, banned: false };
    requireWindow(window);
    return this.demonlists.read(caller, async (list) => {
      const nations = await this.nations.of(list);
      const page = playersById(await this.standings.of(list), playerFilter(filters, nations), window);
      return answerList(
        page,
        { window, filters },
        ({ player }) => player.id,
        (standing) => listed(standing, nations),
      );
    });
  }
}

function listed(standing: PlayerStanding, nations: Nations): ListedPlayer {
  const { nationality, subdivision } = standing.player;
  const nation = nations.at(nationality);
  const part = nation === undefined || subdivision === null ? undefined : findSubdivision(nation, subdivision);
  return serializeListedPlayer(standing, nation, part);
}
