import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  atVersion,
  type Entry,
  LocalChangeSignal,
  type LogPosition,
  mustBeAbsent,
  mustExist,
  PreconditionFailed,
  type SpaceId,
  textOf,
} from '#records';
import type { Storage } from '#storage';
import { append, collection, draft, gate, newSpace, type TestDatabase } from './test-database.js';

export function describeConcurrency(storage: () => Storage, database: () => TestDatabase): void {
  /** A second storage on the same database is what a second process would have. */
  const withOther = async (work: (other: Storage) => Promise<void>, signal = new LocalChangeSignal()): Promise<void> => {
    const other = await database().open({ signal });
    try {
      await work(other);
    } finally {
      await other.close();
    }
  };
  const entriesOf = (space: SpaceId): Promise<readonly Entry[]> => storage().store.latest(space).listEntries(collection, 1, 1000);
  const settledWithin = async (work: Promise<unknown>, milliseconds: number): Promise<boolean> =>
    Promise.race([work.then(() => true).catch(() => true), sleep(milliseconds, false)]);

  describe('concurrency', () => {
    it('lets one of two racing creates win', () =>
      withOther(async (other) => {
        const space = await newSpace(storage());
        const [begun, goOn] = [gate(), gate()];
        const first = storage().store.write(space, async (tx) => {
          expect(await tx.findRecord(collection, { key: 'GB' })).toBeUndefined();
          begun.open();
          await goOn.opened;
          return tx.append(draft('GB', { name: 'first' }, { precondition: mustBeAbsent }));
        });
        await begun.opened;
        const second = append(other, space, draft('GB', { name: 'second' }, { precondition: mustBeAbsent }));
        second.catch(() => undefined);
        expect(await settledWithin(second, 50)).toBe(false);
        goOn.open();
        expect(await first).toMatchObject({ kind: 'appended' });
        await expect(second).rejects.toThrow(PreconditionFailed);
        const found = await other.store.latest(space).findRecord(collection, { key: 'GB' });
        expect(found?.record).toMatchObject({ version: 1, fields: { name: 'first' } });
      }));

    it('loses no update of two that began from the same version', () =>
      withOther(async (other) => {
        const space = await newSpace(storage());
        await append(storage(), space, draft('GB', { name: 'before' }));
        const [begun, goOn] = [gate(), gate()];
        const first = storage().store.write(space, async (tx) => {
          await tx.append(draft('GB', { name: 'first' }, { precondition: atVersion(1) }));
          begun.open();
          await goOn.opened;
        });
        await begun.opened;
        const second = append(other, space, draft('GB', { name: 'second' }, { precondition: atVersion(1) }));
        second.catch(() => undefined);
        goOn.open();
        await first;
        await expect(second).rejects.toMatchObject({ version: 2 });
        expect(await entriesOf(space)).toHaveLength(2);
      }));

    it('counts every increment of two processes', () =>
      withOther(async (other) => {
        const space = await newSpace(storage());
        await append(storage(), space, draft('counter', { value: '0' }));
        const increment = (on: Storage): Promise<unknown> =>
          on.store.write(space, async (tx) => {
            const found = await tx.findRecord(collection, { key: 'counter' });
            const value = Number(textOf(found?.record.fields ?? {}, 'value')) + 1;
            return tx.append(draft('counter', { value: String(value) }, { precondition: mustExist }));
          });
        await Promise.all(Array.from({ length: 40 }, (_, at) => increment(at % 2 === 0 ? storage() : other)));
        const found = await other.store.latest(space).findRecord(collection, { key: 'counter' });
        expect(found?.record).toMatchObject({ version: 41, fields: { value: '40' } });
      }));

    it('commits works that wait together in one transaction, and one refusal leaves its neighbours alone', async () => {
      const signal = new LocalChangeSignal();
      await withOther(async (grouping) => {
        const space = await newSpace(storage());
        const committed: LogPosition[] = [];
        signal.subscribe((_, position) => committed.push(position));
        const [begun, goOn] = [gate(), gate()];
        const first = grouping.store.write(space, async (tx) => {
          await tx.append(draft('first', { n: '1' }));
          begun.open();
          await goOn.opened;
        });
        await begun.opened;
        const resolved: (string | number)[] = [];
        const waiting = ['a', 'b', 'refused', 'c', 'thrown', 'd'].map((key) =>
          grouping.store
            .write(space, async (tx) => {
              await tx.append(draft(`${key} before`, { key }));
              await tx.append(draft(key, { key }, key === 'refused' ? { precondition: mustExist } : {}));
              if (key === 'thrown') throw new Error('thrown');
            })
            .then(async () => {
              resolved.push((await storage().store.latest(space).spaceHead()).position);
            })
            .catch((error: Error) => {
              resolved.push(error.message);
            }),
        );
        goOn.open();
        await Promise.all([first, ...waiting]);
        // Two commits for seven works; whoever was told of success could see the whole group, from any process.
        expect(committed).toEqual([1, 9]);
        expect(resolved.filter((each) => each === 9)).toHaveLength(4);
        expect(resolved).toContain('thrown');
        const keys = (await entriesOf(space)).map(({ key }) => key);
        expect(keys).toEqual(['first', 'a before', 'a', 'b before', 'b', 'c before', 'c', 'd before', 'd']);
        const numbers = (await entriesOf(space)).map(({ number, position }) => [number, position]);
        expect(numbers).toEqual(keys.map((_, at) => [at + 1, at + 1]));
      }, signal);
    });

    it('undoes a rolled-back write without undoing the one beside it', async () => {
      const [one, two] = [await newSpace(storage()), await newSpace(storage())];
      const [begun, goOn] = [gate(), gate()];
      const undone = storage().store.write(one, async (tx) => {
        await tx.append(draft('GB', { name: 'undone' }));
        begun.open();
        await goOn.opened;
        throw new Error('undone');
      });
      undone.catch(() => undefined);
      await begun.opened;
      const beside = append(storage(), two, draft('GB', { name: 'kept' }));
      goOn.open();
      await expect(undone).rejects.toThrow('undone');
      await beside;
      expect(await entriesOf(one)).toEqual([]);
      expect(await entriesOf(two)).toHaveLength(1);
    });

    it('shows nothing of a write before it is committed', async () => {
      const space = await newSpace(storage());
      const [begun, goOn] = [gate(), gate()];
      const write = storage().store.write(space, async (tx) => {
        await tx.append(draft('GB', { name: 'UK' }));
        begun.open();
        await goOn.opened;
      });
      await begun.opened;
      expect(await entriesOf(space)).toEqual([]);
      expect(await storage().store.read(space, (snapshot) => snapshot.listChanges(0, 10))).toEqual([]);
      goOn.open();
      await write;
      expect(await entriesOf(space)).toHaveLength(1);
    });

    it('shows one moment to a snapshot, whatever is committed meanwhile', async () => {
      const space = await newSpace(storage());
      await append(storage(), space, draft('GB', { name: 'before' }));
      const seen = await storage().store.read(space, async (snapshot) => {
        const before = await snapshot.head(collection);
        await append(storage(), space, draft('GB', { name: 'after' }), draft('FR', { name: 'new' }));
        const nested = await storage().store.read(space, (later) => later.head(collection));
        const record = (await snapshot.findRecord(collection, { key: 'GB' }))?.record;
        const changes = await snapshot.listChanges(0, 10);
        return { before, nested, after: await snapshot.head(collection), name: record?.fields.name, changes: changes.length };
      });
      expect(seen).toMatchObject({
        before: { entries: 1 },
        nested: { entries: 3 },
        after: { entries: 1 },
        name: 'before',
        changes: 1,
      });
      expect(await entriesOf(space)).toHaveLength(3);
    });

    it('makes positions visible in the order they were given, so that a follower misses nothing', () =>
      withOther(async (other) => {
        const space = await newSpace(storage());
        const [begun, goOn] = [gate(), gate()];
        const slow = storage().store.write(space, async (tx) => {
          await tx.append(draft('slow', { n: '1' }));
          begun.open();
          await goOn.opened;
        });
        await begun.opened;
        const fast = append(other, space, draft('fast', { n: '2' }));
        await settledWithin(fast, 50);
        expect(await storage().store.latest(space).listChanges(0, 10)).toEqual([]);
        goOn.open();
        await Promise.all([slow, fast]);
        const changes = await storage().store.latest(space).listChanges(0, 10);
        expect(changes.map(({ key, position }) => [key, position])).toEqual([
          ['slow', 1],
          ['fast', 2],
        ]);
      }));

    it('lets a follower read every entry once while two processes write', () =>
      withOther(async (other) => {
        const space = await newSpace(storage());
        const total = 60;
        const writers = Array.from({ length: total }, (_, at) =>
          append(at % 2 === 0 ? storage() : other, space, draft(`k${at}`, { n: String(at) })),
        );
        const seen: Entry[] = [];
        const deadline = Date.now() + 20_000;
        while (seen.length < total && Date.now() < deadline) {
          seen.push(
            ...(await storage()
              .store.latest(space)
              .listChanges(seen.at(-1)?.position ?? 0, 7)),
          );
          await sleep(1);
        }
        await Promise.all(writers);
        expect(seen.map(({ position }) => position)).toEqual(seen.map((_, at) => at + 1));
        expect(new Set(seen.map(({ key }) => key)).size).toBe(total);
      }));

    it('signals the last position after the commit, and nothing where nothing was appended', async () => {
      const signal = new LocalChangeSignal();
      await withOther(async (signalling) => {
        const space = await newSpace(storage());
        const heard: [SpaceId, LogPosition][] = [];
        signal.subscribe((where, position) => heard.push([where, position]));
        await append(signalling, space, draft('a', { n: '1' }), draft('b', { n: '2' }));
        await append(signalling, space, draft('a', { n: '1' }));
        await expect(append(signalling, space, draft('c', {}, { precondition: mustExist }))).rejects.toThrow(PreconditionFailed);
        await signalling.store.write(space, (tx) => tx.head(collection));
        expect(heard).toEqual([[space, 2]]);
      }, signal);
    });
  });
}
