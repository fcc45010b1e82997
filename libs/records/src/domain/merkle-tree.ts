import { hash as digest } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962 §2.1 over SHA-256, stored in tiles so that an append writes one row or two and a proof
 * reads O(log n). A tile holds up to 16 neighbouring hashes of tree level 4·level; what lies between two tile
 * levels is computed when needed (docs/adr/0004).
 */
export const tileWidth = 16;
const tileHeight = 4;

export interface TileAddress {
  readonly level: number;
  readonly index: number;
}
/** Concatenated 32-byte hashes, at most `tileWidth` of them. */
export type Tile = Buffer;
export type ReadTiles = (addresses: readonly TileAddress[]) => Promise<readonly Tile[]>;

const digestLength = 32;

export const emptyRoot: Buffer = sha256('');

/** Digests come as hex: that takes half as long as having them made into a buffer, let alone a Hash object. */
function sha256(data: Uint8Array | string): Buffer {
  return Buffer.from(digest('sha256', data, 'hex'), 'hex');
}

export function leafHash(data: Uint8Array | string): Buffer {
  return sha256(typeof data === 'string' ? `\u0000${data}` : Buffer.concat([leafTag, data]));
}

const leafTag = Buffer.from([0]);
/** Where two neighbours lie together for a moment to be hashed: a one and 64 bytes. */
const pair = Buffer.alloc(1 + 2 * digestLength, 1);

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(pair, 1);
  right.copy(pair, 1 + digestLength);
  return sha256(pair);
}

/** A complete subtree: 2^level leaves beginning at leaf index·2^level. */
type ReadNode = (level: number, index: number) => Buffer;

/** MTH(D[start:end]), RFC 6962 §2.1. */
function rangeHash(start: number, end: number, node: ReadNode): Buffer {
  const size = end - start;
  const level = Math.floor(Math.log2(size));
  if (size === 2 ** level && start % size === 0) return node(level, start / size);
  const split = start + splitPoint(size);
  return nodeHash(rangeHash(start, split, node), rangeHash(split, end, node));
}

