import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auditPath,
  consistencyProof,
  emptyRoot,
  leafHash,
  nodeHash,
  type ReadTiles,
  rightEdge,
  rootAt,
  type Tile,
  type TileAddress,
  TreeAppender,
  tileWidth,
} from './merkle-tree.js';

interface Vectors {
  readonly rfc6962: {
    readonly leaf_inputs_hex: readonly string[];
    readonly roots: readonly string[];
    /** A size of 0 stands for a leaf that is not in the tree. */
    readonly entry_paths_zero_based: readonly { index: number; size: number; path: readonly string[] }[];
    readonly consistency: readonly { from: number; to: number; path: readonly string[] }[];
  };
}

// Published with the reference implementation of Certificate Transparency; see `status` in the file.
const fixture = new URL('../../../../test/fixtures/register/vectors.json', import.meta.url);
const { rfc6962 } = JSON.parse(readFileSync(fixture, 'utf8')) as Vectors;

/** Tiles kept the way a store keeps them. */
class TileStore {
  private readonly tiles = new Map<string, Tile>();
  size = 0;

  readonly read: ReadTiles = async (addresses) =>
    addresses.map(({ level, index }) => this.tiles.get(`${level}/${index}`) ?? Buffer.alloc(0));

  /** @returns how many tiles were written */
  async append(leaves: readonly Buffer[]): Promise<number> {
    const appender = new TreeAppender(this.size, await this.read(rightEdge(this.size)));
    for (const leaf of leaves) appender.append(leaf);
    const changed = appender.takeChanged();
    for (const { address, tile } of changed) this.tiles.set(`${address.level}/${address.index}`, tile);
    this.size += leaves.length;
    expect(appender.takeChanged()).toEqual([]);
    return changed.length;
  }
}

/** MTH, RFC 6962 §2.1, word for word. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return emptyRoot;
  if (leaves.length === 1) return first;
  const split = splitPoint(leaves.length);
  return nodeHash(naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

/** PATH, RFC 6962 §2.1.1, word for word. */
function naivePath(leaf: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const split = splitPoint(leaves.length);
  return leaf < split
    ? [...naivePath(leaf, leaves.slice(0, split)), naiveRoot(leaves.slice(split))]
    : [...naivePath(leaf - split, leaves.slice(split)), naiveRoot(leaves.slice(0, split))];
}

/** SUBPROOF, RFC 6962 §2.1.2, word for word. */
function naiveSubproof(old: number, leaves: readonly Buffer[], known: boolean): Buffer[] {
  if (old === leaves.length) return known ? [] : [naiveRoot(leaves)];
  const split = splitPoint(leaves.length);
  return old <= split
    ? [...naiveSubproof(old, leaves.slice(0, split), known), naiveRoot(leaves.slice(split))]
    : [...naiveSubproof(old - split, leaves.slice(split), false), naiveRoot(leaves.slice(0, split))];
}

function splitPoint(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

const leaves = (count: number): Buffer[] => Array.from({ length: count }, (_, at) => leafHash(`leaf ${at}`));
const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));

async function storeOf(hashes: readonly Buffer[]): Promise<TileStore> {
  const store = new TileStore();
  await store.append(hashes);
  return store;
}

describe('Merkle tree of RFC 6962', () => {
  const published = rfc6962.leaf_inputs_hex.map((input) => leafHash(Buffer.from(input, 'hex')));

  it('gives the published roots', async () => {
    const store = await storeOf(published);
    for (const [size, root] of rfc6962.roots.entries()) expect((await rootAt(size, store.read)).toString('hex')).toBe(root);
  });

  it('gives the published audit paths', async () => {
    const store = await storeOf(published);
    for (const { index, size, path } of rfc6962.entry_paths_zero_based.filter((each) => each.size > 0)) {
      expect(hex(await auditPath(index, size, store.read))).toEqual(path);
    }
  });

  it('gives the published consistency proofs', async () => {
    const store = await storeOf(published);
    for (const { from, to, path } of rfc6962.consistency) expect(hex(await consistencyProof(from, to, store.read))).toEqual(path);
  });

  it('hashes no leaves, leaves and nodes apart from each other (RFC 6962 §2.1)', async () => {
    expect((await rootAt(0, new TileStore().read)).toString('hex')).toBe(rfc6962.roots[0]);
    const [left, right] = [leafHash('a'), leafHash('b')];
    expect(nodeHash(left, right)).not.toEqual(leafHash(Buffer.concat([left, right])));
  });

  it('agrees with a naive implementation, however the leaves came in', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 300 })), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      fc.nat(),
      async (batches, one, another) => {
        const all = leaves(batches.reduce((sum, count) => sum + count, 0));
        const store = new TileStore();
        for (const count of batches) await store.append(all.slice(store.size, store.size + count));
        const size = 1 + (one % all.length);
        const part = all.slice(0, size);
        const [leaf, old] = [another % size, 1 + (another % size)];
        expect(await rootAt(size, store.read)).toEqual(naiveRoot(part));
        expect(await auditPath(leaf, size, store.read)).toEqual(naivePath(leaf, part));
        expect(await consistencyProof(old, size, store.read)).toEqual(naiveSubproof(old, part, true));
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it('is right around the sizes at which tiles fill up, and beyond two levels of them', async () => {
    const all = leaves(4200);
    const store = new TileStore();
    for (const size of [15, 16, 17, 255, 256, 257, 271, 272, 273, 4095, 4096, 4097, 4112, 4113, 4200]) {
      await store.append(all.slice(store.size, size));
      expect(await rootAt(size, store.read)).toEqual(naiveRoot(all.slice(0, size)));
    }
    for (const size of [1, 16, 256, 4000, 4096]) expect(await rootAt(size, store.read)).toEqual(naiveRoot(all.slice(0, size)));
  });

  it('writes one tile for most appends, and one more for each tile that fills up', async () => {
    const store = await storeOf(leaves(250));
    const written = [];
    for (let at = 250; at < 258; at += 1) written.push(await store.append(leaves(at + 1).slice(at)));
    // The 256th leaf fills a tile of the first level, and that one a tile of the second.
    expect(written).toEqual([1, 1, 1, 1, 1, 3, 1, 1]);
  });

  it('reads two tiles of each level at most, in one go: ten for a proof among a million leaves', async () => {
    const asked: number[] = [];
    const read = async (addresses: readonly TileAddress[]): Promise<Tile[]> => {
      asked.push(addresses.length);
      return addresses.map(() => Buffer.alloc(tileWidth * 32));
    };
    for (const leaf of [0, 1, 15, 16, 500_000, 524_287, 524_288, 999_999]) {
      await auditPath(leaf, 1_000_000, read);
      await consistencyProof(leaf + 1, 1_000_000, read);
    }
    await rootAt(1_000_000, read);
    // Equal sizes need no proof, so one of the seventeen reads nothing.
    expect(asked).toHaveLength(16);
    expect(Math.max(...asked)).toBeLessThanOrEqual(10);
  });

  it('refuses to go beyond what is stored', async () => {
    const store = await storeOf(leaves(20));
    await expect(rootAt(21, store.read)).rejects.toThrow(RangeError);
    expect(() => new TreeAppender(20, [])).toThrow(RangeError);
  });
});
