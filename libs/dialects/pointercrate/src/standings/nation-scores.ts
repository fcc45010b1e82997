import type { KnownPlayer } from './player-roster.js';
import { recordScore } from './score-formula.js';
import type { Standings } from './standings.js';

export interface NationStanding {
  readonly country: string;
  readonly score: number;
  /** Nations with equal scores share it, and the next is skipped. */
  readonly rank: number;
}

export interface BestProgress {
  /** Id of the demon. */
  readonly demon: number;
  readonly progress: number;
  /** Who has it, by id. */
  readonly players: readonly KnownPlayer[];
}

interface KnownRanking {
  readonly generation: number;
  readonly nations: readonly NationStanding[];
}

/** Less than any progress: a demon may require none. */
const nothing = -1;

const known = new WeakMap<Standings, KnownRanking>();

/**
 * Nations by score, the best first. A nation scores the best that any of its players has reached on each demon; a
 * verification is a 100 %. Worked out when asked for, and kept until something changes.
 */
export function nationRanking(standings: Standings): readonly NationStanding[] {
  const { generation } = standings;
  const found = known.get(standings);
  if (found?.generation === generation) return found.nations;
  const nations = rank(scoreNations(standings));
  known.set(standings, { generation, nations });
  return nations;
}

/** The best progress in approved records of a nation's players, by demon. */
export function bestInNation({ players, demons, records }: Standings, country: string): BestProgress[] {
  const best = new Map<number, { progress: number; slots: number[] }>();
  records.each((player, demon, progress) => {
    if (players.at(player)?.nationality !== country) return;
    const found = best.get(demon);
    if (found === undefined || progress > found.progress) best.set(demon, { progress, slots: [player] });
    else if (progress === found.progress) found.slots.push(player);
  });
  return [...best].flatMap(([slot, { progress, slots }]) => {
    const demon = demons.at(slot);
    const holders = slots.flatMap((player) => players.at(player) ?? []).sort((a, b) => a.id - b.id);
    return demon === undefined ? [] : [{ demon: demon.id, progress, players: holders }];
  });
}

function scoreNations({ players, demons, records }: Standings): Map<string, number> {
  const best = new Map<string, Int16Array>();
  const reach = (player: number, demon: number, progress: number): void => {
    const country = players.at(player)?.nationality;
    if (country === undefined || country === null) return;
    const row = best.get(country) ?? new Int16Array(demons.size).fill(nothing);
    best.set(country, row);
    if (progress > (row[demon] ?? nothing)) row[demon] = progress;
  };
  records.each(reach);
  const positions = demons.byPosition();
  for (const slot of positions) reach(demons.at(slot)?.verifier ?? -1, slot, 100);
  // Added up in the order of the list, so that equals are equal.
  const total = (row: Int16Array): number =>
    positions.reduce((sum, slot) => {
      const { position = 0, requirement = 0 } = demons.at(slot) ?? {};
      return sum + recordScore(row[slot] ?? nothing, position, requirement);
    }, 0);
  return new Map([...best].map(([country, row]) => [country, total(row)]));
}

function rank(scores: ReadonlyMap<string, number>): NationStanding[] {
  const nations = [...scores]
    .filter(([, score]) => score > 0)
    .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  let place = 1;
  return nations.map(([country, score], at) => {
    if (score !== nations[at - 1]?.[1]) place = at + 1;
    return { country, score, rank: place };
  });
}
