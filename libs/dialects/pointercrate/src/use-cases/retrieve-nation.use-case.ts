import { Injectable } from '@nestjs/common';
import { Demonlists } from '../list/demonlists.js';
import { KnownDemons } from '../list/known-demons.js';
import { KnownNations } from '../list/known-nations.js';
import { ListSizes } from '../list/list-sizes.js';
import { getNation } from '../rules/change-nationality.js';
import { serializeNation } from '../serializers/nation.serializer.js';
import { type TaggedDocument, tagDocument } from '../serializers/tagged-document.js';
import { KnownStandings } from '../standings/known-standings.js';
import { bestInNation } from '../standings/nation-scores.js';
import type { NationCommand } from './list-subdivisions.use-case.js';

/** What the players of a country have come to (contract §3b.5). */
@Injectable()
export class RetrieveNation {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly nations: KnownNations,
    private readonly demons: KnownDemons,
    private readonly sizes: ListSizes,
    private readonly standings: KnownStandings,
  ) {}

  /** @throws PointercrateError 40401 */
  execute({ nation: text, caller }: NationCommand): Promise<TaggedDocument> {
    return this.demonlists.read(caller, async (list) => {
      const nation = getNation(await this.nations.of(list), text);
      const demons = await this.demons.of(list);
      const { extended: lastPosition } = await this.sizes.of(list);
      const standings = await this.standings.of(list);
      const member = (id: number) => {
        const player = standings.players.find(id);
        return player?.nationality === nation.code ? player : undefined;
      };
      return tagDocument(serializeNation({ nation, demons, best: bestInNation(standings, nation.code), member, lastPosition }));
    });
  }
}