/** The largest power of two smaller than `size`. */
function splitPoint(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

function rootOf(size: number, node: ReadNode): Buffer {
  return size === 0 ? emptyRoot : rangeHash(0, size, node);
}

/** PATH(m, D[start:end]), RFC 6962 §2.1.1, lowest node first. */
function pathOf(leaf: number, start: number, end: number, node: ReadNode): Buffer[] {
  if (end - start === 1) return [];
  const split = start + splitPoint(end - start);
  return leaf < split
    ? [...pathOf(leaf, start, split, node), rangeHash(split, end, node)]
    : [...pathOf(leaf, split, end, node), rangeHash(start, split, node)];
}

/** SUBPROOF(m, D[start:end], b), RFC 6962 §2.1.2, lowest node first. */
function consistencyOf(old: number, start: number, end: number, known: boolean, node: ReadNode): Buffer[] {
  if (old === end) return known ? [] : [rangeHash(start, end, node)];
  const split = start + splitPoint(end - start);
  return old <= split
    ? [...consistencyOf(old, start, split, known, node), rangeHash(split, end, node)]
    : [...consistencyOf(old, split, end, false, node), rangeHash(start, split, node)];
}

const tileName = ({ level, index }: TileAddress): string => `${level}/${index}`;

/** Where the complete subtree lies: its tile and the tile's hashes from `first` up to 2^height of them. */
function locate(level: number, index: number): { tile: TileAddress; first: number; height: number } {
  const tileLevel = Math.floor(level / tileHeight);
  const height = level % tileHeight;
  const first = index * 2 ** height;
  return { tile: { level: tileLevel, index: Math.floor(first / tileWidth) }, first: first % tileWidth, height };
}

function hashAt(tile: Tile, position: number): Buffer {
  return tile.subarray(position * digestLength, (position + 1) * digestLength);
}

function subtreeOf(tile: Tile, first: number, height: number): Buffer {
  if (height === 0) return hashAt(tile, first);
  if (height === 1) {
    tile.copy(pair, 1, first * digestLength, (first + 2) * digestLength);
    return sha256(pair);
  }
  const half = 2 ** (height - 1);
  return nodeHash(subtreeOf(tile, first, height - 1), subtreeOf(tile, first + half, height - 1));
}

/** Runs `compute` twice: once to learn which tiles it needs, then with those tiles, read in one go. */
async function withTiles<T>(compute: (node: ReadNode) => T, readTiles: ReadTiles): Promise<T> {
  const needed = new Map<string, TileAddress>();
  compute((level, index) => {
    const { tile } = locate(level, index);
    needed.set(tileName(tile), tile);
    return emptyRoot;
  });
  const addresses = [...needed.values()];
  const tiles = addresses.length === 0 ? [] : await readTiles(addresses);
  const byName = new Map(addresses.map((address, at) => [tileName(address), tiles[at]]));
  return compute((level, index) => {
    const { tile, first, height } = locate(level, index);
    const hashes = byName.get(tileName(tile));
    if (hashes === undefined || hashes.length < (first + 2 ** height) * digestLength) {
      throw new RangeError(`Tile ${tileName(tile)} does not reach the requested subtree`);
    }
    return subtreeOf(hashes, first, height);
  });
}

/** Root hash of the first `size` leaves; `emptyRoot` for none. `size` must not exceed the tree. */
export function rootAt(size: number, readTiles: ReadTiles): Promise<Buffer> {
  return withTiles((node) => rootOf(size, node), readTiles);
}

/** Audit path of the zero-based `leaf` in the tree of the first `size` leaves (RFC 6962 §2.1.1); leaf < size. */
export function auditPath(leaf: number, size: number, readTiles: ReadTiles): Promise<Buffer[]> {
  return withTiles((node) => pathOf(leaf, 0, size, node), readTiles);
}

/** Proof that the tree of `size` leaves extends that of `old` ones (RFC 6962 §2.1.2); 1 ≤ old ≤ size. */
export function consistencyProof(old: number, size: number, readTiles: ReadTiles): Promise<Buffer[]> {
  return withTiles((node) => consistencyOf(old, 0, size, true, node), readTiles);
}

/** The incomplete tiles at the right edge of a tree of `size` leaves: what an append has to know. */
export function rightEdge(size: number): TileAddress[] {
  const edge: TileAddress[] = [];
  for (let level = 0, width = size; width > 0; level += 1, width = Math.floor(width / tileWidth)) {
    if (width % tileWidth !== 0) edge.push({ level, index: Math.floor(width / tileWidth) });
  }
  return edge;
}

/** The last tile of a level, which has room for more. */
interface OpenTile {
  readonly index: number;
  readonly hashes: Buffer;
  count: number;
}

/** Appends leaf hashes to a tree and keeps the tiles that changed, to be stored together. */
export class TreeAppender {
  private readonly edge = new Map<number, OpenTile>();
  private filled: { address: TileAddress; tile: Tile }[] = [];
  /** Levels whose open tile has grown since tiles were last taken. */
  private readonly grown = new Set<number>();

  /** @param tiles the tiles of `rightEdge(size)`, in that order */
  constructor(
    private size: number,
    tiles: readonly Tile[],
  ) {
    rightEdge(size).forEach(({ level, index }, at) => {
      const tile = tiles[at];
      if (tile === undefined) throw new RangeError(`Tile ${level}/${index} is missing`);
      const open = openTile(index, tile.length / digestLength);
      tile.copy(open.hashes);
      this.edge.set(level, open);
    });
  }

  /** Tiles that have become full since tiles were last taken. */
  get pending(): number {
    return this.filled.length;
  }

  append(hash: Buffer): void {
    this.size += 1;
    this.push(0, hash);
  }

  /** The tiles changed since the last call. */
  takeChanged(): { address: TileAddress; tile: Tile }[] {
    const tiles = this.filled;
    this.filled = [];
    for (const level of this.grown) {
      const open = this.edge.get(level);
      if (open === undefined || open.count === 0) continue;
      const tile = Buffer.from(open.hashes.subarray(0, open.count * digestLength));
      tiles.push({ address: { level, index: open.index }, tile });
    }
    this.grown.clear();
    return tiles;
  }

  private push(level: number, hash: Buffer): void {
    const open = this.edge.get(level) ?? openTile(Math.floor(Math.max(0, this.nodesAt(level) - 1) / tileWidth), 0);
    hash.copy(open.hashes, open.count * digestLength);
    open.count += 1;
    this.edge.set(level, open);
    this.grown.add(level);
    if (open.count < tileWidth) return;
    this.filled.push({ address: { level, index: open.index }, tile: open.hashes });
    this.edge.set(level, openTile(open.index + 1, 0));
    this.push(level + 1, subtreeOf(open.hashes, 0, tileHeight));
  }

  private nodesAt(level: number): number {
    return Math.floor(this.size / tileWidth ** level);
  }
}

function openTile(index: number, count: number): OpenTile {
  return { index, hashes: Buffer.allocUnsafe(tileWidth * digestLength), count };
}
