import type { Batch, BatchRow } from '../engines/batch.js';
import type { SqlSession } from '../engines/sql-engine.js';
import { sqliteSyntax } from '../engines/sqlite-syntax.js';
import { statement } from '../engines/statement.js';
import { fts5Expression } from './text-expression.js';
import type { FoundText, TextRow, TextScope, TextSearch, TextTable } from './text-table.js';

const known = statement(
  `SELECT key, doc, digest FROM text_record WHERE space = $1 AND name = $2 AND ${sqliteSyntax.amongTexts('key', '$3')}`,
);
const lastDoc = statement('SELECT coalesce(max(doc), 0) AS doc FROM text_record');

const putRecords: Batch = {
  kind: 'insert',
  table: 'text_record',
  constants: ['space', 'name'],
  columns: [
    { name: 'doc', type: 'integer' },
    { name: 'key', type: 'text' },
    { name: 'titles', type: 'text' },
    { name: 'numbers', type: 'text' },
    { name: 'digest', type: 'text' },
  ],
  onConflict: `ON CONFLICT (space, name, key) DO UPDATE SET
    titles = excluded.titles, numbers = excluded.numbers, digest = excluded.digest`,
};
const deleteRecords: Batch = {
  kind: 'delete',
  table: 'text_record',
  constants: [],
  columns: [{ name: 'doc', type: 'integer' }],
};
const insertWords: Batch = {
  kind: 'insert',
  table: 'text_word',
  constants: [],
  columns: [
    { name: 'rowid', type: 'integer' },
    { name: 'words', type: 'text' },
  ],
};
const deleteWords: Batch = { kind: 'delete', table: 'text_word', constants: [], columns: [{ name: 'rowid', type: 'integer' }] };

// The virtual table has to come first: it knows the words, the other one is asked for what they lead to.
const find = statement(
  `SELECT t.doc, t.key, coalesce(${sqliteSyntax.member('t.titles', '$4')}, '') AS title, t.numbers
   FROM text_word w CROSS JOIN text_record t
   WHERE w.text_word MATCH $1 AND t.doc = w.rowid AND t.space = $2 AND t.name = $3`,
);
const countRaising = statement(
  `SELECT w.rowid AS doc, count(*) AS score FROM json_each($1) each CROSS JOIN text_word w
   WHERE w.text_word MATCH each.value GROUP BY w.rowid`,
);

interface KnownRow {
  readonly key: string;
  readonly doc: number;
  readonly digest: string;
}

/** Words in an FTS5 table without content, under numbers that a table beside it gives to the records. */
export const sqliteTextTable: TextTable = {
  expression: fts5Expression,

  async put(session: SqlSession, scope: TextScope, rows: readonly TextRow[]): Promise<void> {
    const before = await findKnown(
      session,
      scope,
      rows.map(({ key }) => key),
    );
    let [{ doc: last } = { doc: 0 }] = await session.all<{ doc: number }>(lastDoc, []);
    const records: BatchRow[] = [];
    const vanished: BatchRow[] = [];
    const words: BatchRow[] = [];
    for (const row of rows) {
      const old = before.get(row.key);
      if (old === undefined) last += 1;
      const doc = old?.doc ?? last;
      records.push([doc, row.key, row.titles, row.numbers, row.digest]);
      if (old?.digest === row.digest) continue;
      if (old !== undefined) vanished.push([doc]);
      words.push([doc, row.words]);
    }
    await session.runBatch(putRecords, scope, records);
    await session.runBatch(deleteWords, [], vanished);
    await session.runBatch(insertWords, [], words);
  },

  async remove(session: SqlSession, scope: TextScope, keys: readonly string[]): Promise<void> {
    const docs = [...(await findKnown(session, scope, keys)).values()].map(({ doc }) => [doc]);
    await session.runBatch(deleteWords, [], docs);
    await session.runBatch(deleteRecords, [], docs);
  },

  async find(session: SqlSession, scope: TextScope, { label, where, raising }: TextSearch): Promise<readonly FoundText[]> {
    const hits = await session.all<Omit<FoundText, 'score'> & { doc: number }>(find, [
      where,
      ...scope,
      sqliteSyntax.memberName(label),
    ]);
    const among = raising.map((each) => fts5Expression.all([where, each]));
    const counts =
      among.length === 0 ? [] : await session.all<{ doc: number; score: number }>(countRaising, [JSON.stringify(among)]);
    const scores = new Map(counts.map(({ doc, score }) => [doc, score]));
    return hits.map(({ doc, key, title, numbers }) => ({ key, title, numbers, score: scores.get(doc) ?? 0 }));
  },
};

async function findKnown(session: SqlSession, scope: TextScope, keys: readonly string[]): Promise<ReadonlyMap<string, KnownRow>> {
  const rows = await session.all<KnownRow>(known, [...scope, sqliteSyntax.listOfTexts(keys)]);
  return new Map(rows.map((row) => [row.key, row]));
}
