import { hasEnded, type RecordFilter, RecordNotFound, type RecordReader, type SpaceId } from '#records';
import type { Table } from '../mapping/table.js';
import { type StoredRow, storedRow } from './stored-row.js';

/** More than any list has: all matches of a condition that bounds them. */
const all = 2 ** 31;

/** Rows of one demonlist. Deleted rows are not there. */
export class ListReader {
  constructor(
    readonly reader: RecordReader,
    readonly space: SpaceId,
  ) {}

  async find<Row extends object>(table: Table<Row>, id: number | string): Promise<StoredRow<Row> | undefined> {
    const found = await this.reader.findRecord(table.collection, { key: String(id) });
    return found === undefined || hasEnded(found.record.fields) ? undefined : storedRow(table, found.record);
  }

  /** @throws RecordNotFound */
  async get<Row extends object>(table: Table<Row>, id: number | string): Promise<StoredRow<Row>> {
    const found = await this.find(table, id);
    if (found === undefined) throw new RecordNotFound(table.collection, String(id));
    return found;
  }

  /** Those that exist, by id; in one statement. */
  async findAll<Row extends object>(table: Table<Row>, ids: readonly (number | string)[]): Promise<Map<number, StoredRow<Row>>> {
    const records = await this.reader.findRecords(table.collection, ids.map(String));
    const rows = records.filter(({ fields }) => !hasEnded(fields)).map((record) => storedRow(table, record));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** All matches by id, ascending. The conditions should bound them: they are read at once. */
  async list<Row extends object>(table: Table<Row>, ...where: NonNullable<RecordFilter['where']>): Promise<StoredRow<Row>[]> {
    const { items } = await this.reader.listRecords(table.collection, { where, live: true, limit: all });
    return items.map((record) => storedRow(table, record));
  }

  count<Row extends object>(table: Table<Row>, ...where: NonNullable<RecordFilter['where']>): Promise<number> {
    return this.reader.countRecords(table.collection, { where, live: true });
  }
}
