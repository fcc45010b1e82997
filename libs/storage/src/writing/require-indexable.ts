import { type EntryDraft, InvalidRecord, isStorableText } from '#records';

/** Bytes of UTF-8 that a key or a field name may have: PostgreSQL refuses index rows beyond 2.7 kB. */
const nameLimit = 1000;

const isIndexable = (text: string): boolean => text.length * 3 <= nameLimit || Buffer.byteLength(text) <= nameLimit;

/** @throws InvalidRecord where the key or a field name cannot be stored or is too long for an index */
export function requireIndexable({ key, fields }: EntryDraft): void {
  if (!isStorableText(key)) throw new InvalidRecord('The key holds a NUL or a lone surrogate');
  if (!isIndexable(key)) throw new InvalidRecord(`The key is longer than ${nameLimit} bytes`);
  const long = Object.keys(fields).find((name) => !isIndexable(name));
  if (long !== undefined) throw new InvalidRecord(`A field name is longer than ${nameLimit} bytes`, long);
}
