import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditPath, consistencyProof, leafHash, rootAt, type Tile, TreeAppender } from '#records';
import { isConsistent, rootOfAuditPath } from './check-proof.js';
import { RunningRoot } from './running-root.js';

const leaf = (at: number): Buffer => leafHash(`leaf ${at}`);

/** Reads of a tree of that many leaves. */
function treeOf(size: number) {
  const tree = new TreeAppender(0, []);
  for (let at = 0; at < size; at += 1) tree.append(leaf(at));
  const tiles = new Map(tree.takeChanged().map(({ address: { level, index }, tile }) => [`${level}/${index}`, tile]));
  return async (addresses: readonly { level: number; index: number }[]): Promise<Tile[]> =>
    addresses.map(({ level, index }) => tiles.get(`${level}/${index}`) ?? Buffer.alloc(0));
}

const change = (path: readonly Buffer[], at: number): Buffer[] =>
  path.map((hash, index) => (index === at % path.length ? leafHash('another') : hash));

const sizes = fc.integer({ min: 1, max: 300 }).chain((large) => fc.tuple(fc.integer({ min: 1, max: large }), fc.constant(large)));

describe('proofs', () => {
  it('of entries lead to the root, and to no other once anything is changed', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async ([number, size], at) => {
        const readTiles = treeOf(size);
        const [root, path] = [await rootAt(size, readTiles), await auditPath(number - 1, size, readTiles)];
        expect(rootOfAuditPath(leaf(number - 1), number - 1, size, path)).toEqual(root);
        expect(rootOfAuditPath(leaf(number), number - 1, size, path)).not.toEqual(root);
        expect(rootOfAuditPath(leaf(number - 1), number - 1, size, [...path, root])).not.toEqual(root);
        if (path.length === 0) return;
        expect(rootOfAuditPath(leaf(number - 1), number - 1, size, change(path, at))).not.toEqual(root);
        expect(rootOfAuditPath(leaf(number - 1), number - 1, size, path.slice(1))).not.toEqual(root);
      }),
      { numRuns: 60 },
    );
  });

  it('of consistency connect two roots, and no others', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async ([small, large], at) => {
        const readTiles = treeOf(large);
        const [old, present] = [await rootAt(small, readTiles), await rootAt(large, readTiles)];
        const path = await consistencyProof(small, large, readTiles);
        const other = leafHash('another');
        expect(isConsistent([small, old], [large, present], path)).toBe(true);
        expect(isConsistent([small, other], [large, present], path)).toBe(false);
        expect(isConsistent([small, old], [large, other], path)).toBe(false);
        expect(isConsistent([small, old], [large, present], [...path, other])).toBe(false);
        if (path.length > 0) expect(isConsistent([small, old], [large, present], change(path, at))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('RunningRoot', () => {
  it('has the root of every size', async () => {
    const running = new RunningRoot();
    const readTiles = treeOf(300);
    for (let size = 0; size <= 300; size += 1) {
      expect(running.root()).toEqual(await rootAt(size, readTiles));
      running.append(leaf(size));
    }
  });
});
