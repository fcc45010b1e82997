import { describe, expect, it } from 'vitest';
import { append, draft, newSpace, type TestDatabase } from './test-database.js';

export interface UniqueKey {
  readonly table: string;
  readonly name: string;
  readonly firstColumn: string;
}

/** Primary keys and unique indexes as the database itself knows them. */
export type ListUniqueKeys = (url: string) => Promise<readonly UniqueKey[]>;

export function describeSchema(open: () => Promise<TestDatabase>, listUniqueKeys: ListUniqueKeys): void {
  describe('schema', () => {
    it('is brought about once when several processes open an empty database, and left alone afterwards', async () => {
      const database = await open();
      try {
        const opened = await Promise.all([database.open(), database.open(), database.open()]);
        const [first] = opened;
        const space = await newSpace(first!);
        await append(first!, space, draft('a', { n: '1' }));
        await Promise.all(opened.map((storage) => storage.ping()));
        await Promise.all(opened.map((storage) => storage.close()));
        const again = await database.open();
        expect(await again.store.latest(space).listChanges(0, 10)).toHaveLength(1);
        await again.close();
      } finally {
        await database.remove();
      }
    });

    it('begins every primary key and unique index with the space', async () => {
      const database = await open();
      try {
        await (await database.open()).close();
        // TypeORM's own list of the migrations that ran is the one exception.
        const keys = (await listUniqueKeys(database.url)).filter(({ table }) => table !== 'schema_migration');
        expect(new Set(keys.map(({ table }) => table)).size).toBe(12);
        expect(keys).toHaveLength(19);
        expect(keys.filter(({ firstColumn }) => firstColumn !== 'space')).toEqual([]);
      } finally {
        await database.remove();
      }
    });
  });
}
