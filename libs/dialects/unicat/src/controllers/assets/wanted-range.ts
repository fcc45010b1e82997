import type { IncomingHttpHeaders } from 'node:http';
import parseRange from 'range-parser';
import { listsTag, parseTagList } from '#dialect-kit';
import type { ByteRange } from '#records';
import type { Media } from '../../use-cases/dam/find-media.use-case.js';

/**
 * The part of a file that is asked for (RFC 9110 §14.2); undefined: all of it. Several parts at once are answered with all,
 * and so is a range that depends on a file that is there no more.
 */
export function wantedRange(headers: IncomingHttpHeaders, { file, size }: Media): ByteRange | 'unsatisfiable' | undefined {
  const { range, 'if-range': condition } = headers;
  if (range === undefined || !range.startsWith('bytes=')) return undefined;
  if (typeof condition === 'string' && !listsTag(parseTagList(condition), file)) return undefined;
  const ranges = parseRange(size, range, { combine: true });
  if (ranges === -1) return 'unsatisfiable';
  const [only] = ranges === -2 ? [] : ranges;
  return ranges === -2 || ranges.length !== 1 ? undefined : only;
}
