import { FormatGone, MalformedPath, NotAcceptable } from '../errors/register-errors.js';
import { allFormats, type Format, negotiate } from './negotiation.js';

export type Suffix = '' | '.json' | '.csv';

/** Which representation a request asks for, and how it said so. */
export interface Representation {
  readonly format: Format;
  /** Kept in links to neighbours, so that following them continues the same representation. */
  readonly suffix: Suffix;
}

/** The representation of what an identifier in the last segment names. */
export interface IdentifiedRepresentation extends Representation {
  readonly identifier: string;
}

const goneSuffix = /\.(?:tsv|ttl|xlsx|yaml)$/;

/** Whether a raw path ends like a format that existed once (contract §2.2, rule 2). */
export function endsLikeGoneFormat(path: string): boolean {
  return goneSuffix.test(path);
}

/** Takes a format suffix off the end of a raw segment or path. */
export function splitSuffix(text: string): { readonly name: string; readonly suffix: Suffix } {
  if (text.endsWith('.json')) return { name: text.slice(0, -5), suffix: '.json' };
  if (text.endsWith('.csv')) return { name: text.slice(0, -4), suffix: '.csv' };
  return { name: text, suffix: '' };
}

/**
 * The representation asked for of a resource with a fixed last segment, e.g. `/records`.
 * @param path raw path
 * @throws FormatGone
 * @throws NotAcceptable also for any other suffix (contract §2.2, rule 3)
 */
export function fixedRepresentation(
  path: string,
  accept: string | undefined,
  available: readonly Format[] = allFormats,
): Representation {
  const { suffix } = splitSuffix(path);
  if (suffix === '' && path.lastIndexOf('.') > path.lastIndexOf('/')) {
    if (endsLikeGoneFormat(path)) throw new FormatGone(path);
    throw new NotAcceptable(`${path.slice(path.lastIndexOf('.'))} is no format of this resource`);
  }
  return represent(suffix, accept, available);
}

/**
 * The representation asked for of a resource whose last segment is an identifier, and that identifier: the suffix is
 * stripped before percent-decoding (contract §2.2, §2.10).
 * @throws FormatGone, NotAcceptable, MalformedPath
 */
export function identifiedRepresentation(
  path: string,
  accept: string | undefined,
  available: readonly Format[] = allFormats,
): Representation & { readonly identifier: string } {
  if (endsLikeGoneFormat(path)) throw new FormatGone(path);
  const { name, suffix } = splitSuffix(path.slice(path.lastIndexOf('/') + 1));
  return { ...represent(suffix, accept, available), identifier: decodeSegment(name) };
}

function represent(suffix: Suffix, accept: string | undefined, available: readonly Format[]): Representation {
  const format = suffix === '.csv' ? 'csv' : suffix === '.json' ? 'json' : negotiate(accept, available);
  if (!available.includes(format)) throw new NotAcceptable(`${suffix} is no format of this resource`);
  return { format, suffix };
}

/** @throws MalformedPath where the percent-encoding is broken */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new MalformedPath(segment);
  }
}
