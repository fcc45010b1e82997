import { Injectable } from '@nestjs/common';
import { Demonlists } from '../list/demonlists.js';
import { KnownNations } from '../list/known-nations.js';
import type { Nation } from '../list/nations.js';
import { anyText, parseFilters } from '../paging/list-query.js';
import type { RankedNation } from '../serializers/nation.document.js';
import { serializeRankedNation } from '../serializers/nation.serializer.js';
import { KnownStandings } from '../standings/known-standings.js';
import { nationRanking } from '../standings/nation-scores.js';
import type { ListCommand } from './list-players.use-case.js';
import { anyContinent } from './player-filters.js';

const parsers = { continent: anyContinent, name_contains: anyText };

/** Countries by score, all of them (contract §3b.5). */
@Injectable()
export class RankNations {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly nations: KnownNations,
    private readonly standings: KnownStandings,
  ) {}

  /** @throws PointercrateError 40000 */
  execute({ url, caller }: ListCommand): Promise<RankedNation[]> {
    const { continent, name_contains: part = '' } = parseFilters(url, parsers);
    const isAsked = (nation: Nation): boolean =>
      (continent === undefined || nation.continent?.toLowerCase() === continent) &&
      nation.name.toLowerCase().includes(part.toLowerCase());
    return this.demonlists.read(caller, async (list) => {
      const nations = await this.nations.of(list);
      return nationRanking(await this.standings.of(list)).flatMap((standing) => {
        const nation = nations.at(standing.country);
        return nation !== undefined && isAsked(nation) ? [serializeRankedNation(standing, nation)] : [];
      });
    });
  }
}
