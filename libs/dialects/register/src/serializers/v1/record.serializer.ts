import type { StoredRecord } from '#records';
import { type Cell, cellsOf, serializeCsv } from '../csv.js';
import { serializeBlob } from '../record.serializer.js';
import { serializeTimestamp } from '../timestamp.js';
import { stampColumns } from './entry.serializer.js';

/**
 * Records as one JSON object with a member per key, in the order given (contract §4.1). Written as text, because a
 * JavaScript object would put keys like `10` first.
 * @param columns attribute names in schema order
 */
export function serializeRecords(records: readonly StoredRecord[], columns: readonly string[]): string {
  return `{${records.map((record) => serializeMember(record, columns)).join(',')}}`;
}

function serializeMember({ version, updatedAt, key, fields }: StoredRecord, columns: readonly string[]): string {
  const name = JSON.stringify(key);
  const numbers = `"index-entry-number":"${version}","entry-number":"${version}"`;
  const stamp = `${numbers},"entry-timestamp":"${serializeTimestamp(updatedAt)}","key":${name}`;
  return `${name}:{${stamp},"item":[${serializeBlob(fields, columns)}]}`;
}

export function serializeRecordsCsv(records: readonly StoredRecord[], columns: readonly string[]): string {
  return serializeCsv(
    [...stampColumns, ...columns],
    records.map(({ version, updatedAt, key, fields }): Cell[] => [
      version,
      version,
      serializeTimestamp(updatedAt),
      key,
      ...cellsOf(fields, columns),
    ]),
  );
}
