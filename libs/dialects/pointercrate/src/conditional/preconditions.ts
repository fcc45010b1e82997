import type { IncomingHttpHeaders } from 'node:http';
import { listsTag, parseTagList, type TagText } from '#dialect-kit';
import { PointercrateError } from '../errors/pointercrate-error.js';

/** The conditional headers of a request (contract §4). */
export type Conditions = Pick<IncomingHttpHeaders, 'if-match' | 'if-none-match'>;

/**
 * Evaluates the conditions of a read that would otherwise succeed, in the order of RFC 9110 §13.2.2.
 * @returns whether the caller has the current representation already (304)
 * @throws PointercrateError 41200 where `If-Match` does not name the tag
 */
export function isNotModified({ 'if-match': ifMatch, 'if-none-match': ifNoneMatch }: Conditions, tag: TagText): boolean {
  if (ifMatch !== undefined && !listsTag(parseTagList(ifMatch), tag)) throw new PointercrateError(41200);
  return ifNoneMatch !== undefined && listsTag(parseTagList(ifNoneMatch), tag);
}

/**
 * Evaluates the conditions of a change. To be called within the write, so that nobody slips in between (contract §4.3, rule 5).
 * @param tag of what the caller sees before the change
 * @throws PointercrateError 41200 where `If-Match` does not name the tag or `If-None-Match` does
 */
export function requireConditions(conditions: Conditions, tag: TagText): void {
  if (isNotModified(conditions, tag)) throw new PointercrateError(41200);
}

/** @throws PointercrateError 42800 where `If-Match` is missing or blank (contract §4.3, rule 4) */
export function requireIfMatch({ 'if-match': ifMatch }: Conditions): void {
  if (ifMatch === undefined || ifMatch.trim() === '') throw new PointercrateError(42800);
}
