import { hash } from 'node:crypto';
import type { FieldValue, RecordFields } from './record-fields.js';

/** A value that was removed from a blob: this, then the 64 hex digits of the value's own object hash. */
export const redactedPrefix = '**REDACTED**';

const redactedForm = /^\*\*REDACTED\*\*((?:[0-9a-fA-F]{2})+)$/;

/** A digest as 32 characters below U+0100: texts are faster to sort, join and remember than buffers. */
type Digest = string;

const toBuffer = (digest: Digest): Buffer => Buffer.from(digest, 'latin1');
const toDigest = (bytes: Buffer): Digest => bytes.toString('latin1');

/** @param data hashed in UTF-8 where it is a text */
function sha256(data: Buffer | string): Digest {
  // A third of the time of a Hash object, and imports hash a dozen texts for each entry.
  return hash('sha256', data, 'binary');
}

/** @param digests concatenated after the tag */
function taggedDigests(tag: string, digests: readonly Digest[]): Digest {
  return sha256(Buffer.from(tag + digests.join(''), 'latin1'));
}

/** Digests of names and values that come again and again; forgotten all at once when there are too many. */
const known = new Map<string, Digest>();
const mostKnown = 4096;
const longestKnown = 64;

/** Hash of a string; a redacted value stands for the hash it carries (register contract §5.2, rule 2). */
export function hashString(text: string): Buffer {
  return toBuffer(digestOf(text));
}

function digestOf(text: string): Digest {
  const remembered = known.get(text);
  if (remembered !== undefined) return remembered;
  const redacted = text.startsWith(redactedPrefix) ? redactedForm.exec(text)?.[1] : undefined;
  const digest = redacted === undefined ? plainDigest(text) : toDigest(Buffer.from(redacted, 'hex'));
  if (text.length > longestKnown) return digest;
  if (known.size >= mostKnown) known.clear();
  known.set(text, digest);
  return digest;
}

function plainDigest(text: string): Digest {
  return sha256(`u${text.normalize('NFC')}`);
}

export const hashInteger = (value: number): Buffer => toBuffer(sha256(`i${value}`));

/** @param text such as `2016-04-05T13:23:05Z` */
export const hashTimestamp = (text: string): Buffer => toBuffer(sha256(`t${text}`));

export const hashRaw = (bytes: Buffer): Buffer => toBuffer(taggedDigests('r', [toDigest(bytes)]));

/** Hash of a list: member digests in the order given. */
export const hashList = (digests: readonly Buffer[]): Buffer => toBuffer(taggedDigests('l', digests.map(toDigest)));

/** Hash of a set of strings: order and duplicates carry no meaning. Undefined for a set without values. */
export function hashSet(texts: readonly string[]): Buffer | undefined {
  const digest = setDigest(texts);
  return digest === undefined ? undefined : toBuffer(digest);
}

function setDigest(texts: readonly string[]): Digest | undefined {
  const distinct = new Set(texts.filter((text) => text !== '').map((text) => text.normalize('NFC')));
  return distinct.size === 0 ? undefined : taggedDigests('s', [...distinct].map(digestOf).sort());
}

function valueDigest(value: FieldValue): Digest | undefined {
  if (typeof value !== 'string') return setDigest(value);
  return value === '' ? undefined : digestOf(value);
}

/** Object hash of a blob, 32 bytes (register contract §5.2). Redacting a value does not change it. */
export function objectHash(fields: RecordFields): Buffer {
  const pairs: Digest[] = [];
  for (const name of Object.keys(fields)) {
    const digest = valueDigest(fields[name] ?? '');
    if (digest !== undefined) pairs.push(nameDigest(name) + digest);
  }
  return toBuffer(taggedDigests('d', pairs.sort()));
}

/** Attribute names are never redacted (register contract §5.2, rule 4). */
function nameDigest(name: string): Digest {
  return name.startsWith(redactedPrefix) ? plainDigest(name) : digestOf(name);
}

/** The redacted form of a value; a list is redacted element by element. */
export function redact(value: FieldValue): FieldValue {
  return typeof value === 'string' ? redactText(value) : value.map(redactText);
}

function redactText(text: string): string {
  return redactedForm.test(text) ? text : redactedPrefix + hashString(text).toString('hex');
}
