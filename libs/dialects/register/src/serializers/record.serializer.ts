import { type FieldValue, type RecordFields, type StoredRecord, valueIn } from '#records';
import { type Cell, cellsOf, serializeCsv } from './csv.js';
import { serializeTimestamp } from './timestamp.js';

const fixedColumns = ['entry-number', 'entry-timestamp', 'key'] as const;

/**
 * A record as JSON text (contract §3.1).
 * @param columns attribute names in schema order
 */
export function serializeRecord({ version, updatedAt, key, fields }: StoredRecord, columns: readonly string[]): string {
  const stamp = `"entry-number":${version},"entry-timestamp":"${serializeTimestamp(updatedAt)}"`;
  return `{${stamp},"key":${JSON.stringify(key)},"blob":${serializeBlob(fields, columns)}}`;
}

/** Records as a JSON array (contract §3.2). */
export function serializeRecords(records: readonly StoredRecord[], columns: readonly string[]): string {
  return `[${records.map((record) => serializeRecord(record, columns)).join(',')}]`;
}

/** Records as CSV: every attribute has its column, whether or not a record has a value (contract §2.4, §3.1). */
export function serializeRecordsCsv(records: readonly StoredRecord[], columns: readonly string[]): string {
  return serializeCsv(
    [...fixedColumns, ...columns],
    records.map(({ version, updatedAt, key, fields }): Cell[] => [
      version,
      serializeTimestamp(updatedAt),
      key,
      ...cellsOf(fields, columns),
    ]),
  );
}

interface KnownText {
  readonly columns: readonly string[];
  readonly text: string;
}

/** Texts of blobs, kept with the fields that they show. */
const known = new WeakMap<RecordFields, KnownText>();

/** A blob as JSON text: attributes in schema order, then those that the present schema does not name (contract §2.3). */
export function serializeBlob(fields: RecordFields, columns: readonly string[]): string {
  const before = known.get(fields);
  if (before?.columns === columns) return before.text;
  const text = buildBlob(fields, columns);
  known.set(fields, { columns, text });
  return text;
}

function buildBlob(fields: RecordFields, columns: readonly string[]): string {
  const members: string[] = [];
  for (const name of columns) {
    const value = valueIn(fields, name);
    if (value !== undefined) members.push(member(name, value));
  }
  if (members.length < Object.keys(fields).length) {
    for (const [name, value] of Object.entries(fields)) {
      if (!columns.includes(name)) members.push(member(name, value));
    }
  }
  return `{${members.join(',')}}`;
}

function member(name: string, value: FieldValue): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}
