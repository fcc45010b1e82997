import type { RecordFilter } from '#records';
import type { ListReader } from '../list/list-reader.js';
import { type StoredRow, storedRow } from '../list/stored-row.js';
import { primaryKeyOf, type Table } from '../mapping/table.js';
import { type Bounds, type ListPage, type PageWindow, readsBackwards } from './page-window.js';

/** A page of a table that may be large: read from the index that fits, never counted, never skipped. */
export async function tablePage<Row extends object>(
  list: ListReader,
  table: Table<Row>,
  where: NonNullable<RecordFilter['where']>,
  window: PageWindow,
): Promise<ListPage<StoredRow<Row>>> {
  const { reader } = list;
  const descending = readsBackwards(window);
  const { items, more } = await reader.listRecords(table.collection, {
    where,
    live: true,
    descending,
    limit: window.limit,
    ...(window.after === undefined ? {} : { after: (await ordinalFrom(list, table, window.after + 1)) - 1 }),
    ...(window.before === undefined ? {} : { before: await ordinalFrom(list, table, window.before) }),
  });
  const rows = items.map((record) => storedRow(table, record));
  return { items: descending ? rows.reverse() : rows, more, bounds: await boundsOf(list, table) };
}

/**
 * Ordinal of the first row whose id is not below the given one: rows are appended in the order of their ids, so that a
 * bound of ids is a bound of ordinals.
 */
async function ordinalFrom<Row extends object>({ reader, space }: ListReader, table: Table<Row>, id: number): Promise<number> {
  const exact = await reader.findRecord(table.collection, { key: String(id) });
  if (exact !== undefined) return exact.record.ordinal;
  const orderBy = { attribute: primaryKeyOf(table, space) };
  const { items } = await reader.listRecords(table.collection, { orderBy, after: id, limit: 1 });
  return items[0]?.ordinal ?? Number.MAX_SAFE_INTEGER;
}

async function boundsOf<Row extends object>({ reader }: ListReader, { collection }: Table<Row>): Promise<Bounds | undefined> {
  const [first] = (await reader.listRecords(collection, { live: true, limit: 1 })).items;
  const [last] = (await reader.listRecords(collection, { live: true, limit: 1, descending: true })).items;
  return first === undefined || last === undefined ? undefined : { least: Number(first.key), greatest: Number(last.key) };
}
