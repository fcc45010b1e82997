import { isStorableText } from '#records';
import { BadParameter } from '../errors/unicat-errors.js';

/** Bytes of UTF-8: what file systems of those who download can hold. */
const longestName = 255;

/** Control characters, ends of lines, and what turns the direction of a text so that an extension looks like another. */
const treacherous = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/**
 * A name as it may stand between slashes, in NFC. Path tricks are refused, not mended: who sends one should know.
 * @param parameter where it came from
 * @throws BadParameter
 */
export function requireName(text: string, parameter: string): string {
  const name = text.normalize('NFC');
  const fits = name !== '' && Buffer.byteLength(name) <= longestName;
  const plain = isStorableText(name) && !treacherous.test(name) && !/[/\\]/.test(name) && name.trim() === name;
  if (!fits || !plain || name === '.' || name === '..') throw new BadParameter(parameter);
  return name;
}

/** The name, then those it may have where it is taken: with the numbers from 2 on before its extension. */
export function* serialNames(name: string): Generator<string, never> {
  yield name;
  const [, stem = name, extension = ''] = /^(.*[^.])(\.[^.]*)$/.exec(name) ?? [];
  for (let serial = 2; ; serial += 1) yield `${shorten(stem, `-${serial}${extension}`)}-${serial}${extension}`;
}

function shorten(stem: string, rest: string): string {
  const points = [...stem];
  while (Buffer.byteLength(points.join('') + rest) > longestName && points.length > 1) points.pop();
  return points.join('');
}
