import type { BlobHash, Entry } from '#records';
import { type Cell, serializeCsv } from './csv.js';
import { serializeTimestamp } from './timestamp.js';

const columns = ['entry-number', 'entry-timestamp', 'key', 'blob-hash'] as const;

/** Multihash header of SHA-256: function 0x12, length 0x20 (contract §5). */
export const multihashHeader = '1220';

export interface EntryDocument {
  readonly 'entry-number': number;
  readonly 'entry-timestamp': string;
  readonly key: string;
  readonly 'blob-hash': string;
}

/** A digest as the seed view writes it. */
export function serializeHash(digest: BlobHash): string {
  return multihashHeader + digest;
}

/** An entry in the seed view (contract §3.4). */
export function serializeEntry({ number, recordedAt, key, blobHash }: Entry): EntryDocument {
  return {
    'entry-number': number,
    'entry-timestamp': serializeTimestamp(recordedAt),
    key,
    'blob-hash': serializeHash(blobHash),
  };
}

export function serializeEntriesCsv(entries: readonly Entry[]): string {
  return serializeCsv(
    columns,
    entries.map((entry): Cell[] => Object.values(serializeEntry(entry))),
  );
}
