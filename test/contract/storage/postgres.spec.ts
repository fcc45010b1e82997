import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type SpaceId, StorageUnavailable, type WriteTransaction } from '#records';
import type { Storage } from '#storage';
import { runOn } from '../../support/postgres-server.js';
import { type FlakyProxy, flakyProxy } from './flaky-proxy.js';
import { describeRecordStore } from './record-store.contract.js';
import type { UniqueKey } from './schema.contract.js';
import { append, collection, draft, gate, newSpace, postgresDatabase, type TestDatabase } from './test-database.js';

async function listUniqueKeys(url: string): Promise<readonly UniqueKey[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<UniqueKey>(
      `SELECT t.relname AS "table", x.relname AS name, a.attname AS "firstColumn"
       FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
       JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
       WHERE n.nspname = 'public' AND i.indisunique`,
    );
    return rows;
  } finally {
    await client.end();
  }
}

async function countBuckets(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM rate_limit');
    return Number(rows[0]?.count);
  } finally {
    await client.end();
  }
}

const open = (): Promise<TestDatabase> => postgresDatabase(inject('postgresUrl'));

describeRecordStore('PostgreSQL', open, listUniqueKeys, countBuckets);

describe('PostgreSQL alone', () => {
  let database: TestDatabase;
  let storage: Storage;
  let space: SpaceId;
  beforeAll(async () => {
    database = await open();
    storage = await database.open();
    space = await newSpace(storage);
  });
  afterAll(async () => {
    await storage?.close();
    await database?.remove();
  });

  it('lets a write to one space go ahead while one to another space is held open', async () => {
    const other = await newSpace(storage);
    const [begun, goOn] = [gate(), gate()];
    const held = storage.store.write(space, async (tx) => {
      await tx.append(draft('held', { n: '1' }));
      begun.open();
      await goOn.opened;
    });
    await begun.opened;
    await append(storage, other, draft('free', { n: '2' }));
    expect(await storage.store.latest(space).findRecord(collection, { key: 'held' })).toBeUndefined();
    goOn.open();
    await held;
  });

  it('works without prepared statements, and reads records from replicas', async () => {
    const plain = await database.open({ preparedStatements: false, replicaUrls: [database.url, database.url] });
    await append(plain, space, draft('plain', { n: '3' }));
    for (let time = 0; time < 3; time += 1) {
      expect((await plain.store.latest(space).findRecord(collection, { key: 'plain' }))?.record.fields).toEqual({ n: '3' });
      expect(await plain.store.read(space, (snapshot) => snapshot.listTrail(collection, 'plain'))).toHaveLength(1);
    }
    await plain.close();
  });

  it('runs a work again after a serialization failure, for whichever work of the group it was', async () => {
    // The sequence counts although the transaction is rolled back, so that only the first attempt fails.
    await runOn(database.url, 'CREATE SEQUENCE attempts');
    await runOn(
      database.url,
      `CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF new.key = 'conflict' AND nextval('attempts') = 1 THEN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END IF;
         RETURN new; END $$`,
    );
    await runOn(database.url, 'CREATE TRIGGER fail_once BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION fail_once()');
    const runs: string[] = [];
    const work = (key: string) => (tx: WriteTransaction) => {
      runs.push(key);
      return tx.append(draft(key, { key }));
    };
    await Promise.all(['neighbour', 'conflict', 'third'].map((key) => storage.store.write(space, work(key))));
    await runOn(database.url, 'DROP TRIGGER fail_once ON entry');
    expect(runs).toEqual(['neighbour', 'conflict', 'neighbour', 'conflict', 'third']);
    const entries = await storage.store.latest(space).listEntries(collection, 1, 100);
    expect(entries.map(({ number, position }) => number - position)).toEqual(entries.map(() => 0));
    expect(entries.filter(({ key }) => runs.includes(key))).toHaveLength(3);
  });

  it('runs a work again whose backend was terminated before the commit', async () => {
    let runs = 0;
    await storage.store.write(space, async (tx) => {
      runs += 1;
      await tx.append(draft('terminated', { n: '5' }));
      if (runs === 1) await terminateBackends(database.url);
    });
    expect(runs).toBe(2);
    expect(await storage.store.latest(space).listTrail(collection, 'terminated')).toHaveLength(1);
  });

  describe('behind a network that fails', () => {
    let proxy: FlakyProxy;
    let remote: Storage;
    beforeAll(async () => {
      proxy = await flakyProxy(database.url);
      remote = await database.open({ url: proxy.url });
    });
    afterAll(async () => {
      proxy?.heal();
      await remote?.close();
      await proxy?.close();
    });

    it('runs a work again whose connection was lost before the commit', async () => {
      let runs = 0;
      await remote.store.write(space, async (tx) => {
        runs += 1;
        await tx.append(draft('cut', { n: '6' }));
        if (runs === 1) proxy.cut();
      });
      expect(runs).toBe(2);
      expect(await storage.store.latest(space).listTrail(collection, 'cut')).toHaveLength(1);
    });

    it('does not run a work again whose connection was lost during the commit', async () => {
      let runs = 0;
      const write = remote.store.write(space, async (tx) => {
        runs += 1;
        await tx.append(draft('unknown', { n: '7' }));
        proxy.cutAfter('COMMIT');
      });
      await expect(write).rejects.toThrow(StorageUnavailable);
      expect(runs).toBe(1);
      const after = await append(storage, space, draft('unknown', { n: '7' }));
      expect(after).toMatchObject([{ kind: 'unchanged' }]);
    });

    it('says that the storage is not available while the database is down, and recovers', async () => {
      proxy.cut(true);
      const unavailable = [
        append(remote, space, draft('down', { n: '8' })),
        remote.store.latest(space).findRecord(collection, { key: 'cut' }),
        remote.store.read(space, (snapshot) => snapshot.head(collection)),
        remote.accounts.findByName('x'),
        remote.accounts.changeAccount(1, space, () => ({})),
        remote.spaces.list(),
        remote.ping(),
      ];
      for (const result of await Promise.allSettled(unavailable)) {
        expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StorageUnavailable) });
      }
      await expect(database.open({ url: proxy.url })).rejects.toThrow(StorageUnavailable);
      proxy.heal();
      await remote.ping();
      await append(remote, space, draft('up again', { n: '9' }));
      expect(await storage.store.latest(space).listTrail(collection, 'down')).toEqual([]);
    });
  });
});

async function terminateBackends(url: string): Promise<void> {
  await runOn(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
}
