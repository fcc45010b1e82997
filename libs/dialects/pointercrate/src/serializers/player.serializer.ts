import type { Nation, Subdivision } from '../list/nations.js';
import type { StoredRow } from '../list/stored-row.js';
import type { DemonRow, PlayerRow, RecordRow } from '../mapping/tables.js';
import type { PlayerStanding } from '../standings/player-lists.js';
import type { FullPlayer, ListedPlayer, NationalityDocument } from './player.document.js';
import type { MinimalDemon, MinimalPlayer } from './record.document.js';
import { serializeMinimalDemon, serializeRecordCore } from './record.serializer.js';

/** A player with all that is shown of him. */
export interface PlayerView {
  readonly player: StoredRow<PlayerRow>;
  readonly standing: Omit<PlayerStanding, 'player'>;
  readonly nation: Nation | undefined;
  readonly subdivision: Subdivision | undefined;
  /** Approved ones, with their demons. */
  readonly records: readonly { readonly record: StoredRow<RecordRow>; readonly demon: StoredRow<DemonRow> }[];
  readonly created: readonly StoredRow<DemonRow>[];
  readonly verified: readonly StoredRow<DemonRow>[];
  readonly published: readonly StoredRow<DemonRow>[];
}

/** The listed form of a player (contract §1.5). */
export function serializeListedPlayer(
  { player: { id, name, banned }, score, rank }: Omit<PlayerStanding, 'player'> & { readonly player: MinimalPlayer },
  nation: Nation | undefined,
  subdivision: Subdivision | undefined,
): ListedPlayer {
  return { id, name, banned, score, rank, nationality: nation === undefined ? null : serializeNationality(nation, subdivision) };
}

export function serializeNationality({ code, name }: Nation, subdivision?: Subdivision): NationalityDocument {
  return { country_code: code, nation: name, subdivision: subdivision ?? null };
}

/** The full form of a player (contract §1.5). */
export function serializePlayer(view: PlayerView): FullPlayer {
  const { id, row } = view.player;
  const player = { id, name: row.name, banned: row.banned };
  return {
    ...serializeListedPlayer({ player, ...view.standing }, view.nation, view.subdivision),
    records: view.records.map(({ record, demon }) => ({ ...serializeRecordCore(record, row), demon: minimal(demon) })),
    created: view.created.map(minimal),
    verified: view.verified.map(minimal),
    published: view.published.map(minimal),
  };
}

function minimal({ record }: StoredRow<DemonRow>): MinimalDemon {
  return serializeMinimalDemon(record);
}
