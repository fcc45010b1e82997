import type { ListPage, PageWindow } from '../paging/page-window.js';
import { sequencePage } from '../paging/sequence-page.js';
import type { KnownPlayer } from './player-roster.js';
import type { Standings } from './standings.js';

/** A player with what he has come to. */
export interface PlayerStanding {
  readonly player: KnownPlayer;
  readonly score: number;
  /** Players with equal scores share it, and the next is skipped; null for those who are banned or have no score. */
  readonly rank: number | null;
}

export interface RankedPlayer extends PlayerStanding {
  /** Place in the ranking, from 1; nobody shares it. */
  readonly place: number;
}

export type PlayerFilter = (player: KnownPlayer) => boolean;

const nobody = { score: 0, rank: null };

export function standingOf({ players, ranking }: Standings, id: number): Omit<PlayerStanding, 'player'> {
  const slot = players.findSlot(id);
  if (slot === undefined) return nobody;
  return { score: ranking.scoreOf(slot), rank: ranking.isRanked(slot) ? ranking.rankOf(slot) : null };
}

/** A page by id. */
export function playersById(standings: Standings, filter: PlayerFilter, window: PageWindow): ListPage<PlayerStanding> {
  const { players } = standings;
  const slots = players.byId;
  const page = sequencePage(
    {
      length: slots.length,
      idAt: (index) => players.idAt(slots[index] ?? 0),
      matchAt: (index) => matching(players.at(slots[index] ?? 0), filter),
    },
    window,
  );
  return { ...page, items: page.items.map((player) => ({ player, ...standingOf(standings, player.id) })) };
}

/** A page by place. Costs what the page does, and the places that are passed over because of the filter. */
export function rankedPlayers(standings: Standings, filter: PlayerFilter, window: PageWindow): ListPage<RankedPlayer> {
  const { players, ranking } = standings;
  const page = sequencePage(
    {
      length: ranking.length,
      idAt: (index) => index + 1,
      matchAt: (index) => {
        const player = matching(players.at(ranking.at(index)), filter);
        return player && { player, place: index + 1 };
      },
    },
    window,
  );
  return { ...page, items: page.items.map((found) => ({ ...found, ...standingOf(standings, found.player.id) })) };
}

function matching(player: KnownPlayer | undefined, filter: PlayerFilter): KnownPlayer | undefined {
  return player !== undefined && filter(player) ? player : undefined;
}
