import type { BlobHash, CollectionName, RecordFields, RecordKey, SpaceId } from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { StatementCache } from '../engines/statement.js';

export interface CurrentRecord {
  readonly ordinal: number;
  readonly rank: number;
  readonly version: number;
  readonly blobHash: BlobHash;
  /** Canonical JSON. */
  readonly fields: string;
}

/** Blobs that are stored already, by hash. They may have been redacted since they were added. */
export type KnownBlobs = ReadonlyMap<BlobHash, { readonly objectHash: BlobHash; readonly fields: RecordFields }>;

const recordsByKey = new StatementCache();
const blobsByHash = new StatementCache();

interface CurrentRow {
  readonly key: string;
  readonly ordinal: number;
  readonly rank: number;
  readonly version: number;
  readonly blob_hash: Buffer;
  readonly fields: string;
}

/** The records that exist under the keys, in one statement. */
export async function readCurrent(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  keys: readonly RecordKey[],
): Promise<ReadonlyMap<RecordKey, CurrentRecord>> {
  const { syntax } = session;
  const statement = recordsByKey.get(
    syntax.engine,
    () => `SELECT r.key, r.ordinal, r.rank, r.version, r.blob_hash, b.fields
      FROM record r JOIN blob b ON b.space = $1 AND b.collection = $2 AND b.hash = r.blob_hash
      WHERE r.space = $1 AND r.collection = $2 AND ${syntax.amongTexts('r.key', '$3')}`,
  );
  const rows = await session.all<CurrentRow>(statement, [space, collection, syntax.listOfTexts(keys)]);
  return new Map(
    rows.map(({ key, ordinal, rank, version, blob_hash, fields }) => [
      key,
      { ordinal, rank, version, blobHash: blob_hash.toString('hex'), fields },
    ]),
  );
}

/** Those of the blobs that are stored, in one statement. */
export async function readKnownBlobs(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  hashes: readonly BlobHash[],
): Promise<KnownBlobs> {
  const { syntax } = session;
  const statement = blobsByHash.get(
    syntax.engine,
    () =>
      `SELECT b.hash, b.object_hash, b.fields FROM blob b WHERE b.space = $1 AND b.collection = $2 AND ${syntax.amongBytes('b.hash', '$3')}`,
  );
  const rows = await session.all<{ hash: Buffer; object_hash: Buffer; fields: string }>(statement, [
    space,
    collection,
    syntax.listOfBytes(hashes),
  ]);
  return new Map(
    rows.map(({ hash, object_hash, fields }) => [
      hash.toString('hex'),
      { objectHash: object_hash.toString('hex'), fields: JSON.parse(fields) as RecordFields },
    ]),
  );
}
