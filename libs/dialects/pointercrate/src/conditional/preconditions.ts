import type { IncomingHttpHeaders } from 'node:http';
import { listsTag, parseTagList, type TagText } from '#dialect-kit';
import { PointercrateError } from '../errors/pointercrate-error.js';

/**
 * Evaluates the conditions of a read that would otherwise succeed, in the order of RFC 9110 §13.2.2.
 * @returns whether the caller has the current representation already (304)
 * @throws PointercrateError 41200 where `If-Match` does not name the tag
 */
export function isNotModified(headers: Pick<IncomingHttpHeaders, 'if-match' | 'if-none-match'>, tag: TagText): boolean {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers;
  if (ifMatch !== undefined && !listsTag(parseTagList(ifMatch), tag)) throw new PointercrateError(41200);
  return ifNoneMatch !== undefined && listsTag(parseTagList(ifNoneMatch), tag);
}
