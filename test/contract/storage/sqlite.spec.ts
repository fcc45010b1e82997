import { tmpdir } from 'node:os';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { StorageUnavailable } from '#records';
import { openStorage } from '#storage';
import { describeRecordStore } from './record-store.contract.js';
import type { UniqueKey } from './schema.contract.js';
import { append, collection, digester, draft, gate, memoryDatabase, newSpace, sqliteDatabase, trees } from './test-database.js';

const path = (url: string): string => url.slice('sqlite:'.length);

async function listUniqueKeys(url: string): Promise<readonly UniqueKey[]> {
  const file = new Database(path(url), { readonly: true });
  try {
    const keys = file.prepare(
      `SELECT t.name AS "table", i.name AS name, c.name AS firstColumn
       FROM sqlite_schema t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND i."unique" = 1 AND c.seqno = 0`,
    );
    return keys.all() as UniqueKey[];
  } finally {
    file.close();
  }
}

async function countBuckets(url: string): Promise<number> {
  const file = new Database(path(url), { readonly: true });
  try {
    return file.prepare('SELECT count(*) FROM rate_limit').pluck().get() as number;
  } finally {
    file.close();
  }
}

describeRecordStore('SQLite', sqliteDatabase, listUniqueKeys, countBuckets);

describe('SQLite alone', () => {
  it('says that the storage is not available while another process keeps the file locked, and recovers', async () => {
    const database = await sqliteDatabase();
    const storage = await database.open();
    const space = await newSpace(storage);
    const blocker = new Database(path(database.url));
    blocker.exec('BEGIN IMMEDIATE');
    await expect(append(storage, space, draft('a', { n: '1' }))).rejects.toThrow(StorageUnavailable);
    expect(await storage.store.latest(space).listEntries(collection, 1, 10)).toEqual([]);
    blocker.exec('ROLLBACK');
    blocker.close();
    await append(storage, space, draft('a', { n: '1' }));
    await storage.close();
    await database.remove();
  });

  it('commits durably in WAL mode', async () => {
    const database = await sqliteDatabase();
    const storage = await database.open();
    const file = new Database(path(database.url), { readonly: true });
    expect(file.pragma('journal_mode', { simple: true })).toBe('wal');
    file.close();
    await storage.close();
    await database.remove();
  });

  it('refuses a file that cannot be opened, and an engine that it does not know', async () => {
    await expect(openStorage({ url: `sqlite:${tmpdir()}`, digester, trees })).rejects.toThrow(StorageUnavailable);
    await expect(openStorage({ url: 'mysql://x', digester, trees })).rejects.toThrow(RangeError);
  });

  it('lets everything take turns in memory', async () => {
    const storage = await (await memoryDatabase()).open();
    const space = await newSpace(storage);
    const [begun, goOn] = [gate(), gate()];
    const undone = storage.store.write(space, async (tx) => {
      await tx.append(draft('a', { n: '1' }));
      begun.open();
      await goOn.opened;
      throw new Error('undone');
    });
    undone.catch(() => undefined);
    await begun.opened;
    const latest = storage.store.latest(space).listChanges(0, 10);
    const snapshot = storage.store.read(space, (reader) => reader.listChanges(0, 10));
    const written = append(storage, space, draft('b', { n: '2' }));
    goOn.open();
    await expect(undone).rejects.toThrow('undone');
    expect(await latest).toEqual([]);
    expect((await snapshot).length).toBeLessThan(2);
    await written;
    expect(await storage.store.latest(space).listChanges(0, 10)).toMatchObject([{ key: 'b', number: 1, position: 1 }]);
    await storage.close();
  });
});
