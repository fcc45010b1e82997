import type { RecordFields, StoredBlob, StoredRecord } from '#records';
import { type Cell, cellsOf, serializeCsv } from '../csv.js';
import { serializeHash } from '../entry.serializer.js';
import { serializeBlob } from '../record.serializer.js';

/** What the next view shows of a record or a blob: its identifier beside its attributes (contract §4.2). */
export interface FlatRow {
  readonly id: string;
  readonly fields: RecordFields;
}

export function recordRow({ key, fields }: StoredRecord): FlatRow {
  return { id: key, fields };
}

/** In the next view a blob is identified by its object hash. */
export function blobRow({ objectHash, fields }: StoredBlob): FlatRow {
  return { id: serializeHash(objectHash), fields };
}

/**
 * A row as JSON text. No attribute can be named `_id`: names are letters, digits and hyphens (contract §1.3).
 * @param columns attribute names in schema order
 */
export function serializeFlatRow({ id, fields }: FlatRow, columns: readonly string[]): string {
  const members = serializeBlob(fields, columns).slice(1);
  return `{"_id":${JSON.stringify(id)}${members === '}' ? '' : ','}${members}`;
}

export function serializeFlatRows(rows: readonly FlatRow[], columns: readonly string[]): string {
  return `[${rows.map((row) => serializeFlatRow(row, columns)).join(',')}]`;
}

export function serializeFlatRowsCsv(rows: readonly FlatRow[], columns: readonly string[]): string {
  return serializeCsv(
    ['_id', ...columns],
    rows.map(({ id, fields }): Cell[] => [id, ...cellsOf(fields, columns)]),
  );
}
