import { describe, expect, inject, it } from 'vitest';
import { postgresServer } from '../../../../test/support/postgres-server.js';
import { openPostgresEngine } from '../engines/postgres-engine.js';
import type { SqlEngine, SqlSession } from '../engines/sql-engine.js';
import { openSqliteEngine } from '../engines/sqlite-engine.js';
import { statement } from '../engines/statement.js';
import { postgresTextTable } from './postgres-text-table.js';
import { sqliteTextTable } from './sqlite-text-table.js';
import type { TextRow, TextScope, TextTable } from './text-table.js';

const scope: TextScope = ['space', 'index'];
const search = { label: 'en', where: 'rare7', raising: ['common', 'rare7'] };

async function fill(engine: SqlEngine, table: TextTable): Promise<void> {
  const rows = Array.from({ length: 3000 }, (_, at): TextRow => {
    const words = `common rare${Math.floor(at / 3)}`;
    return { key: `k${at}`, titles: '{"en":"t"}', numbers: '{}', words, digest: words };
  });
  await engine.transaction((session) => table.put(session, scope, rows));
}

/** Explains every statement that comes along. */
function explaining(session: SqlSession, explain: string, plans: string[]): SqlSession {
  return {
    syntax: session.syntax,
    all: async (asked, parameters) => {
      plans.push(JSON.stringify(await session.all(statement(`${explain} ${asked.text}`), parameters)));
      return session.all(asked, parameters);
    },
    run: session.run,
    runBatch: session.runBatch,
  };
}

describe('searches of texts', () => {
  it('go from words to records on SQLite', async () => {
    const engine = await openSqliteEngine(':memory:');
    await fill(engine, sqliteTextTable);
    const plans: string[] = [];
    const found = await sqliteTextTable.find(explaining(engine.primary, 'EXPLAIN QUERY PLAN', plans), scope, search);
    expect(found.map(({ key, score }) => [key, score])).toEqual([
      ['k21', 2],
      ['k22', 2],
      ['k23', 2],
    ]);
    expect(plans).toHaveLength(2);
    expect(plans[0]).toMatch(/SCAN w VIRTUAL TABLE INDEX \d+:M\d.*SEARCH t USING INTEGER PRIMARY KEY/);
    expect(plans[1]).toMatch(/SCAN w VIRTUAL TABLE INDEX \d+:M\d/);
    await engine.close();
  });

  it('go from words to records on PostgreSQL, although nobody has analysed the table', async () => {
    const server = postgresServer(inject('postgresUrl'));
    const url = await server.createDatabase();
    const engine = await openPostgresEngine({ url, replicaUrls: [], preparedStatements: true, poolSize: 1 });
    await fill(engine, postgresTextTable);
    const plans: string[] = [];
    const session = explaining(engine.primary, 'EXPLAIN (ANALYZE)', plans);
    const found = await postgresTextTable.find(session, scope, search);
    expect(found.map(({ key, score }) => [key, score]).sort()).toEqual([
      ['k21', 2],
      ['k22', 2],
      ['k23', 2],
    ]);
    expect(plans).toHaveLength(2);
    for (const plan of plans) {
      expect(plan).toContain('Bitmap Index Scan on text_record_by_word');
      expect(plan).not.toContain('Seq Scan');
      expect(plan).not.toContain('Rows Removed');
    }
    await engine.close();
    await server.dropDatabase(url);
  });
});
