import type { BlobHash, Entry } from '#records';
import { type Cell, serializeCsv, serializeRows } from './csv.js';
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

/** Entries as a JSON array (contract §3.5). */
export function serializeEntries(entries: readonly Entry[]): string {
  return JSON.stringify(entries.map(serializeEntry));
}

export function serializeEntriesCsv(entries: readonly Entry[]): string {
  return serializeCsv(columns, entries.map(entryCells));
}

/** As `serializeEntries`, page by page. */
export async function* streamEntries(pages: AsyncIterable<readonly Entry[]>): AsyncGenerator<string> {
  let before = '[';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield before + serializeEntries(page).slice(1, -1);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

/** As `serializeEntriesCsv`, page by page. */
export async function* streamEntriesCsv(pages: AsyncIterable<readonly Entry[]>): AsyncGenerator<string> {
  let before = serializeEntriesCsv([]);
  for await (const page of pages) {
    yield before + serializeRows(page.map(entryCells));
    before = '';
  }
  if (before !== '') yield before;
}

function entryCells(entry: Entry): Cell[] {
  return Object.values(serializeEntry(entry));
}
