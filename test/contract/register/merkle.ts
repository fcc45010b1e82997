import { createHash } from 'node:crypto';

/** RFC 6962 §2.1 once more for the tests, straight from its definitions. */

const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Leaf of the seed view's tree (contract §6.1), for keys that need no escapes. */
export function leaf(entry: { number: number; timestamp: string; key: string; digest: string }): Buffer {
  const { number, timestamp, key, digest } = entry;
  const numbers = `"index-entry-number":"${number}","entry-number":"${number}"`;
  const data = `{${numbers},"entry-timestamp":"${timestamp}","key":"${key}","item-hash":["sha-256:${digest}"]}`;
  return sha256(Buffer.of(0), data);
}

/** Leaf of the next view's tree: the entry hash over the object hash (contract §5.3, §6.3). */
export function objectHashLeaf(entry: { number: number; timestamp: string; key: string; objectHash: string }): Buffer {
  const { number, timestamp, key, objectHash } = entry;
  const blob = sha256('r', Buffer.from(`1220${objectHash}`, 'hex'));
  return sha256(Buffer.of(0), sha256('l', sha256('i', `${number}`), sha256('u', key), sha256('t', timestamp), blob));
}

function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

export function root(leaves: readonly Buffer[]): Buffer {
  if (leaves.length < 2) return leaves[0] ?? sha256('');
  const half = split(leaves.length);
  return sha256(Buffer.of(1), root(leaves.slice(0, half)), root(leaves.slice(half)));
}

/** @param index from 0 */
export function path(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length < 2) return [];
  const half = split(leaves.length);
  return index < half
    ? [...path(index, leaves.slice(0, half)), root(leaves.slice(half))]
    : [...path(index - half, leaves.slice(half)), root(leaves.slice(0, half))];
}

/** @param known whether the verifier knows the root of all leaves given: only at the outset */
export function consistency(old: number, leaves: readonly Buffer[], known = true): Buffer[] {
  if (old === leaves.length) return known ? [] : [root(leaves)];
  const half = split(leaves.length);
  return old <= half
    ? [...consistency(old, leaves.slice(0, half), known), root(leaves.slice(half))]
    : [...consistency(old - half, leaves.slice(half), false), root(leaves.slice(0, half))];
}
