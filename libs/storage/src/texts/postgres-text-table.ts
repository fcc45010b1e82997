import { postgresSyntax } from '../engines/postgres-syntax.js';
import type { SqlSession } from '../engines/sql-engine.js';
import { statement } from '../engines/statement.js';
import { tsqueryExpression } from './text-expression.js';
import type { FoundText, TextRow, TextScope, TextSearch, TextTable } from './text-table.js';

const known = statement(
  `SELECT key, digest FROM text_record WHERE space = $1 AND name = $2 AND ${postgresSyntax.amongTexts('key', '$3')}`,
);
const put = statement(
  `INSERT INTO text_record (space, name, key, titles, numbers, digest, words)
   SELECT $1, $2, key, titles, numbers, digest, words::tsvector
   FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) AS each_row(key, titles, numbers, digest, words)
   ON CONFLICT (space, name, key) DO UPDATE SET
     titles = excluded.titles, numbers = excluded.numbers, digest = excluded.digest, words = excluded.words`,
);
// Leaves the index of words alone.
const rename = statement(
  `UPDATE text_record t SET titles = each_row.titles, numbers = each_row.numbers
   FROM unnest($3::text[], $4::text[], $5::text[]) AS each_row(key, titles, numbers)
   WHERE t.space = $1 AND t.name = $2 AND t.key = each_row.key`,
);
const remove = statement(`DELETE FROM text_record WHERE space = $1 AND name = $2 AND ${postgresSyntax.amongTexts('key', '$3')}`);

// Words alone lead to the records. The space is a check only: told as columns, a planner would rather walk them.
const inScope = "t.space || '' = $2 AND t.name || '' = $3";
const find = statement(
  `SELECT t.key, coalesce(${postgresSyntax.member('t.titles', '$4')}, '') AS title, t.numbers
   FROM text_record t WHERE t.words @@ $1::tsquery AND ${inScope}`,
);
// Asked of the index once more: the words of each hit would have to be read otherwise.
const countRaising = statement(
  `SELECT t.key, count(*) AS score FROM unnest($1::tsquery[]) AS each(query) JOIN text_record t ON t.words @@ each.query
   WHERE ${inScope} GROUP BY t.key`,
);

const column = (rows: readonly TextRow[], name: keyof TextRow): string[] => rows.map((row) => row[name]);

/** Words as a tsvector under a GIN index. */
export const postgresTextTable: TextTable = {
  expression: tsqueryExpression,

  async put(session: SqlSession, scope: TextScope, rows: readonly TextRow[]): Promise<void> {
    const before = await session.all<{ key: string; digest: string }>(known, [...scope, column(rows, 'key')]);
    const digests = new Map(before.map(({ key, digest }) => [key, digest]));
    const same = rows.filter(({ key, digest }) => digests.get(key) === digest);
    const changed = rows.filter(({ key, digest }) => digests.get(key) !== digest);
    if (same.length > 0) await session.run(rename, [...scope, ...columns(same, ['key', 'titles', 'numbers'])]);
    if (changed.length > 0) {
      await session.run(put, [...scope, ...columns(changed, ['key', 'titles', 'numbers', 'digest', 'words'])]);
    }
  },

  async remove(session: SqlSession, scope: TextScope, keys: readonly string[]): Promise<void> {
    await session.run(remove, [...scope, keys]);
  },

  async find(session: SqlSession, scope: TextScope, { label, where, raising }: TextSearch): Promise<readonly FoundText[]> {
    const hits = await session.all<Omit<FoundText, 'score'>>(find, [where, ...scope, postgresSyntax.memberName(label)]);
    const among = raising.map((each) => tsqueryExpression.all([where, each]));
    const counts = among.length === 0 ? [] : await session.all<{ key: string; score: number }>(countRaising, [among, ...scope]);
    const scores = new Map(counts.map(({ key, score }) => [key, score]));
    return hits.map((hit) => ({ ...hit, score: scores.get(hit.key) ?? 0 }));
  },
};

function columns(rows: readonly TextRow[], names: readonly (keyof TextRow)[]): string[][] {
  return names.map((name) => column(rows, name));
}
