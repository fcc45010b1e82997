import { describe, expect, it } from 'vitest';
import {
  auditPath,
  consistencyProof,
  type Entry,
  leafHash,
  nodeHash,
  type RecordReader,
  rootAt,
  type TileAddress,
} from '#records';
import type { Storage } from '#storage';
import { append, collection, draft, newSpace, trees } from './test-database.js';

/** MTH as RFC 6962 §2.1 states it, over leaf hashes. */
export function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return rootOfNothing;
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

const rootOfNothing = Buffer.from('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex');

export function describeTrees(storage: () => Storage): void {
  describe('trees', () => {
    const tiles = (reader: RecordReader, tree: string) => (addresses: readonly TileAddress[]) =>
      reader.readTiles(collection, tree, addresses);
    const drafts = (count: number, from = 0) =>
      Array.from({ length: count }, (_, at) => draft(`k${from + at}`, { n: String(from + at) }));
    const leavesOf = (entries: readonly Entry[], tree: string): Buffer[] =>
      entries.map((entry) => trees.find((each) => each.tree === tree)?.hash(entry) ?? leafHash(''));

    it('give every past root and proof, however the entries came in', async () => {
      const space = await newSpace(storage());
      let total = 0;
      for (const count of [1, 1, 14, 1, 30, 209, 1, 2, 60]) {
        await append(storage(), space, ...drafts(count, total));
        total += count;
      }
      const reader = storage().store.latest(space);
      const entries = await reader.listEntries(collection, 1, total);
      for (const { tree } of trees) {
        const leaves = leavesOf(entries, tree);
        for (const size of [0, 1, 2, 3, 15, 16, 17, 31, 32, 33, 47, 48, 100, 255, 256, 257, 258, 300, total]) {
          expect(await rootAt(size, tiles(reader, tree))).toEqual(naiveRoot(leaves.slice(0, size)));
        }
        const path = await auditPath(256, total, tiles(reader, tree));
        expect(path.at(-1)).toEqual(naiveRoot(leaves.slice(0, 256)));
        expect(await consistencyProof(256, total, tiles(reader, tree))).toEqual([naiveRoot(leaves.slice(256))]);
      }
    });

    it('are there within the write that made them', async () => {
      const space = await newSpace(storage());
      await storage().store.write(space, async (tx) => {
        await tx.appendAll(drafts(20));
        const root = await rootAt(20, tiles(tx, 'first'));
        expect(root).toEqual(naiveRoot(leavesOf(await tx.listEntries(collection, 1, 20), 'first')));
        await tx.append(draft('more', { n: 'more' }));
      });
      const reader = storage().store.latest(space);
      const entries = await reader.listEntries(collection, 1, 100);
      expect(await rootAt(21, tiles(reader, 'second'))).toEqual(naiveRoot(leavesOf(entries, 'second')));
    });

    it('keep nothing of a work that was undone', async () => {
      const space = await newSpace(storage());
      await append(storage(), space, ...drafts(15));
      const undone = storage().store.write(space, async (tx) => {
        await tx.appendAll(drafts(40, 100));
        throw new Error('no');
      });
      const kept = append(storage(), space, ...drafts(3, 15));
      await expect(undone).rejects.toThrow('no');
      await kept;
      const reader = storage().store.latest(space);
      const entries = await reader.listEntries(collection, 1, 100);
      expect(entries).toHaveLength(18);
      expect(await rootAt(18, tiles(reader, 'first'))).toEqual(naiveRoot(leavesOf(entries, 'first')));
    });

    it('grow by the tiles that an append touches, not by all of them', async () => {
      const space = await newSpace(storage());
      await append(storage(), space, ...drafts(1000));
      const reader = storage().store.latest(space);
      const all = [0, 1, 2].flatMap((level) => Array.from({ length: 64 }, (_, index) => ({ level, index })));
      const before = await reader.readTiles(collection, 'first', all);
      await append(storage(), space, draft('one more', { n: 'one more' }));
      const after = await reader.readTiles(collection, 'first', all);
      expect(after.filter((tile, at) => before[at]?.equals(tile) === false)).toHaveLength(1);
      expect(before.filter((tile) => tile.length > 0)).toHaveLength(63 + 4 + 1);
    });

    it('exist for registers only, and an absent tile is empty', async () => {
      const space = await newSpace(storage());
      await append(storage(), space, draft('x', { n: '1' }, { collection: 'register.system.country' }), draft('x', { n: '1' }));
      const reader = storage().store.latest(space);
      const first = { level: 0, index: 0 };
      expect(await reader.readTiles('register.system.country', 'first', [first])).toEqual([Buffer.alloc(0)]);
      const asked = await reader.readTiles(collection, 'first', [{ level: 1, index: 0 }, first, { level: 0, index: 1 }, first]);
      expect(asked.map((tile) => tile.length)).toEqual([0, 32, 0, 32]);
      expect(await reader.readTiles(collection, 'first', [])).toEqual([]);
    });
  });
}
