import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { AlreadyExists, LocalChangeSignal, type LogPosition } from '#records';
import type { Storage } from '#storage';
import { append, collection, draft, gate, space, type TestDatabase } from './test-database.js';

export function describeFounding(storage: () => Storage, database: () => TestDatabase): void {
  describe('founding', () => {
    it('creates a space and what it begins with at once, under the title that came up', async () => {
      const founded = space();
      const result = await storage().store.found(founded, async (tx, entitle) => {
        await tx.appendAll([draft('a', { n: '1' }), draft('b', { n: '2' })]);
        entitle('A better title');
        return (await tx.head(collection)).entries;
      });
      expect(result).toBe(2);
      expect(await storage().spaces.find(founded.id)).toEqual({ ...founded, title: 'A better title' });
      await append(storage(), founded.id, draft('c', { n: '3' }));
      const entries = await storage().store.latest(founded.id).listEntries(collection, 1, 10);
      expect(entries.map(({ key, position }) => [key, position])).toEqual([
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ]);
    });

    it('may begin with nothing', async () => {
      const founded = space();
      await storage().store.found(founded, async () => undefined);
      expect(await storage().spaces.find(founded.id)).toEqual(founded);
      await append(storage(), founded.id, draft('a', { n: '1' }));
    });

    it('leaves nothing where the work throws, and the name free', async () => {
      const founded = space();
      const failing = storage().store.found(founded, async (tx) => {
        await tx.append(draft('a', { n: '1' }));
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await storage().spaces.find(founded.id)).toBeUndefined();
      expect(await storage().spaces.findByGid(founded.gid)).toBeUndefined();
      expect(await storage().store.latest(founded.id).listChanges(0, 10)).toEqual([]);
      await storage().spaces.create(founded);
      expect((await storage().store.latest(founded.id).spaceHead()).position).toBe(0);
    });

    it('refuses what creating a space refuses, without running the work', async () => {
      const [taken, owner] = [space(), space(undefined, { birth: 'unicat' })];
      await storage().spaces.create(taken);
      await storage().spaces.create(owner);
      const clashes = [
        space(taken.id, { gid: space().gid }),
        space(undefined, { gid: taken.gid }),
        space(`${owner.id}-record`),
        space('gateway'),
      ];
      for (const clash of clashes) {
        let ran = false;
        const founding = storage().store.found(clash, async () => {
          ran = true;
        });
        await expect(founding).rejects.toThrow(AlreadyExists);
        expect(ran).toBe(false);
      }
    });

    it('of one name by two processes lets one of them win', async () => {
      const other = await database().open();
      try {
        const wanted = space();
        const [begun, goOn] = [gate(), gate()];
        const first = storage().store.found(wanted, async (tx) => {
          await tx.append(draft('a', { of: 'first' }));
          begun.open();
          await goOn.opened;
        });
        await begun.opened;
        const late = Promise.allSettled([
          other.store.found(wanted, (tx) => tx.append(draft('a', { of: 'second' }))),
          other.spaces.create({ ...wanted, title: 'third' }),
        ]);
        await sleep(50);
        goOn.open();
        await first;
        for (const result of await late) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(AlreadyExists) });
        const found = await other.store.latest(wanted.id).findRecord(collection, { key: 'a' });
        expect(found?.record.fields).toEqual({ of: 'first' });
        expect((await other.spaces.find(wanted.id))?.title).toBe(wanted.title);
      } finally {
        await other.close();
      }
    });

    it('gives the name to who waited for it where the first gives up', async () => {
      const other = await database().open();
      try {
        const wanted = space();
        const [begun, goOn] = [gate(), gate()];
        const first = storage().store.found(wanted, async (tx) => {
          await tx.append(draft('a', { of: 'first' }));
          begun.open();
          await goOn.opened;
          throw new Error('given up');
        });
        first.catch(() => undefined);
        await begun.opened;
        const second = other.store.found(wanted, (tx) => tx.append(draft('a', { of: 'second' })));
        await sleep(50);
        goOn.open();
        await expect(first).rejects.toThrow('given up');
        expect(await second).toMatchObject({ kind: 'appended', entry: { number: 1, position: 1 } });
      } finally {
        await other.close();
      }
    });

    it('finds out about a register that came to be meanwhile', async () => {
      const owner = space(undefined, { birth: 'unicat' });
      await storage().spaces.create(owner);
      const name = `${owner.id}-town`;
      const founding = async (): Promise<void> => {
        await storage().store.found(space(name), async (tx) => {
          await tx.append(draft('a', { n: '1' }));
        });
      };
      await append(storage(), owner.id, draft('x', { n: '1' }, { collection: 'town' }));
      await expect(founding()).rejects.toThrow(AlreadyExists);
    });

    it('says what was committed', async () => {
      const signal = new LocalChangeSignal();
      const told: [string, LogPosition][] = [];
      signal.subscribe((id, position) => told.push([id, position]));
      const other = await database().open({ signal });
      try {
        const founded = space();
        await other.store.found(founded, (tx) => tx.appendAll([draft('a', { n: '1' }), draft('b', { n: '2' })]));
        expect(told).toEqual([[founded.id, 2]]);
      } finally {
        await other.close();
      }
    });
  });
}
