import type {
  BlobAddress,
  BlobHash,
  BlobIdentities,
  CollectionHead,
  CollectionName,
  SpaceId,
  StoredBlob,
  Tile,
  TileAddress,
} from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { StatementCache, statement } from '../engines/statement.js';
import { type BlobRow, toBlob } from '../rows/record.row.js';
import { atInteger } from './integers.js';

const selectBlob = 'SELECT b.hash, b.object_hash, b.fields, b.rank FROM blob b WHERE b.space = $1 AND b.collection = $2';
const blobByHash = statement(`${selectBlob} AND b.hash = $3`);
// A blob and its redacted forms share an object hash; the one used first stands for all.
const blobByObjectHash = statement(`${selectBlob} AND b.object_hash = $3 ORDER BY b.rank LIMIT 1`);
const blobsByHash = new StatementCache();
const blobsByRank = {
  hash: statement(`${selectBlob} AND b.rank > $3 ORDER BY b.rank LIMIT $4`),
  objectHash: statement(`${selectBlob} AND b.rank > $3 AND NOT EXISTS (
      SELECT 1 FROM blob before
      WHERE before.space = $1 AND before.collection = $2 AND before.object_hash = b.object_hash AND before.rank < b.rank
    ) ORDER BY b.rank LIMIT $4`),
};
const headOf = statement('SELECT entries, records, blobs, revision FROM collection WHERE space = $1 AND collection = $2');
const tilesAt = new StatementCache();

export const emptyHead: CollectionHead = { entries: 0, records: 0, blobs: 0, revision: 0 };

export async function findBlob(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  address: BlobAddress,
): Promise<StoredBlob | undefined> {
  const [statement, hash] = 'hash' in address ? [blobByHash, address.hash] : [blobByObjectHash, address.objectHash];
  const [row] = await session.all<BlobRow>(statement, [space, collection, Buffer.from(hash, 'hex')]);
  return row === undefined ? undefined : toBlob(row);
}

export async function findBlobs(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  hashes: readonly BlobHash[],
): Promise<readonly StoredBlob[]> {
  const wanted = [...new Set(hashes)];
  if (wanted.length === 0) return [];
  const { syntax } = session;
  const statement = blobsByHash.get(syntax.engine, () => `${selectBlob} AND ${syntax.amongBytes('b.hash', '$3')}`);
  const rows = await session.all<BlobRow>(statement, [space, collection, syntax.listOfBytes(wanted)]);
  return rows.map(toBlob);
}

export async function listBlobs(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  after: number,
  limit: number,
  by: keyof BlobIdentities,
): Promise<readonly StoredBlob[]> {
  const bounds = [atInteger(Math.floor(after)), atInteger(limit)];
  return (await session.all<BlobRow>(blobsByRank[by], [space, collection, ...bounds])).map(toBlob);
}

export async function head(session: SqlSession, space: SpaceId, collection: CollectionName): Promise<CollectionHead> {
  const [row] = await session.all<CollectionHead>(headOf, [space, collection]);
  return row ?? emptyHead;
}

/** In the order asked for; an empty tile where none is stored. */
export async function readTiles(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  tree: string,
  addresses: readonly TileAddress[],
): Promise<readonly Tile[]> {
  if (addresses.length === 0) return [];
  const { syntax } = session;
  const statement = tilesAt.get(
    syntax.engine,
    () => `SELECT t.level, t.idx, t.hashes FROM ${syntax.pairs('$4')} AS wanted
      JOIN tree_tile t ON t.space = $1 AND t.collection = $2 AND t.tree = $3 AND t.level = wanted.first AND t.idx = wanted.second`,
  );
  const pairs = syntax.listOfPairs(addresses.map(({ level, index }) => [level, index]));
  const rows = await session.all<{ level: number; idx: number; hashes: Buffer }>(statement, [space, collection, tree, pairs]);
  const tiles = new Map(rows.map(({ level, idx, hashes }) => [`${level}/${idx}`, hashes]));
  return addresses.map(({ level, index }) => tiles.get(`${level}/${index}`) ?? Buffer.alloc(0));
}
