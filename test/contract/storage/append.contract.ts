import { beforeAll, describe, expect, it } from 'vitest';
import {
  atVersion,
  blobHash,
  type Entry,
  InvalidRecord,
  mustBeAbsent,
  mustExist,
  objectHash,
  PreconditionFailed,
  recordId,
  type SpaceId,
  SpaceNotFound,
} from '#records';
import type { Storage } from '#storage';
import { append, collection, draft, newSpace } from './test-database.js';

export function describeAppend(storage: () => Storage): void {
  describe('append', () => {
    let space: SpaceId;
    const entries = (): Promise<readonly Entry[]> => storage().store.latest(space).listEntries(collection, 1, 1000);
    beforeAll(async () => {
      space = await newSpace(storage());
    });
    const fresh = async (): Promise<void> => {
      space = await newSpace(storage());
    };

    it('gives the entry its number, position, both hashes and stamps', async () => {
      await fresh();
      const [outcome] = await append(storage(), space, draft('GB', { name: 'UK' }, { recordedAt: 5, recordedBy: '12' }));
      const entry: Entry = {
        space,
        collection,
        key: 'GB',
        number: 1,
        position: 1,
        blobHash: blobHash({ name: 'UK' }),
        objectHash: objectHash({ name: 'UK' }).toString('hex'),
        recordedAt: 5,
        recordedBy: '12',
      };
      expect(outcome).toEqual({ kind: 'appended', entry });
      expect(await entries()).toEqual([entry]);
    });

    it('numbers each collection on its own without gaps, and positions across the collections of the space', async () => {
      await fresh();
      await append(
        storage(),
        space,
        draft('a', { n: '1' }),
        draft('x', { n: '1' }, { collection: 'town' }),
        draft('b', { n: '2' }),
      );
      await append(storage(), space, draft('y', { n: '3' }, { collection: 'town' }), draft('a', { n: '4' }));
      const changes = await storage().store.latest(space).listChanges(0, 100);
      expect(changes.map(({ collection: name, key, number, position }) => [position, name, key, number])).toEqual([
        [1, collection, 'a', 1],
        [2, 'town', 'x', 1],
        [3, collection, 'b', 2],
        [4, 'town', 'y', 2],
        [5, collection, 'a', 3],
      ]);
    });

    it('answers unchanged for the fields that the key already has, and writes nothing', async () => {
      await fresh();
      await append(storage(), space, draft('GB', { name: 'UK', code: '1' }));
      const [outcome] = await append(storage(), space, draft('GB', { code: '1', name: 'UK' }));
      expect(outcome).toEqual({ kind: 'unchanged', version: 1 });
      expect(await entries()).toHaveLength(1);
      expect(await storage().store.latest(space).spaceHead()).toMatchObject({ position: 1 });
    });

    it('appends equal fields again where the draft asks for the repeat', async () => {
      await fresh();
      const [, repeated] = await append(
        storage(),
        space,
        draft('GB', { name: 'UK' }),
        draft('GB', { name: 'UK' }, { repeat: true }),
      );
      expect(repeated).toMatchObject({ kind: 'appended', entry: { number: 2, blobHash: blobHash({ name: 'UK' }) } });
      expect(await storage().store.latest(space).head(collection)).toEqual({
        entries: 2,
        records: 1,
        blobs: 1,
        revision: expect.any(Number),
      });
    });

    it('goes back to former fields with a new entry and the old blob', async () => {
      await fresh();
      await append(storage(), space, draft('GB', { name: 'UK' }), draft('GB', { name: 'GB' }), draft('GB', { name: 'UK' }));
      expect(await storage().store.latest(space).head(collection)).toEqual({
        entries: 3,
        records: 1,
        blobs: 2,
        revision: expect.any(Number),
      });
      const blob = await storage()
        .store.latest(space)
        .findBlob(collection, { hash: blobHash({ name: 'UK' }) });
      expect(blob?.rank).toBe(1);
    });

    it('refuses a write whose precondition does not hold, and writes nothing', async () => {
      await fresh();
      await append(storage(), space, draft('GB', { name: 'UK' }));
      const refused = [
        draft('GB', { name: 'x' }, { precondition: mustBeAbsent }),
        draft('FR', { name: 'x' }, { precondition: mustExist }),
        draft('GB', { name: 'x' }, { precondition: atVersion(2) }),
        draft('FR', { name: 'x' }, { precondition: atVersion(1) }),
      ];
      for (const each of refused) await expect(append(storage(), space, each)).rejects.toThrow(PreconditionFailed);
      await expect(append(storage(), space, draft('GB', { name: 'x' }, { precondition: mustBeAbsent }))).rejects.toMatchObject({
        key: 'GB',
        version: 1,
      });
      expect(await entries()).toHaveLength(1);
    });

    it('checks a precondition even where the fields would be unchanged', async () => {
      await fresh();
      await append(storage(), space, draft('GB', { name: 'UK' }));
      const same = draft('GB', { name: 'UK' }, { precondition: mustBeAbsent });
      await expect(append(storage(), space, same)).rejects.toThrow(PreconditionFailed);
    });

    it('lets a write through whose precondition holds', async () => {
      await fresh();
      await append(storage(), space, draft('GB', { name: 'UK' }, { precondition: mustBeAbsent }));
      await append(storage(), space, draft('GB', { name: 'x' }, { precondition: mustExist }));
      await append(storage(), space, draft('GB', { name: 'y' }, { precondition: atVersion(7, 2) }));
      expect(await entries()).toHaveLength(3);
    });

    it('sees earlier drafts of the same call', async () => {
      await fresh();
      const outcomes = await append(
        storage(),
        space,
        draft('GB', { name: 'UK' }, { precondition: mustBeAbsent }),
        draft('GB', { name: 'x' }, { precondition: atVersion(1) }),
        draft('GB', { name: 'x' }),
        draft('GB', { name: 'y' }, { precondition: atVersion(2), recordedAt: 9, recordedBy: '8' }),
      );
      expect(
        outcomes.map((outcome) => (outcome.kind === 'appended' ? outcome.entry.number : `unchanged ${outcome.version}`)),
      ).toEqual([1, 2, 'unchanged 2', 3]);
      const found = await storage().store.latest(space).findRecord(collection, { key: 'GB' });
      expect(found?.record).toMatchObject({
        ordinal: 1,
        rank: 1,
        version: 3,
        fields: { name: 'y' },
        updatedAt: 9,
        updatedBy: '8',
      });
    });

    it('appends none of the drafts where one fails, even where the work goes on', async () => {
      await fresh();
      await storage().store.write(space, async (tx) => {
        const failing = [draft('a', { n: '1' }), draft('b', { n: '2' }, { precondition: mustExist })];
        await expect(tx.appendAll(failing)).rejects.toThrow(PreconditionFailed);
        await tx.append(draft('c', { n: '3' }));
      });
      expect((await entries()).map(({ key, number }) => [key, number])).toEqual([['c', 1]]);
    });

    it('undoes everything where the work throws after appending', async () => {
      await fresh();
      const failing = storage().store.write(space, async (tx) => {
        await tx.append(draft('a', { n: '1' }));
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await entries()).toEqual([]);
      await append(storage(), space, draft('b', { n: '2' }));
      expect(await entries()).toMatchObject([{ key: 'b', number: 1, position: 1 }]);
    });

    it('lets a work read what it has appended', async () => {
      await fresh();
      await storage().store.write(space, async (tx) => {
        await tx.append(draft('GB', { name: 'UK' }));
        expect((await tx.findRecord(collection, { key: 'GB' }, { watch: collection }))?.watched).toBe(1);
        expect(await tx.head(collection)).toEqual({ entries: 1, records: 1, blobs: 1, revision: expect.any(Number) });
        expect(await tx.spaceHead()).toMatchObject({ position: 1 });
        expect(await tx.listEntries(collection, 1, 10)).toHaveLength(1);
        await tx.append(draft('GB', { name: 'x' }, { precondition: atVersion(1) }));
        expect((await tx.listRecords(collection, { where: [{ attribute: 'name', equals: 'x' }], limit: 5 })).items).toHaveLength(
          1,
        );
      });
      expect(await entries()).toHaveLength(2);
    });

    it('keeps appends of one work apart that were started together', async () => {
      await fresh();
      await storage().store.write(space, (tx) => Promise.all(['a', 'b', 'c'].map((key) => tx.append(draft(key, { key })))));
      expect((await entries()).map(({ number }) => number)).toEqual([1, 2, 3]);
    });

    it('returns what the work returns, and leaves a space alone that nothing was appended to', async () => {
      await fresh();
      expect(await storage().store.write(space, async (tx) => (await tx.head(collection)).entries + 41)).toBe(41);
      expect(await storage().store.latest(space).spaceHead()).toEqual({ position: 0, collections: new Map() });
    });

    it('refuses fields, keys and names that cannot be stored', async () => {
      await fresh();
      const unstorable = [
        draft('a', { name: '' }),
        draft('a', { name: [] }),
        draft('a', { name: 'nul \u0000' }),
        draft('a', { name: ['fine', 'lone \ud800'] }),
        draft('a', { 'na\u0000me': 'x' }),
        draft('nul \u0000', { name: 'x' }),
        draft('lone \udc00', { name: 'x' }),
        draft('k'.repeat(1001), { name: 'x' }),
        draft('é'.repeat(501), { name: 'x' }),
        draft('a', { ['n'.repeat(1001)]: 'x' }),
      ];
      for (const each of unstorable) await expect(append(storage(), space, each)).rejects.toThrow(InvalidRecord);
      expect(await entries()).toEqual([]);
    });

    it('stores provoking fields and keys as they are', async () => {
      await fresh();
      const provoking = [
        draft('quote \' " \\ {} , NULL', { 'a "b"': "it's \\ 'quoted'", '$.x': '{1,"2"}', '[0]': '\\u0041' }),
        draft('', { '': 'empty name' }),
        draft('💥é', { list: ['', '💥', 'NULL', '{}', ',', '"'].filter(Boolean), long: 'ø'.repeat(10_000) }),
        draft('control', { text: '\u0001\u001f\u007f\t\r\n' }),
        draft('proto', JSON.parse('{"__proto__":"x","constructor":"y","toString":["z"]}')),
        draft('k'.repeat(1000), { ['n'.repeat(1000)]: 'v'.repeat(5000) }),
      ];
      await append(storage(), space, ...provoking);
      for (const { key, fields } of provoking) {
        const found = await storage().store.latest(space).findRecord(collection, { key });
        expect(JSON.stringify(found?.record.fields, Object.keys(fields).sort())).toBe(
          JSON.stringify(fields, Object.keys(fields).sort()),
        );
        expect(found?.record.blobHash).toBe(blobHash(fields));
      }
    });

    it('refuses a key that is the id which another key was given', async () => {
      await fresh();
      await append(storage(), space, draft('GB', { name: 'UK' }));
      const imitation = draft(recordId(space, collection, 'GB'), { name: 'x' });
      await expect(append(storage(), space, imitation)).rejects.toThrow(InvalidRecord);
      const swallowing = storage().store.write(space, async (tx) => {
        await tx.append(imitation).catch(() => undefined);
        await tx.append(draft('FR', { name: 'y' })).catch(() => undefined);
      });
      await expect(swallowing).rejects.toThrow();
      expect(await entries()).toHaveLength(1);
    });

    it('refuses a space that does not exist', async () => {
      await expect(append(storage(), 'nowhere', draft('a', { n: '1' }))).rejects.toThrow(SpaceNotFound);
      await expect(storage().store.write('nowhere', async () => 1)).rejects.toThrow(SpaceNotFound);
    });

    it('keeps spaces apart', async () => {
      const [one, two] = [await newSpace(storage()), await newSpace(storage())];
      await append(storage(), one, draft('GB', { name: 'one' }));
      await append(storage(), two, draft('FR', { name: 'zero' }), draft('GB', { name: 'two' }));
      const read = async (space: SpaceId) => (await storage().store.latest(space).findRecord(collection, { key: 'GB' }))?.record;
      expect(await read(one)).toMatchObject({ fields: { name: 'one' }, version: 1, rank: 1 });
      expect(await read(two)).toMatchObject({ fields: { name: 'two' }, version: 2, rank: 2 });
      expect(await storage().store.latest(one).listChanges(0, 10)).toHaveLength(1);
      expect(
        await storage()
          .store.latest(one)
          .findBlob(collection, { hash: blobHash({ name: 'two' }) }),
      ).toBeUndefined();
    });

    it('appends nothing for no drafts', async () => {
      await fresh();
      expect(await append(storage(), space)).toEqual([]);
    });
  });
}
