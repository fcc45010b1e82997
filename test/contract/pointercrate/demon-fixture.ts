import { fixture } from './support.js';

export interface FixtureDemon {
  readonly id: number;
  readonly name: string;
  readonly position: number;
  readonly requirement: number;
  readonly video: string | null;
  readonly thumbnail: string;
  readonly level_id: number | null;
  readonly verifier: number;
  readonly publisher: number;
  readonly creators: readonly number[];
}

interface FixturePlayer {
  readonly id: number;
  readonly name: string;
  readonly banned: boolean;
  readonly link_banned: boolean;
  readonly nationality: string | null;
}

const tables = fixture as unknown as {
  readonly demons: readonly FixtureDemon[];
  readonly players: readonly FixturePlayer[];
  readonly nationalities: readonly { readonly country_code: string; readonly nation: string }[];
};

export const demonRows = tables.demons;
export const demonsByPosition = demonRows.toSorted((a, b) => a.position - b.position);

export const demonRow = (id: number): FixtureDemon => demonRows.find((demon) => demon.id === id)!;

const playerRow = (id: number): FixturePlayer => tables.players.find((player) => player.id === id)!;

export const playerName = (id: number): string => playerRow(id).name;

export function minimalPlayer(id: number): object {
  const { name, banned } = playerRow(id);
  return { id, name, banned };
}

/** The listed form by the words of contract §1.6. */
export function listedDemon({ id, position, name, ...demon }: FixtureDemon): object {
  return {
    id,
    position,
    name,
    requirement: demon.requirement,
    video: playerRow(demon.verifier).link_banned ? null : demon.video,
    thumbnail: demon.thumbnail,
    publisher: minimalPlayer(demon.publisher),
    verifier: minimalPlayer(demon.verifier),
    level_id: demon.level_id,
  };
}

/** The full form by the words of contract §1.6 and §1.1. */
export function fullDemon(demon: FixtureDemon): object {
  const approved = fixture.records.filter((record) => record.demon === demon.id && record.status === 'approved');
  return {
    ...listedDemon(demon),
    creators: demon.creators.map(minimalPlayer),
    records: approved
      .toSorted((a, b) => b.progress - a.progress || a.id - b.id)
      .map(({ id, progress, video, status, player }) => {
        const { link_banned, nationality } = playerRow(player);
        return {
          id,
          progress,
          video: link_banned ? null : video,
          status,
          player: minimalPlayer(player),
          nationality: country(nationality),
        };
      }),
  };
}

function country(code: string | null): object | null {
  if (code === null) return null;
  const { nation } = tables.nationalities.find(({ country_code }) => country_code === code)!;
  return { country_code: code, nation, subdivision: null };
}
