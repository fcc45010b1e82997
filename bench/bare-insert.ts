// What the bare drivers do with the very rows that a load has written: the same schema, one transaction, batches.
import Database from 'better-sqlite3';
import pg from 'pg';

/** Tables that a load fills, with the column that tells in which order. */
const tables = { blob: 'rank', entry: 'number', record: 'ordinal', attribute_value: 'ordinal', tree_tile: 'level, idx' } as const;
const rowsTogether = { sqlite: 50, postgres: 5000 } as const;

type Row = readonly unknown[];

/**
 * Copies the rows of one SQLite file into another, which has the schema already.
 * @returns seconds spent inserting
 */
export function insertIntoSqlite(from: string, to: string): number {
  const [source, target] = [new Database(from, { readonly: true }), new Database(to)];
  // As the storage sets them.
  for (const setting of ['synchronous = FULL', 'cache_size = -65536', 'temp_store = MEMORY']) target.pragma(setting);
  let seconds = timed(() => target.exec('BEGIN IMMEDIATE'));
  for (const [table, order] of Object.entries(tables)) {
    const rows = source.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).raw();
    const row = `(${rows
      .columns()
      .map(() => '?')
      .join(', ')})`;
    const insert = (count: number) => target.prepare(`INSERT INTO ${table} VALUES ${new Array(count).fill(row).join(', ')}`);
    const many = insert(rowsTogether.sqlite);
    for (const batch of batchesOf(rows.iterate() as IterableIterator<Row>, rowsTogether.sqlite)) {
      const statement = batch.length === rowsTogether.sqlite ? many : insert(batch.length);
      seconds += timed(() => statement.run(batch.flat()));
    }
  }
  seconds += timed(() => target.exec('COMMIT'));
  source.close();
  target.close();
  return seconds;
}

function* batchesOf(rows: Iterable<Row>, size: number): Generator<Row[]> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

/** As `insertIntoSqlite`, by URL: an array per column and statement. */
export async function insertIntoPostgres(from: string, to: string): Promise<number> {
  const [source, target] = [new pg.Client(from), new pg.Client(to)];
  await Promise.all([source.connect(), target.connect()]);
  let seconds = 0;
  const insert = async (text: string, values: unknown[] = []): Promise<void> => {
    const start = performance.now();
    await target.query(text, values);
    seconds += (performance.now() - start) / 1000;
  };
  await source.query('BEGIN');
  await insert('BEGIN');
  for (const [table, order] of Object.entries(tables)) {
    const { rows: columns } = await source.query<{ type: string }>(
      `SELECT udt_name AS type FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position`,
      [table],
    );
    const arrays = columns.map(({ type }, at) => `$${at + 1}::${type}[]`).join(', ');
    await source.query(`DECLARE each_row CURSOR FOR SELECT * FROM ${table} ORDER BY ${order}`);
    for (;;) {
      const { rows } = await source.query<unknown[]>({ text: `FETCH ${rowsTogether.postgres} FROM each_row`, rowMode: 'array' });
      if (rows.length === 0) break;
      const values = columns.map((_, at) => rows.map((row) => row[at]));
      await insert(`INSERT INTO ${table} SELECT * FROM unnest(${arrays})`, values);
    }
    await source.query('CLOSE each_row');
  }
  await insert('COMMIT');
  await Promise.all([source.end(), target.end()]);
  return seconds;
}
