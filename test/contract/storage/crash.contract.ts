import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rootAt } from '#records';
import type { Storage } from '#storage';
import { append, collection, draft, newSpace, type TestDatabase } from './test-database.js';

const hooks = new URL('./typescript-hooks.mjs', import.meta.url).href;
const registration = `data:text/javascript,${encodeURIComponent(`import { register } from 'node:module'; register('${hooks}');`)}`;
const writer = fileURLToPath(new URL('./crash-writer.ts', import.meta.url));

export function describeCrash(storage: () => Storage, database: () => TestDatabase): void {
  describe('a crash', () => {
    it('in the middle of a write leaves nothing of it behind, and no gaps', async () => {
      const space = await newSpace(storage());
      await append(storage(), space, draft('a', { n: '1' }), draft('b', { n: '2' }));
      const reader = storage().store.latest(space);
      const root = await rootAt(2, (addresses) => reader.readTiles(collection, 'first', addresses));

      const child = fork(writer, [database().url, space], { execArgv: ['--conditions=source', '--import', registration] });
      const died = once(child, 'exit');
      const [message] = await Promise.race([once(child, 'message'), died]);
      expect(message).toBe('appended');
      child.kill('SIGKILL');
      await died;

      const reopened = await database().open();
      try {
        const after = reopened.store.latest(space);
        expect(await after.spaceHead()).toEqual({
          position: 2,
          collections: new Map([[collection, { entries: 2, records: 2, blobs: 2, revision: expect.any(Number) }]]),
        });
        expect(await after.listChanges(0, 10)).toHaveLength(2);
        expect(await after.findRecord(collection, { key: 'lost 0' })).toBeUndefined();
        expect((await after.listRecords(collection, { where: [{ attribute: 'n', equals: '7' }], limit: 5 })).items).toEqual([]);
        expect(await rootAt(2, (addresses) => after.readTiles(collection, 'first', addresses))).toEqual(root);
        await append(reopened, space, draft('c', { n: '3' }));
        expect(await after.listEntries(collection, 3, 10)).toMatchObject([{ key: 'c', number: 3, position: 3 }]);
      } finally {
        await reopened.close();
      }
    });
  });
}
