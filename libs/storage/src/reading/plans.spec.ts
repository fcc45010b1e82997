import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { type EntryDraft, objectHash, type RecordQuery, type RecordReader, spaceGid } from '#records';
import { postgresServer } from '../../../../test/support/postgres-server.js';
import { openPostgresEngine } from '../engines/postgres-engine.js';
import type { SqlEngine, SqlSession } from '../engines/sql-engine.js';
import { openSqliteEngine } from '../engines/sqlite-engine.js';
import { type Parameter, type Statement, statement } from '../engines/statement.js';
import { TypeOrmRecordStore } from '../typeorm-record-store.js';
import { TypeOrmSpaceDirectory } from '../typeorm-space-directory.js';
import { SqlRecordReader } from './sql-record-reader.js';

const size = 3000;
const collection = 'demon';

/** Fails for a statement that looks at more than it answers with. */
type CheckPlan = (session: SqlSession, text: string, parameters: readonly Parameter[]) => Promise<void>;

/** Every read on a session that explains each statement before it runs. */
function explained(session: SqlSession, check: CheckPlan): RecordReader {
  const all = async <Row>(asked: Statement, parameters: readonly Parameter[]): Promise<Row[]> => {
    await check(session, asked.text, parameters);
    return session.all<Row>(asked, parameters);
  };
  return new SqlRecordReader({ syntax: session.syntax, all, run: session.run, runBatch: session.runBatch }, 'two');
}

async function fill(engine: SqlEngine): Promise<void> {
  const store = new TypeOrmRecordStore(engine, { digester: { digest: objectHash }, trees: [] }, undefined);
  const spaces = new TypeOrmSpaceDirectory(engine);
  for (const id of ['one', 'two']) {
    await spaces.create({ id, gid: spaceGid(id), birth: 'register', visibility: 'public', title: id, createdAt: 0 });
    const drafts = Array.from({ length: size }, (_, at): EntryDraft => {
      const fields = {
        id: String(size - at),
        status: at % 2 === 0 ? 'even' : 'odd',
        parent: at === 0 ? 'none' : `k${Math.floor(at / 2)}`,
        player: `p${at % 300}`,
        rating: String(at % 7),
      };
      return { collection, key: `k${at}`, fields, recordedAt: 0, recordedBy: '0' };
    });
    await store.write(id, (tx) => tx.appendAll(drafts));
  }
}

const lists: readonly Omit<RecordQuery, 'limit'>[] = [
  {},
  { after: 1500 },
  { before: 1500, descending: true },
  { orderBy: 'rank', after: 1500 },
  { where: [{ attribute: 'player', equals: 'p7' }] },
  { where: [{ attribute: 'status', equals: 'even' }], after: 1500 },
  {
    where: [
      { attribute: 'player', equals: 'p7' },
      { attribute: 'id', above: 1000 },
    ],
  },
  {
    where: [
      { attribute: 'player', equals: 'p7' },
      { attribute: 'status', equals: 'odd' },
    ],
  },
  { orderBy: { attribute: 'id' }, after: 1500 },
  { orderBy: { attribute: 'id' }, where: [{ attribute: 'id', below: 1500 }], descending: true },
  { orderBy: { attribute: 'id' }, where: [{ attribute: 'player', equals: 'p7' }] },
  { orderBy: { attribute: 'id' }, skip: 20 },
  { orderBy: { attribute: 'id' }, before: 1500, descending: true },
  { where: [{ attribute: 'status', equals: 'even' }], skip: 10 },
  { live: true, after: 1500 },
  { live: true, where: [{ attribute: 'status', equals: 'even' }], descending: true },
  { live: true, where: [{ attribute: 'id', among: [70, 80, 90] }] },
  {
    live: true,
    where: [
      { attribute: 'id', among: [70, 80, 90] },
      { attribute: 'status', equals: 'even' },
    ],
    after: 15,
  },
  {
    live: true,
    where: [
      { attribute: 'id', among: Array.from({ length: 2900 }, (_, at) => at) },
      { attribute: 'rating', among: [1, 2, 3] },
      { attribute: 'status', equals: 'even' },
    ],
  },
  { live: true, where: [{ attribute: 'id', among: Array.from({ length: 60 }, (_, at) => at * 50) }] },
  {
    where: [
      { attribute: 'status', equals: 'even' },
      { attribute: 'id', among: Array.from({ length: 2900 }, (_, at) => at) },
    ],
  },
];

