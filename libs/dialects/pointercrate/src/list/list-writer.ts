import { type ActorId, type EntryDraft, endDate, type Instant, overlay, type SpaceId, type WriteTransaction } from '#records';
import { fieldsOf, type Table } from '../mapping/table.js';
import { ListReader } from './list-reader.js';
import { type StoredRow, storedRow } from './stored-row.js';

/** A change of one row: the members that get other values. */
export type RowChange<Row extends object> = readonly [before: StoredRow<Row>, changes: Partial<Row>];

/** One write to a demonlist; its reads see what it has written so far. */
export class ListWriter extends ListReader {
  constructor(
    private readonly tx: WriteTransaction,
    space: SpaceId,
    /** When this write happens, and who writes. */
    readonly at: Instant,
    readonly by: ActorId,
  ) {
    super(tx, space);
  }

  /** The same write, dated after an instant if it is not so already. */
  laterThan(instant: Instant): ListWriter {
    return this.at > instant ? this : new ListWriter(this.tx, this.space, instant + 1, this.by);
  }

  /** Appends a new row under the next id: one more than any row of the table ever had. */
  async insert<Row extends object>(table: Table<Row>, row: Row): Promise<number> {
    const { items } = await this.tx.listRecords(table.collection, { descending: true, limit: 1 });
    // Rows are appended in the order of their ids, so the last one has the highest.
    const id = Number(items[0]?.key ?? 0) + 1;
    await this.put(table, id, row);
    return id;
  }

  /** Appends a row under a key of the caller's. */
  async put<Row extends object>(table: Table<Row>, key: number | string, row: Row): Promise<void> {
    await this.tx.append(this.draft(table, String(key), fieldsOf(table, this.space, String(key), row)));
  }

  /** @returns the row with its changes */
  async change<Row extends object>(
    table: Table<Row>,
    before: StoredRow<Row>,
    changes: Partial<NoInfer<Row>>,
  ): Promise<StoredRow<Row>> {
    const [after] = await this.changeAll(table, [[before, changes]]);
    return after ?? before;
  }

  /** Appended in the order given; what the dialect does not know of a row stays. */
  async changeAll<Row extends object>(table: Table<Row>, changes: readonly RowChange<Row>[]): Promise<StoredRow<Row>[]> {
    const drafts = changes.map(([{ record }, change]) =>
      this.draft(table, record.key, overlay(table, { ...change }, record.fields)),
    );
    await this.tx.appendAll(drafts);
    return drafts.flatMap(({ fields }, at) => {
      const record = changes[at]?.[0].record;
      return record === undefined ? [] : [storedRow(table, { ...record, fields })];
    });
  }

  /** Deletes rows: each gets one more entry, with its `end-date` (interface, "Who may read a space"). */
  async end<Row extends object>(table: Table<Row>, ...rows: readonly StoredRow<Row>[]): Promise<void> {
    const ended = new Date(this.at).toISOString().replace(/\.\d+Z$/, 'Z');
    await this.tx.appendAll(
      rows.map(({ record: { key, fields } }) => this.draft(table, key, { ...fields, [endDate.field]: ended })),
    );
  }

  /** Appends to a collection that is no table. */
  async append(drafts: readonly Pick<EntryDraft, 'collection' | 'key' | 'fields'>[]): Promise<void> {
    await this.tx.appendAll(drafts.map((draft) => ({ ...draft, recordedAt: this.at, recordedBy: this.by })));
  }

  private draft<Row extends object>({ collection }: Table<Row>, key: string, fields: EntryDraft['fields']): EntryDraft {
    return { collection, key, fields, recordedAt: this.at, recordedBy: this.by };
  }
}
