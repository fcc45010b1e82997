import type {
  BlobAddress,
  BlobHash,
  BlobIdentities,
  CollectionHead,
  CollectionName,
  Entry,
  EntryNumber,
  FoundRecord,
  LogPosition,
  Page,
  ReadOptions,
  RecordAddress,
  RecordFilter,
  RecordKey,
  RecordQuery,
  RecordReader,
  SpaceHead,
  SpaceId,
  StoredBlob,
  StoredRecord,
  Tile,
  TileAddress,
} from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { findBlob, findBlobs, head, listBlobs, readTiles } from './collections.js';
import { findEntries, findLatestEntry, listChanges, listEntries, listLatestEntries, listTrail } from './entries.js';
import { findRecord } from './find-record.js';
import { findRecords } from './find-records.js';
import { countRecords, listRecords } from './list-records.js';
import { countReferrers, listAncestors, listReferrers } from './relations.js';
import { spaceHead } from './space-head.js';

/** Reads of one space over one session; what they see is the session's matter. */
export class SqlRecordReader implements RecordReader {
  constructor(
    protected readonly session: SqlSession,
    protected readonly space: SpaceId,
  ) {}

  findRecord(collection: CollectionName, address: RecordAddress, options?: ReadOptions): Promise<FoundRecord | undefined> {
    return findRecord(this.session, this.space, collection, address, options);
  }

  findRecords(collection: CollectionName, identities: readonly string[], by?: 'key' | 'id'): Promise<readonly StoredRecord[]> {
    return findRecords(this.session, this.space, collection, identities, by);
  }

  listRecords(collection: CollectionName, query: RecordQuery): Promise<Page<StoredRecord>> {
    return listRecords(this.session, this.space, collection, query);
  }

  countRecords(collection: CollectionName, filter: RecordFilter): Promise<number> {
    return countRecords(this.session, this.space, collection, filter);
  }

  listEntries(collection: CollectionName, from: EntryNumber, limit: number): Promise<readonly Entry[]> {
    return listEntries(this.session, this.space, collection, from, limit);
  }

  findEntries(collection: CollectionName, numbers: readonly EntryNumber[]): Promise<readonly Entry[]> {
    return findEntries(this.session, this.space, collection, numbers);
  }

  listTrail(collection: CollectionName, key: RecordKey): Promise<readonly Entry[]> {
    return listTrail(this.session, this.space, collection, key);
  }

  findLatestEntry(collection: CollectionName, key: RecordKey, size: number): Promise<Entry | undefined> {
    return findLatestEntry(this.session, this.space, collection, key, size);
  }

  listLatestEntries(collection: CollectionName, size: number, after: EntryNumber, limit: number): Promise<readonly Entry[]> {
    return listLatestEntries(this.session, this.space, collection, size, after, limit);
  }

  listChanges(after: LogPosition, limit: number, collections?: readonly CollectionName[]): Promise<readonly Entry[]> {
    return listChanges(this.session, this.space, after, limit, collections);
  }

  findBlob(collection: CollectionName, address: BlobAddress): Promise<StoredBlob | undefined> {
    return findBlob(this.session, this.space, collection, address);
  }

  findBlobs(collection: CollectionName, hashes: readonly BlobHash[]): Promise<readonly StoredBlob[]> {
    return findBlobs(this.session, this.space, collection, hashes);
  }

  listBlobs(
    collection: CollectionName,
    after: number,
    limit: number,
    by: keyof BlobIdentities = 'hash',
  ): Promise<readonly StoredBlob[]> {
    return listBlobs(this.session, this.space, collection, after, limit, by);
  }

  head(collection: CollectionName): Promise<CollectionHead> {
    return head(this.session, this.space, collection);
  }

  spaceHead(): Promise<SpaceHead> {
    return spaceHead(this.session, this.space);
  }

  listReferrers(
    collection: CollectionName,
    attribute: string,
    values: readonly string[],
  ): Promise<ReadonlyMap<string, readonly RecordKey[]>> {
    return listReferrers(this.session, this.space, collection, attribute, values);
  }

  countReferrers(collection: CollectionName, attribute: string, values: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return countReferrers(this.session, this.space, collection, attribute, values);
  }

  listAncestors(
    collection: CollectionName,
    attribute: string,
    keys: readonly RecordKey[],
  ): Promise<ReadonlyMap<RecordKey, readonly RecordKey[]>> {
    return listAncestors(this.session, this.space, collection, attribute, keys);
  }

  readTiles(collection: CollectionName, tree: string, addresses: readonly TileAddress[]): Promise<readonly Tile[]> {
    return readTiles(this.session, this.space, collection, tree, addresses);
  }
}
