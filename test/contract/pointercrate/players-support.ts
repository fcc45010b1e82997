import { fixture } from './support.js';

export interface FixturePlayer {
  readonly id: number;
  readonly name: string;
  readonly banned: boolean;
  readonly link_banned: boolean;
  readonly nationality: string | null;
  readonly subdivision: string | null;
  readonly score: number;
  readonly rank: number | null;
}

export interface FixtureDemon {
  readonly id: number;
  readonly position: number;
  readonly name: string;
  readonly requirement: number;
  readonly verifier: number;
  readonly publisher: number;
  readonly creators: readonly number[];
}

export interface FixtureNation {
  readonly country_code: string;
  readonly nation: string;
  readonly subdivisions: readonly { readonly iso_code: string; readonly name: string }[];
}

/** The parts of the fixture that players are about. */
export const { players, demons, nationalities } = fixture as unknown as {
  readonly players: readonly FixturePlayer[];
  readonly demons: readonly FixtureDemon[];
  readonly nationalities: readonly FixtureNation[];
};

/** Those who take part in the ranking, the best first. */
export const ranked = players.filter(({ rank }) => rank !== null).sort((a, b) => a.rank! - b.rank! || a.id - b.id);

export function nationOf(code: string | null, part: string | null): object | null {
  const nation = nationalities.find(({ country_code }) => country_code === code);
  if (nation === undefined) return null;
  const subdivision = nation.subdivisions.find(({ iso_code }) => iso_code === part) ?? null;
  return { country_code: nation.country_code, nation: nation.nation, subdivision };
}

/** The listed form by the words of contract §1.5; scores of the fixture have ten places. */
export function listedPlayer({ id, name, banned, score, rank, nationality, subdivision }: FixturePlayer): object {
  return { id, name, banned, score: near(score), rank, nationality: nationOf(nationality, subdivision) };
}

export const near = (value: number): object => ({
  asymmetricMatch: (other: unknown): boolean => typeof other === 'number' && Math.abs(other - value) < 1e-8,
});

const minimalDemon = ({ id, position, name }: FixtureDemon): object => ({ id, position, name });

/** The full form by the words of contract §1.5. */
export function fullPlayer(player: FixturePlayer): object {
  const held = fixture.records.filter((record) => record.player === player.id && record.status === 'approved');
  return {
    ...listedPlayer(player),
    records: held.map(({ id, progress, video, status, demon }) => ({
      id,
      progress,
      video: player.link_banned ? null : video,
      status,
      demon: minimalDemon(demons.find((each) => each.id === demon)!),
    })),
    created: demons.filter(({ creators }) => creators.includes(player.id)).map(minimalDemon),
    verified: demons.filter(({ verifier }) => verifier === player.id).map(minimalDemon),
    published: demons.filter(({ publisher }) => publisher === player.id).map(minimalDemon),
  };
}
