import type { StoredBlob } from '#records';
import { type Cell, cellsOf, serializeCsv } from './csv.js';
import { serializeHash } from './entry.serializer.js';
import { serializeBlob } from './record.serializer.js';

/** Blobs as a JSON object, by their hashes (contract §3.7). */
export function serializeBlobs(blobs: readonly StoredBlob[], columns: readonly string[]): string {
  return `{${blobs.map(({ hash, fields }) => `"${serializeHash(hash)}":${serializeBlob(fields, columns)}`).join(',')}}`;
}

/** One blob as CSV: the columns of the schema only (contract §3.6). */
export function serializeBlobCsv({ fields }: StoredBlob, columns: readonly string[]): string {
  return serializeCsv(columns, [cellsOf(fields, columns)]);
}

/** Blobs as CSV: the hash, then the columns of the schema (contract §3.7). */
export function serializeBlobsCsv(blobs: readonly StoredBlob[], columns: readonly string[]): string {
  return serializeCsv(
    ['blob-hash', ...columns],
    blobs.map(({ hash, fields }): Cell[] => [serializeHash(hash), ...cellsOf(fields, columns)]),
  );
}
