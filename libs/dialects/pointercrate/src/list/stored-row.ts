import type { Condition, StoredRecord } from '#records';
import { fieldNameOf, rowOf, type Table } from '../mapping/table.js';

/** A row of one of the list's tables, with the stored record that it was read from. */
export interface StoredRow<Row extends object> {
  readonly id: number;
  readonly row: Row;
  readonly record: StoredRecord;
}

export function storedRow<Row extends object>(table: Table<Row>, record: StoredRecord): StoredRow<Row> {
  return { id: Number(record.key), row: rowOf(table, record.fields), record };
}

/** Condition: a member of the row has the value. */
export function has<Row extends object>(
  _table: Table<Row>,
  member: keyof Row & string,
  value: string | number | boolean,
): Condition {
  return { attribute: fieldNameOf(member), equals: String(value) };
}
