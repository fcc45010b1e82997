import { createHash } from 'node:crypto';

/** The object hash of the contract (§5.2), written once more for the tests. */
type Value = string | readonly string[];

const tagged = (tag: string, ...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256').update(tag);
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const sorted = (digests: readonly Buffer[]): Buffer[] => [...digests].sort(Buffer.compare);

function hashText(text: string): Buffer {
  const redacted = /^\*\*REDACTED\*\*([0-9a-f]{64})$/.exec(text)?.[1];
  return redacted === undefined ? tagged('u', text.normalize('NFC')) : Buffer.from(redacted, 'hex');
}

const hashValue = (value: Value): Buffer =>
  typeof value === 'string' ? hashText(value) : tagged('s', ...sorted([...new Set(value)].map(hashText)));

export function objectHash(blob: Readonly<Record<string, Value>>): string {
  const pairs = Object.entries(blob).map(([name, value]) => Buffer.concat([hashText(name), hashValue(value)]));
  return tagged('d', ...sorted(pairs)).toString('hex');
}

export const redacted = (text: string): string => `**REDACTED**${tagged('u', text.normalize('NFC')).toString('hex')}`;
