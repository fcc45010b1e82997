import { NotAcceptable } from '../errors/register-errors.js';

export type Format = 'json' | 'csv';

export const allFormats: readonly Format[] = ['json', 'csv'];

/** Compared as whole strings by the conformance suite (contract §2.2). */
export const contentTypes: { readonly [F in Format]: string } = {
  json: 'application/json',
  csv: 'text/csv;charset=UTF-8',
};

/** In order of preference: JSON wins ties. */
const offers: readonly { readonly format: Format; readonly type: string; readonly subtype: string }[] = [
  { format: 'json', type: 'application', subtype: 'json' },
  { format: 'csv', type: 'text', subtype: 'csv' },
];

export interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
}

/** A list member: anything but a comma, which counts as text inside quotes. */
const listMember = /(?:"(?:\\.|[^"\\])*"|[^,"])+/g;
const quotedText = /"(?:\\.|[^"\\])*"/g;
const mediaRange = /^\s*([\w!#$%&'*+.^`|~-]+)\/([\w!#$%&'*+.^`|~-]+)\s*(?:;|$)/;
const weight = /;\s*q\s*=\s*([^;,\s]*)/i;
/** RFC 9110 §12.4.2 */
const weightValue = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/**
 * Chooses the format that an `Accept` header asks for (contract §2.2, rules 4 and 5). Of several ranges that match a
 * type the most specific one counts (RFC 9110 §12.5.1); ranges that are not well-formed are left out.
 * @throws NotAcceptable
 */
export function negotiate(accept: string | undefined, available: readonly Format[] = allFormats): Format {
  if (accept === undefined || accept.trim() === '') return 'json';
  const ranges = parseAccept(accept);
  let best: { format: Format; quality: number } | undefined;
  for (const { format, type, subtype } of offers) {
    if (!available.includes(format)) continue;
    const quality = qualityOf(ranges, type, subtype);
    if (quality > (best?.quality ?? 0)) best = { format, quality };
  }
  if (best === undefined) throw new NotAcceptable(`None of ${available.join(', ')} is acceptable`);
  return best.format;
}

/** The well-formed ranges of an `Accept` header. */
export function parseAccept(accept: string): MediaRange[] {
  const ranges: MediaRange[] = [];
  for (const [member] of accept.matchAll(listMember)) {
    const found = mediaRange.exec(member);
    const quality = parseWeight(member);
    if (found === null || quality === undefined) continue;
    const [, type = '', subtype = ''] = found;
    ranges.push({ type: type.toLowerCase(), subtype: subtype.toLowerCase(), quality });
  }
  return ranges;
}

/** 1 where no weight is given, undefined for one that is not well-formed. */
function parseWeight(member: string): number | undefined {
  const text = weight.exec(member.replace(quotedText, ''))?.[1];
  if (text === undefined) return 1;
  return weightValue.test(text) ? Number(text) : undefined;
}

/** The weight of a media type; 0 where it is not acceptable. Of several ranges that match, the most specific one counts. */
export function qualityOf(ranges: readonly MediaRange[], type: string, subtype: string): number {
  const exact = ranges.find((range) => range.type === type && range.subtype === subtype);
  const ofType = ranges.find((range) => range.type === type && range.subtype === '*');
  const any = ranges.find((range) => range.type === '*' && range.subtype === '*');
  return (exact ?? ofType ?? any)?.quality ?? 0;
}
