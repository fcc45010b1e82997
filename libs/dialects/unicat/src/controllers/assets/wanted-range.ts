import type { IncomingHttpHeaders } from 'node:http';
import parseRange from 'range-parser';
import type { ByteRange } from '#records';
import type { Media } from '../../use-cases/dam/find-media.use-case.js';

/** So many bytes from the end. */
const suffix = /^bytes=\s*-(\d+)\s*$/;

/**
 * The part of a file that is asked for (RFC 9110 §14.2); undefined: all of it. Several parts at once are answered with all,
 * and so is a range that depends on a file that is there no more.
 */
export function wantedRange(headers: IncomingHttpHeaders, { file, size }: Media): ByteRange | 'unsatisfiable' | undefined {
  const { range, 'if-range': condition } = headers;
  if (range === undefined || !range.startsWith('bytes=')) return undefined;
  // One strong tag and nothing else (RFC 9110 §13.1.5).
  if (condition !== undefined && condition !== `"${file}"`) return undefined;
  const [, last] = suffix.exec(range) ?? [];
  // More than there is asks for all that there is, which the parser takes for nothing (RFC 9110 §14.1.2).
  if (last !== undefined && Number(last) > size && size > 0) return { start: 0, end: size - 1 };
  const ranges = parseRange(size, range, { combine: true });
  if (ranges === -1) return 'unsatisfiable';
  const [only] = ranges === -2 ? [] : ranges;
  return ranges === -2 || ranges.length !== 1 ? undefined : only;
}
