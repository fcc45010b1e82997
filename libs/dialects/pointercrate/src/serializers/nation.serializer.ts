import type { Nation } from '../list/nations.js';
import type { StoredRow } from '../list/stored-row.js';
import type { DemonRow } from '../mapping/tables.js';
import type { BestProgress, NationStanding } from '../standings/nation-scores.js';
import type { KnownPlayer } from '../standings/player-roster.js';
import type { BestRecord, DemonOfPlayer, DemonOfPlayers, NationDocument, RankedNation } from './nation.document.js';
import { serializeNationality } from './player.serializer.js';
import { serializeMinimalDemon } from './record.serializer.js';

export interface NationView {
  readonly nation: Nation;
  /** By position. */
  readonly demons: readonly StoredRow<DemonRow>[];
  readonly best: readonly BestProgress[];
  /** Whether and as whom the nation knows the player of that id. */
  readonly member: (id: number) => KnownPlayer | undefined;
  /** Last position of the extended list. */
  readonly lastPosition: number;
}

export function serializeRankedNation({ rank, score }: NationStanding, nation: Nation): RankedNation {
  return { rank, score, country_code: nation.code, nation: nation.name, subdivision: null };
}

/** Shapes as the server has them; the contract names the members only (§3b.5). */
export function serializeNation({ nation, demons, best, member, lastPosition }: NationView): NationDocument {
  const bestOn = new Map(best.map((each) => [each.demon, each]));
  const isBeaten = ({ id, row }: StoredRow<DemonRow>): boolean =>
    bestOn.get(id)?.progress === 100 || member(row.verifier) !== undefined;
  return {
    nation: serializeNationality(nation),
    records: demons.flatMap((demon): BestRecord[] => {
      const found = bestOn.get(demon.id);
      return found === undefined ? [] : [{ ...demonOf(demon), progress: found.progress, players: namesOf(found.players) }];
    }),
    created: demons.flatMap((demon): DemonOfPlayers[] => {
      const creators = (demon.row.creators ?? []).flatMap((id) => member(id) ?? []);
      return creators.length === 0 ? [] : [{ ...demonOf(demon), players: namesOf(creators) }];
    }),
    verified: demons.flatMap((demon) => demonBy(demon, member(demon.row.verifier))),
    published: demons.flatMap((demon) => demonBy(demon, member(demon.row.publisher))),
    unbeaten: demons
      .filter((demon) => demon.row.position <= lastPosition && !isBeaten(demon))
      .map(({ record }) => serializeMinimalDemon(record)),
  };
}

function demonOf({ id, row: { name: demon, position } }: StoredRow<DemonRow>): Omit<DemonOfPlayer, 'player'> {
  return { id, demon, position };
}

function demonBy(demon: StoredRow<DemonRow>, player: KnownPlayer | undefined): DemonOfPlayer[] {
  return player === undefined ? [] : [{ ...demonOf(demon), player: player.name }];
}

function namesOf(players: readonly KnownPlayer[]): string[] {
  return players.map(({ name }) => name);
}
