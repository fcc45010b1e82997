import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AppendOutcome,
  blobHash,
  type EntryDraft,
  type LeafHasher,
  leafHash,
  nodeHash,
  objectHash,
  type RecordFields,
  rootAt,
  type SpaceId,
  spaceGid,
} from '#records';
import { openStorage, type Storage } from '#storage';

/** What trips up quoting, escaping and normalising. */
const provoking = fc.constantFrom(
  '\\',
  '"',
  "'",
  '$',
  '{',
  '}',
  ',',
  '\u0001',
  '\u001f',
  '\u007f',
  '\n',
  'e\u0301',
  'é',
  '💥',
  '\uffff',
  'NULL',
  '%',
  'a',
);
const text = fc.string({ unit: provoking, minLength: 1, maxLength: 12 });
const fields: fc.Arbitrary<RecordFields> = fc.dictionary(text, fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 4 })), {
  maxKeys: 4,
});
const key = fc.oneof(fc.constantFrom('a', 'b', 'c'), text);

interface Step {
  readonly drafts: readonly {
    readonly key: string;
    readonly fields: RecordFields;
    readonly collection: string;
    readonly repeat: boolean;
  }[];
  readonly fails: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  drafts: fc.array(fc.record({ key, fields, collection: fc.constantFrom('one', 'two'), repeat: fc.boolean() }), { maxLength: 6 }),
  fails: fc.boolean(),
});

const tree: LeafHasher = { tree: 'tree', hash: ({ number, blobHash: hash }) => leafHash(`${number} ${hash}`) };

function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

/** Own and enumerable members, so that a field called `__proto__` counts as well. */
const plain = (value: RecordFields): [string, unknown][] =>
  Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));

describe('storage', () => {
  let storage: Storage;
  let spaces = 0;
  beforeAll(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [tree] });
  });
  afterAll(() => storage.close());

  const newSpace = async (): Promise<SpaceId> => {
    spaces += 1;
    const id = `space${spaces}`;
    await storage.spaces.create({ id, gid: spaceGid(id), birth: 'register', visibility: 'public', title: id, createdAt: 0 });
    return id;
  };

  const run = (space: SpaceId, { drafts, fails }: Step): Promise<readonly AppendOutcome[]> =>
    storage.store.write(space, async (tx) => {
      const stamped = drafts.map((draft): EntryDraft => ({ ...draft, recordedAt: 1, recordedBy: '1' }));
      const outcomes = await tx.appendAll(stamped);
      if (fails) throw new Error('undone');
      return outcomes;
    });

  it('numbers entries without gaps and positions in commit order, whatever is written together and whatever fails', async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const space = await newSpace();
      const results = await Promise.allSettled(steps.map((each) => run(space, each)));
      expect(results.map(({ status }) => status)).toEqual(steps.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')));
      const reader = storage.store.latest(space);
      const changes = await reader.listChanges(0, 1000);
      expect(changes.map(({ position }) => position)).toEqual(changes.map((_, at) => at + 1));
      for (const collection of ['one', 'two']) {
        const entries = await reader.listEntries(collection, 1, 1000);
        expect(entries.map(({ number }) => number)).toEqual(entries.map((_, at) => at + 1));
        expect(entries).toEqual(changes.filter((change) => change.collection === collection));
        const keys = new Set(entries.map((entry) => entry.key));
        const { items } = await reader.listRecords(collection, { limit: 1000 });
        expect(items.map(({ rank }) => rank)).toEqual([...keys].map((_, at) => at + 1));
        for (const { key: each, version, ordinal, blobHash: hash } of items) {
          const trail = await reader.listTrail(collection, each);
          expect([ordinal, version, hash]).toEqual([trail[0]?.number, trail.at(-1)?.number, trail.at(-1)?.blobHash]);
        }
        if (entries.length > 0) {
          const leaves = entries.map((entry) => tree.hash(entry));
          const root = await rootAt(entries.length, (addresses) => reader.readTiles(collection, 'tree', addresses));
          expect(root).toEqual(naiveRoot(leaves));
        }
      }
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('gives fields back as they were, and equal ones one blob', async () => {
    const property = fc.asyncProperty(key, fields, fc.boolean(), async (name, value, backwards) => {
      const space = await newSpace();
      const reordered = Object.fromEntries(backwards ? Object.entries(value).reverse() : Object.entries(value));
      const draft = { collection: 'one', key: name, recordedAt: 1, recordedBy: '1' };
      await storage.store.write(space, async (tx) => {
        await tx.append({ ...draft, fields: value });
        expect(await tx.append({ ...draft, fields: reordered })).toEqual({ kind: 'unchanged', version: 1 });
        await tx.append({ ...draft, key: `${name} again`, fields: reordered });
      });
      const reader = storage.store.latest(space);
      const found = await reader.findRecord('one', { key: name });
      expect(plain(found?.record.fields ?? {})).toEqual(plain(value));
      expect(found?.record.blobHash).toBe(blobHash(value));
      expect(await reader.head('one')).toMatchObject({ entries: 2, records: 2, blobs: 1 });
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('finds a record by every value that it has', async () => {
    const property = fc.asyncProperty(fields, async (value) => {
      const space = await newSpace();
      await storage.store.write(space, (tx) =>
        tx.append({ collection: 'one', key: 'k', fields: value, recordedAt: 1, recordedBy: '1' }),
      );
      for (const [attribute, texts] of Object.entries(value)) {
        for (const equals of [texts].flat()) {
          const found = await storage.store
            .latest(space)
            .listRecords('one', { where: [{ attribute, equals: equals.normalize('NFD') }], limit: 2 });
          expect(found.items).toHaveLength(1);
        }
      }
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
