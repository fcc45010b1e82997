import { findContinent } from '../list/continents.js';
import type { Nation, Nations } from '../list/nations.js';
import { foldName } from '../list/player-names.js';
import type { PlayerFilter } from '../standings/player-lists.js';

/** What players may be asked for (contract §3b.2). */
export interface PlayerQuery {
  readonly name?: string;
  readonly name_contains?: string;
  readonly banned?: boolean;
  /** Code or name, in any case. */
  readonly nation?: string;
  /** In lower case. */
  readonly continent?: string;
  /** Code within the country. */
  readonly subdivision?: string;
}

/** In lower case, as links name it. */
export function anyContinent(text: string): string | undefined {
  return findContinent(text)?.toLowerCase();
}

/** All conditions must hold; what names nothing matches nobody. */
export function playerFilter(query: PlayerQuery, nations: Nations): PlayerFilter {
  const conditions: PlayerFilter[] = [];
  const { name, name_contains: part, banned, nation, continent, subdivision } = query;
  if (name !== undefined) conditions.push(({ folded }) => folded === foldName(name.trim()));
  if (part !== undefined) conditions.push(({ folded }) => folded.includes(foldName(part)));
  if (banned !== undefined) conditions.push((player) => player.banned === banned);
  if (nation !== undefined) {
    const code = nations.find(nation)?.code;
    conditions.push(({ nationality }) => code !== undefined && nationality === code);
  }
  if (continent !== undefined) conditions.push(({ nationality }) => isIn(continent, nations.at(nationality)));
  if (subdivision !== undefined) conditions.push((player) => player.subdivision?.toLowerCase() === subdivision.toLowerCase());
  return (player) => conditions.every((holds) => holds(player));
}

function isIn(continent: string, nation: Nation | undefined): boolean {
  return nation?.continent?.toLowerCase() === continent;
}
