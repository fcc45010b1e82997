import {
  canonicalString,
  type Entry,
  hashInteger,
  hashList,
  hashRaw,
  hashString,
  hashTimestamp,
  type Instant,
  type LeafHasher,
  leafHash,
} from '#records';
import { multihashHeader } from '../serializers/entry.serializer.js';
import { serializeTimestamp } from '../serializers/timestamp.js';

export type LeafEntry = Pick<Entry, 'number' | 'recordedAt' | 'key' | 'blobHash' | 'objectHash'>;

/** Leaf data in the seed and v1 views and in RSF: the v1 entry as JSON, in exactly this order (contract §6.1). */
export function itemDigestLeaf({ number, recordedAt, key, blobHash }: Omit<LeafEntry, 'objectHash'>): string {
  const numbers = `"index-entry-number":"${number}","entry-number":"${number}"`;
  const timestamp = `"entry-timestamp":"${serializeTimestamp(recordedAt)}"`;
  return `{${numbers},${timestamp},"key":${canonicalString(key)},"item-hash":["sha-256:${blobHash}"]}`;
}

/** The last one hashed: neighbouring entries often share it. */
let last = { instant: 0, digest: hashTimestamp(serializeTimestamp(0)) };

function timestampHash(instant: Instant): Buffer {
  if (last.instant !== instant) last = { instant, digest: hashTimestamp(serializeTimestamp(instant)) };
  return last.digest;
}

/** The entry hash over a blob hash of either kind (contract §5.3): raw is over the 34 bytes of the multihash. */
export function entryHash({ number, recordedAt, key }: Pick<Entry, 'number' | 'recordedAt' | 'key'>, digest: string): Buffer {
  return hashList([
    hashInteger(number),
    hashString(key),
    timestampHash(recordedAt),
    hashRaw(Buffer.from(multihashHeader + digest, 'hex')),
  ]);
}

/** The tree of the seed view, the v1 view and RSF root hashes (contract §6.1). */
export const itemDigestTree = {
  tree: 'item-digest',
  hash: (entry: Omit<LeafEntry, 'objectHash'>) => leafHash(itemDigestLeaf(entry)),
} as const satisfies LeafHasher;

/** The tree of the next view (contract §6.3). */
export const objectHashTree = {
  tree: 'object-hash',
  hash: (entry: LeafEntry) => leafHash(entryHash(entry, entry.objectHash)),
} as const satisfies LeafHasher;

export type TreeName = typeof itemDigestTree.tree | typeof objectHashTree.tree;

/** What the storage keeps trees over, for every collection that is a register. */
export const leafHashers: readonly LeafHasher[] = [itemDigestTree, objectHashTree];
