import { beforeEach, describe, expect, it } from 'vitest';
import {
  blobHash,
  canonicalJson,
  InvalidRecord,
  objectHash,
  RecordNotFound,
  type RecordReader,
  redact,
  rootAt,
  type SpaceId,
} from '#records';
import type { Storage } from '#storage';
import { append, collection, draft, newSpace } from './test-database.js';

const original = { name: 'Ada', role: 'author', tags: ['x', 'y'] };
const redacted = { ...original, name: redact('Ada') };
const hash = blobHash(original);

export function describeChanging(storage: () => Storage): void {
  describe('redacting', () => {
    let space: SpaceId;
    const reader = (): RecordReader => storage().store.latest(space);
    const redactStored = (fields: typeof redacted, blob = hash): Promise<void> =>
      storage().store.write(space, (tx) => tx.redact(collection, blob, fields));
    const keysWith = async (attribute: string, equals: string): Promise<string[]> =>
      (await reader().listRecords(collection, { where: [{ attribute, equals }], limit: 9 })).items.map(({ key }) => key);

    beforeEach(async () => {
      space = await newSpace(storage());
      await append(
        storage(),
        space,
        draft('1', original),
        draft('2', original),
        draft('3', { name: 'Ada' }),
        draft('2', { name: 'Bo' }),
      );
    });

    it('replaces the value everywhere the blob is shown, and keeps its hashes', async () => {
      await redactStored(redacted);
      const blob = await reader().findBlob(collection, { hash });
      expect(blob).toEqual({
        hash,
        objectHash: objectHash(original).toString('hex'),
        fields: redacted,
        canonical: canonicalJson(redacted),
        rank: 1,
      });
      expect((await reader().findRecord(collection, { key: '1' }))?.record).toMatchObject({ fields: redacted, blobHash: hash });
      expect((await reader().listTrail(collection, '1'))[0]).toMatchObject({ blobHash: hash });
    });

    it('takes the value out of the index for the records that show the blob, and for no others', async () => {
      await redactStored(redacted);
      expect(await keysWith('name', 'Ada')).toEqual(['3']);
      expect(await keysWith('name', 'Bo')).toEqual(['2']);
      expect(await keysWith('name', redacted.name as string)).toEqual(['1']);
      expect(await keysWith('role', 'author')).toEqual(['1']);
    });

    it('takes a single element of a list out of the index', async () => {
      await redactStored({ ...original, tags: ['x', redact('y') as string] });
      expect(await keysWith('tags', 'x')).toEqual(['1']);
      expect(await keysWith('tags', 'y')).toEqual([]);
    });

    it('raises the revision, and leaves sizes and trees alone', async () => {
      const before = await reader().head(collection);
      const tiles = (addresses: Parameters<Parameters<typeof rootAt>[1]>[0]) =>
        reader().readTiles(collection, 'first', addresses);
      const root = await rootAt(4, tiles);
      await redactStored(redacted);
      const after = await reader().head(collection);
      expect(after).toEqual({ ...before, revision: after.revision });
      expect(after.revision).toBeGreaterThan(before.revision);
      expect((await rootAt(4, tiles)).equals(root)).toBe(true);
    });

    it('refuses anything that would change the object hash, and an unknown blob', async () => {
      await expect(redactStored({ ...redacted, role: 'editor' })).rejects.toThrow(InvalidRecord);
      await expect(redactStored(redacted, blobHash({ name: 'Cy' }))).rejects.toThrow(RecordNotFound);
      expect((await reader().findBlob(collection, { hash }))?.fields).toEqual(original);
    });

    it('does not bring a removed value back when it is appended again', async () => {
      await redactStored(redacted);
      await append(storage(), space, draft('4', original));
      expect((await reader().findRecord(collection, { key: '4' }))?.record.fields).toEqual(redacted);
      expect(await keysWith('name', 'Ada')).toEqual(['3']);
      expect(await keysWith('role', 'author')).toEqual(['1', '4']);
      await append(storage(), space, draft('4', { name: 'Di' }));
      expect(await keysWith('role', 'author')).toEqual(['1']);
      expect(await keysWith('name', redacted.name as string)).toEqual(['1']);
    });
  });

  describe('clearing', () => {
    it('takes everything out of one collection, whose numbers begin again while positions and revision go on', async () => {
      const space = await newSpace(storage());
      const reader = storage().store.latest(space);
      await append(
        storage(),
        space,
        draft('1', original),
        draft('1', { name: 'Bo' }),
        draft('x', { name: 'X' }, { collection: 'other' }),
      );
      const { revision } = await reader.head(collection);
      await storage().store.write(space, (tx) => tx.clear(collection));
      expect(await reader.head(collection)).toMatchObject({ entries: 0, records: 0, blobs: 0 });
      expect((await reader.head(collection)).revision).toBeGreaterThan(revision);
      expect(await reader.findRecord(collection, { key: '1' })).toBeUndefined();
      expect(await reader.findBlob(collection, { hash })).toBeUndefined();
      expect(await reader.listEntries(collection, 1, 9)).toEqual([]);
      expect((await reader.findRecord('other', { key: 'x' }))?.record.key).toBe('x');
      await append(storage(), space, draft('2', original));
      expect(await reader.listEntries(collection, 1, 9)).toMatchObject([{ number: 1, key: '2', position: 4 }]);
      expect((await rootAt(1, (addresses) => reader.readTiles(collection, 'first', addresses))).length).toBe(32);
      expect((await reader.listRecords(collection, { where: [{ attribute: 'name', equals: 'Bo' }], limit: 9 })).items).toEqual(
        [],
      );
    });

    it('within one write: what was appended before is gone, what is appended afterwards begins at 1', async () => {
      const space = await newSpace(storage());
      await storage().store.write(space, async (tx) => {
        await tx.appendAll([draft('1', original), draft('2', { name: 'Bo' })]);
        await tx.clear(collection);
        await tx.append(draft('3', original));
      });
      const entries = await storage().store.latest(space).listEntries(collection, 1, 9);
      expect(entries).toMatchObject([{ number: 1, key: '3' }]);
    });
  });
}
