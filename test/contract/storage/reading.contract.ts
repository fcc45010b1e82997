import { beforeAll, describe, expect, it } from 'vitest';
import { blobHash, canonicalJson, type Entry, objectHash, type RecordReader, recordId, type SpaceId } from '#records';
import type { Storage } from '#storage';
import { append, collection, draft, newSpace } from './test-database.js';

const uuidKey = '3b241101-e2bb-4255-8caf-4136c566a962';

export function describeReading(storage: () => Storage): void {
  describe('reading', () => {
    let space: SpaceId;
    const reader = (): RecordReader => storage().store.latest(space);
    const numbers = (entries: readonly Entry[]): number[] => entries.map(({ number }) => number);

    beforeAll(async () => {
      space = await newSpace(storage());
      await append(storage(), space, draft('GB', { name: 'UK', currency: 'GBP', 'odd"name': 'EUR' }));
      await append(storage(), space, draft('GBP', { name: 'Pound' }, { collection: 'currency' }));
      await append(storage(), space, draft(uuidKey, { name: 'Other' }), draft('FR', { name: 'France', currency: 'FRF' }));
      await append(storage(), space, draft('GB', { name: 'Britain', currency: 'GBP', 'odd"name': 'EUR' }, { recordedAt: 2000 }));
      await append(storage(), space, draft('EUR', { name: 'Euro' }, { collection: 'currency' }));
      await append(storage(), space, draft('GB', { shared: 'x' }, { collection: 'unicat.placement.country' }));
    });

    it('finds a record by key, id and ordinal', async () => {
      const record = {
        collection,
        key: 'GB',
        id: recordId(space, collection, 'GB'),
        ordinal: 1,
        rank: 1,
        version: 4,
        fields: { name: 'Britain', currency: 'GBP', 'odd"name': 'EUR' },
        blobHash: blobHash({ name: 'Britain', currency: 'GBP', 'odd"name': 'EUR' }),
        updatedAt: 2000,
        updatedBy: '7',
      };
      expect(await reader().findRecord(collection, { key: 'GB' })).toEqual({ record, references: {}, watched: 0 });
      expect((await reader().findRecord(collection, { id: record.id }))?.record).toEqual(record);
      expect((await reader().findRecord(collection, { ordinal: 1 }))?.record).toEqual(record);
      expect((await reader().findRecord(collection, { id: uuidKey }))?.record).toMatchObject({ key: uuidKey, rank: 2 });
    });

    it('finds the latest entry of a key in the log cut at a size', async () => {
      const numberAt = async (key: string, size: number) => (await reader().findLatestEntry(collection, key, size))?.number;
      expect(await Promise.all([3, 4, 99].map((size) => numberAt('GB', size)))).toEqual([1, 4, 4]);
      expect(await Promise.all([0, 1, 2.5].map((size) => numberAt('FR', size)))).toEqual([undefined, undefined, undefined]);
      expect(await numberAt('\u0000', 4)).toBeUndefined();
    });

    it('lists the latest entry of each key in the log cut at a size, page by page', async () => {
      const latest = async (size: number, after = 0, limit = 9) =>
        numbers(await reader().listLatestEntries(collection, size, after, limit));
      expect(await latest(3)).toEqual([1, 2, 3]);
      expect(await latest(4)).toEqual([2, 3, 4]);
      expect(await latest(4, 2, 1)).toEqual([3]);
      expect(await latest(0)).toEqual([]);
    });

    it('lists blobs in order of first use and finds several at once', async () => {
      const composed = { name: '\u00e9' };
      const decomposed = { name: 'e\u0301' };
      const other = await newSpace(storage());
      const spellings = storage().store.latest(other);
      await append(storage(), other, draft('1', composed), draft('2', decomposed));
      const ranks = async (after: number, limit: number, by?: 'hash' | 'objectHash') =>
        (await spellings.listBlobs(collection, after, limit, by)).map(({ rank }) => rank);
      expect(await ranks(0, 9)).toEqual([1, 2]);
      expect(await ranks(0, 1)).toEqual([1]);
      expect(await ranks(1, 9)).toEqual([2]);
      expect(await ranks(0, 9, 'objectHash')).toEqual([1]);
      const found = await spellings.findBlobs(collection, [composed, decomposed, { name: 'x' }, composed].map(blobHash));
      expect(found.map(({ fields }) => fields)).toHaveLength(2);
      expect(found).toEqual(
        expect.arrayContaining([expect.objectContaining({ fields: composed }), expect.objectContaining({ fields: decomposed })]),
      );
    });

    it('finds nothing where nothing is', async () => {
      for (const address of [
        { key: 'XX' },
        { key: '\u0000' },
        { id: 'none' },
        { ordinal: 4 },
        { ordinal: 0 },
        { ordinal: 1e300 },
        { ordinal: 1.5 },
      ]) {
        expect(await reader().findRecord(collection, address)).toBeUndefined();
      }
      expect(await reader().findRecord('nothing', { key: 'GB' })).toBeUndefined();
    });

    it('brings referenced records and the revision of a watched collection along', async () => {
      const references = [
        { attribute: 'currency', collection: 'currency' },
        { attribute: 'odd"name', collection: 'currency' },
        { attribute: 'missing', collection: 'currency' },
      ];
      const found = await reader().findRecord(collection, { key: 'GB' }, { references, watch: 'unicat.placement.country' });
      expect(found?.references.currency).toEqual({ key: 'GBP', fields: { name: 'Pound' } });
      expect(found?.references['odd"name']).toEqual({ key: 'EUR', fields: { name: 'Euro' } });
      expect(found?.references.missing).toBeUndefined();
      expect(found?.watched).toBeGreaterThan(0);
      const dangling = await reader().findRecord(
        collection,
        { key: 'FR' },
        { references: references.slice(0, 1), watch: 'nothing' },
      );
      expect(dangling).toMatchObject({ record: { key: 'FR' }, references: { currency: undefined }, watched: 0 });
    });

    it('gives the same content as the same object, which nobody can change', async () => {
      const [one, two] = [
        await reader().findRecord(collection, { key: 'GB' }),
        await reader().findRecord(collection, { key: 'GB' }),
      ];
      expect(one?.record.fields).toBe(two?.record.fields);
      expect(Object.isFrozen(one?.record.fields)).toBe(true);
    });

    it('finds several records in one go', async () => {
      const found = await reader().findRecords(collection, ['GB', 'FR', 'GB', 'XX', '\u0000']);
      expect(found.map(({ key }) => key).sort()).toEqual(['FR', 'GB']);
      const byId = await reader().findRecords(collection, [uuidKey, recordId(space, collection, 'FR')], 'id');
      expect(byId.map(({ rank }) => rank).sort()).toEqual([2, 3]);
      expect(await reader().findRecords(collection, [])).toEqual([]);
    });

    it('lists entries from a number on, and by their numbers', async () => {
      expect(numbers(await reader().listEntries(collection, 1, 100))).toEqual([1, 2, 3, 4]);
      expect(numbers(await reader().listEntries(collection, 2, 2))).toEqual([2, 3]);
      expect(await reader().listEntries(collection, 5, 10)).toEqual([]);
      expect(numbers(await reader().findEntries(collection, [4, 1, 4, 99, 1e300, 0.5])).sort()).toEqual([1, 4]);
      expect(await reader().findEntries(collection, [])).toEqual([]);
    });

    it('lists the trail of a key', async () => {
      const trail = await reader().listTrail(collection, 'GB');
      expect(trail.map(({ number, blobHash: hash, recordedAt }) => [number, hash, recordedAt])).toEqual([
        [1, blobHash({ name: 'UK', currency: 'GBP', 'odd"name': 'EUR' }), 1000],
        [4, blobHash({ name: 'Britain', currency: 'GBP', 'odd"name': 'EUR' }), 2000],
      ]);
      expect(await reader().listTrail(collection, 'XX')).toEqual([]);
    });

    it('lists changes of the space, all or of some collections', async () => {
      const positions = async (...query: Parameters<RecordReader['listChanges']>): Promise<number[]> =>
        (await reader().listChanges(...query)).map(({ position }) => position);
      expect(await positions(0, 100)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(await positions(2, 3)).toEqual([3, 4, 5]);
      expect(await positions(0, 100, ['currency', 'unicat.placement.country'])).toEqual([2, 6, 7]);
      expect(await positions(2, 1, ['currency'])).toEqual([6]);
      expect(await positions(0, 100, [])).toEqual([]);
      expect(await positions(7, 100)).toEqual([]);
    });

    it('finds a blob by either identity', async () => {
      const fields = { name: 'Other' };
      const blob = {
        hash: blobHash(fields),
        objectHash: objectHash(fields).toString('hex'),
        fields,
        canonical: canonicalJson(fields),
        rank: 2,
      };
      expect(await reader().findBlob(collection, { hash: blob.hash })).toEqual(blob);
      expect(await reader().findBlob(collection, { objectHash: blob.objectHash })).toEqual(blob);
      expect(await reader().findBlob(collection, { hash: blob.objectHash })).toBeUndefined();
      expect(await reader().findBlob('currency', { hash: blob.hash })).toBeUndefined();
      expect(await reader().findBlob(collection, { hash: 'not hex' })).toBeUndefined();
    });

    it('tells the sizes of a collection and of the space', async () => {
      expect(await reader().head(collection)).toEqual({ entries: 4, records: 3, blobs: 4, revision: expect.any(Number) });
      expect(await reader().head('nothing')).toEqual({ entries: 0, records: 0, blobs: 0, revision: 0 });
      expect(await reader().spaceHead()).toEqual({
        position: 7,
        collections: new Map([
          [collection, { entries: 4, records: 3, blobs: 4, revision: expect.any(Number) }],
          ['currency', { entries: 2, records: 2, blobs: 2, revision: expect.any(Number) }],
          ['unicat.placement.country', { entries: 1, records: 1, blobs: 1, revision: expect.any(Number) }],
        ]),
      });
      expect(await storage().store.latest('nowhere').spaceHead()).toEqual({ position: 0, collections: new Map() });
    });
  });

  describe('relations', () => {
    let space: SpaceId;
    const reader = (): RecordReader => storage().store.latest(space);
    const long = 'x'.repeat(500);
    const node = (key: string, parent?: string) =>
      draft(key, parent === undefined ? { key } : { key, parent }, { collection: 'tree' });

    beforeAll(async () => {
      space = await newSpace(storage());
      await append(storage(), space, node('root'), node('a', 'root'), node('b', 'a'), node('c', 'b'), node('lost', 'nobody'));
      await append(storage(), space, node('p', 'q'), node('q', 'r'), node('r', 'p'), node('self', 'self'));
      await append(storage(), space, node('list', 'x'), draft('list', { parent: ['a', 'b'] }, { collection: 'tree' }));
      await append(storage(), space, node('long', long), node('moved', 'a'), node('café', 'cafe\u0301'));
      await append(storage(), space, node('moved', 'b'), node('moved', 'root'));
    });

    it('climbs from each key to the end, and round a cycle once', async () => {
      const chains = await reader().listAncestors('tree', 'parent', ['c', 'root', 'lost', 'p', 'self', 'nobody', 'c', '\u0000']);
      expect(Object.fromEntries(chains)).toEqual({
        c: ['c', 'b', 'a', 'root'],
        root: ['root'],
        lost: ['lost'],
        p: ['p', 'q', 'r'],
        self: ['self'],
      });
      expect(await reader().listAncestors('tree', 'parent', [])).toEqual(new Map());
    });

    it('climbs hundreds of steps', async () => {
      const deep = Array.from({ length: 900 }, (_, at) => draft(`n${at}`, { parent: `n${at + 1}` }, { collection: 'deep' }));
      await append(storage(), space, ...deep);
      expect((await reader().listAncestors('deep', 'parent', ['n0'])).get('n0')).toHaveLength(900);
    });

    it('lists and counts who refers to a value now, in order of first appearance', async () => {
      const values = ['a', 'root', 'nothing', 'b', long, 'caf\u00e9', '\u0000'];
      expect(Object.fromEntries(await reader().listReferrers('tree', 'parent', values))).toEqual({
        a: ['b', 'list'],
        root: ['a', 'moved'],
        b: ['c', 'list'],
        [long]: ['long'],
        'caf\u00e9': ['café'],
      });
      const counts = await reader().countReferrers('tree', 'parent', values);
      expect(Object.fromEntries(counts)).toEqual({ a: 2, root: 2, b: 2, [long]: 1, 'caf\u00e9': 1 });
      expect(await reader().countReferrers('tree', 'parent', [])).toEqual(new Map());
      expect(await reader().listReferrers('tree', 'parent', [])).toEqual(new Map());
    });
  });
}
