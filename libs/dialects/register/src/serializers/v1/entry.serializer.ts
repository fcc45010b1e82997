import type { BlobHash, Entry } from '#records';
import { itemDigestLeaf } from '../../hashing/leaf-hashers.js';
import { type Cell, serializeCsv } from '../csv.js';
import { serializeTimestamp } from '../timestamp.js';

/** What every row of the v1 view begins with (contract §4.1). */
export const stampColumns = ['index-entry-number', 'entry-number', 'entry-timestamp', 'key'] as const;

/** A digest as the v1 view and RSF write it. */
export function serializeItemHash(digest: BlobHash): string {
  return `sha-256:${digest}`;
}

/** Entries as a JSON array. What the v1 view shows of an entry is, byte for byte, its leaf in the tree (contract §6.1). */
export function serializeEntries(entries: readonly Entry[]): string {
  return `[${entries.map(itemDigestLeaf).join(',')}]`;
}

export function serializeEntriesCsv(entries: readonly Entry[]): string {
  return serializeCsv(
    [...stampColumns, 'item-hash'],
    entries.map(({ number, recordedAt, key, blobHash }): Cell[] => [
      number,
      number,
      serializeTimestamp(recordedAt),
      key,
      serializeItemHash(blobHash),
    ]),
  );
}
