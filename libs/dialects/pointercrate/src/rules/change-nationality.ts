import { PointercrateError } from '../errors/pointercrate-error.js';
import { findSubdivision, type Nation, type Nations } from '../list/nations.js';
import { type PlayerRow, subdivisionKey } from '../mapping/tables.js';

export interface NationalityChange {
  /** Code or name; null: none. */
  readonly nationality?: string | null;
  /** Code within the country; null: none. */
  readonly subdivision?: string | null;
}

type Nationality = Pick<PlayerRow, 'nationality' | 'subdivision'>;

/**
 * The nationality that a player has after a change (contract §3b.2). Another nation clears the subdivision.
 * @throws PointercrateError 40401 where there is no such nation or subdivision, 40907 for a subdivision without nation
 */
export function changedNationality(before: Nationality, change: NationalityChange, nations: Nations): Nationality {
  if (change.nationality === undefined && change.subdivision === undefined) return before;
  const { nationality = before.nationality, subdivision } = change;
  if (nationality === null) {
    if (typeof subdivision === 'string') throw new PointercrateError(40907);
    return { nationality: null, subdivision: null };
  }
  const nation = getNation(nations, nationality);
  if (subdivision === undefined) {
    return { nationality: nation.code, subdivision: nation.code === before.nationality ? before.subdivision : null };
  }
  return { nationality: nation.code, subdivision: subdivision === null ? null : keyOf(nation, subdivision) };
}

/**
 * @param text code or name, in any case
 * @throws PointercrateError 40401
 */
export function getNation(nations: Nations, text: string): Nation {
  const nation = nations.find(text);
  if (nation === undefined) throw new PointercrateError(40401, { iso_code: text });
  return nation;
}

function keyOf(nation: Nation, code: string): string {
  const subdivision = findSubdivision(nation, code);
  if (subdivision === undefined) throw new PointercrateError(40401, { subdivision_code: code, nation_code: nation.code });
  return subdivisionKey(nation.code, subdivision.iso_code);
}