async function readEverything(reader: RecordReader): Promise<void> {
  await reader.findRecord(collection, { key: 'k77' });
  await reader.findRecord(collection, { id: '3b241101-e2bb-4255-8caf-4136c566a962' });
  const references = [{ attribute: 'parent', collection }];
  await reader.findRecord(collection, { ordinal: 77 }, { references, watch: collection });
  await reader.findRecords(collection, ['k1', 'k2000']);
  await reader.findRecords(collection, ['3b241101-e2bb-4255-8caf-4136c566a962'], 'id');
  await reader.listEntries(collection, 1500, 5);
  await reader.findEntries(collection, [1, 2000]);
  await reader.listTrail(collection, 'k77');
  await reader.listChanges(1500, 5);
  await reader.findLatestEntry(collection, 'k77', 1500);
  await reader.listLatestEntries(collection, 2000, 1500, 5);
  await reader.listBlobs(collection, 1500, 5);
  await reader.listBlobs(collection, 1500, 5, 'objectHash');
  await reader.findBlobs(collection, ['00'.repeat(32)]);
  await reader.findBlob(collection, { hash: '00'.repeat(32) });
  await reader.findBlob(collection, { objectHash: '00'.repeat(32) });
  await reader.head(collection);
  await reader.spaceHead();
  await reader.listReferrers(collection, 'parent', ['k7', 'k8']);
  await reader.countReferrers(collection, 'parent', ['k7', 'k8']);
  expect((await reader.listAncestors(collection, 'parent', ['k2000'])).get('k2000')).toHaveLength(12);
  await reader.readTiles(collection, 'tree', [{ level: 0, index: 7 }]);
  await reader.countRecords(collection, { where: [{ attribute: 'player', equals: 'p7' }], live: true });
  for (const query of lists) await reader.listRecords(collection, { ...query, limit: 5 });
}

/** Sources that are read whole because they hold just what was asked for. */
const bounded = /SCAN (json_each|page|chain|\(subquery|wanted)/;
/** A walk in the order of the list itself ends with the page; any other table has to be entered by more than its collection. */
const wholeCollection = /SEARCH (?!lead |c |collection )\S+ USING .*\(space=\? AND collection=\?\)/;

const checkSqlite: CheckPlan = async (session, text, parameters) => {
  const plan = await session.all<{ detail: string }>(statement(`EXPLAIN QUERY PLAN ${text}`), parameters);
  const details = plan.map(({ detail }) => detail);
  const suspicious = details.filter(
    (detail) => (detail.startsWith('SCAN') && !bounded.test(detail)) || wholeCollection.test(detail),
  );
  expect(suspicious, text).toEqual([]);
};

/** Reads more at a time where what it has read did not fit: the list in question begins with a hundred such records. */
const readsAhead = / listed$|lead\.ordinal = ANY/;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** As the engine runs it: prepared, with a plan that knows no values. */
const checkPostgres: CheckPlan = async (session, text, parameters) => {
  await session.all(statement(`PREPARE asked AS ${text}`), []);
  const explain = statement(`EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE asked (${parameters.map(literal).join(', ')})`);
  const [row] = await session.all<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(explain, []);
  await session.all(statement('DEALLOCATE asked'), []);
  const nodes = row?.['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)) ?? [];
  expect(
    nodes.map((node) => node['Node Type']),
    text,
  ).not.toContain('Seq Scan');
  const seen = (node: PlanNode): number =>
    ((node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0) + node['Actual Rows']) *
    node['Actual Loops'];
  expect(Math.max(...nodes.map(seen)), text).toBeLessThan(readsAhead.test(text) ? 1000 : 100);
};

function literal(parameter: Parameter): string {
  if (parameter === null || typeof parameter === 'number') return String(parameter);
  if (typeof parameter === 'string') return pg.escapeLiteral(parameter);
  if (Buffer.isBuffer(parameter)) return `'\\x${parameter.toString('hex')}'::bytea`;
  return `ARRAY[${parameter.map(literal).join(', ')}]`;
}

describe('plans', () => {
  it('read no more than they answer with on SQLite', async () => {
    const engine = await openSqliteEngine(':memory:');
    await fill(engine);
    await readEverything(explained(engine.latest, checkSqlite));
    await engine.close();
  });

  it('read no more than they answer with on PostgreSQL, although nobody has analysed the tables', async () => {
    const server = postgresServer(inject('postgresUrl'));
    const url = await server.createDatabase();
    const engine = await openPostgresEngine({ url, replicaUrls: [], preparedStatements: true, poolSize: 1 });
    await fill(engine);
    await readEverything(explained(engine.latest, checkPostgres));
    await engine.close();
    await server.dropDatabase(url);
  });
});
