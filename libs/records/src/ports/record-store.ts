import type { AppendOutcome, Entry, EntryDraft, StoredBlob, StoredRecord } from '../domain/entry.js';
import type { BlobHash, CollectionName, EntryNumber, LogPosition, RecordId, RecordKey, SpaceId } from '../domain/identifiers.js';
import type { Tile, TileAddress } from '../domain/merkle-tree.js';
import type { RecordFields } from '../domain/record-fields.js';
import type { Space } from '../domain/space.js';

export type RecordAddress = { readonly key: RecordKey } | { readonly id: RecordId } | { readonly ordinal: EntryNumber };

/** A blob's two identities. Blobs with different hashes may share an object hash, such as a blob and its redacted form. */
export type BlobIdentities = Pick<StoredBlob, 'hash' | 'objectHash'>;
export type BlobAddress = Pick<BlobIdentities, 'hash'> | Pick<BlobIdentities, 'objectHash'>;

/** An attribute whose value is the key of a record in another collection of the space. */
export interface Reference {
  readonly attribute: string;
  readonly collection: CollectionName;
}

export interface ReadOptions {
  /** Records to bring along in the same statement. */
  readonly references?: readonly Reference[];
  /** Collections whose revisions to tell, added up, in the same statement, so that a cache over them can be checked for free. */
  readonly watch?: CollectionName | readonly CollectionName[];
}

/** What a reference leads to, without its history. */
export type ReferencedRecord = Pick<StoredRecord, 'key' | 'fields'>;

export interface FoundRecord {
  readonly record: StoredRecord;
  /** By attribute; undefined where the attribute is absent or its value names nothing. */
  readonly references: { readonly [attribute: string]: ReferencedRecord | undefined };
  /** Revisions of the watched collections, added up; 0 where none was asked for or none was ever written to. */
  readonly watched: number;
}

export type Condition =
  | { readonly attribute: string; readonly equals: string }
  | { readonly attribute: string; readonly above: number }
  | { readonly attribute: string; readonly below: number }
  | { readonly attribute: string; readonly among: readonly number[] };

/**
 * Which records. Texts compare in NFC, by code point; a list matches if one element does. Numbers compare values that are
 * decimal numbers; other values match no range.
 */
export interface RecordFilter {
  /**
   * All must hold of the latest blob. In the order of first appearance the first equality leads, or the first list of at most
   * 150 numbers, so the rarest goes first.
   */
  readonly where?: readonly Condition[];
  /** Only records that have not ended: those without an `end-date`. */
  readonly live?: boolean;
}

/** Which records, in which order. */
export interface RecordQuery extends RecordFilter {
  /**
   * `ordinal` (first appearance) by default. `rank` is the same order counted without gaps, so that page n begins after
   * rank (n − 1)·size; an attribute orders by its numbers and leaves out records without one.
   */
  readonly orderBy?: 'ordinal' | 'rank' | { readonly attribute: string };
  readonly descending?: boolean;
  /** Only records beyond this value of the order, exclusively: the key-set cursor. */
  readonly after?: number;
  /** Only records before this value of the order, exclusively. */
  readonly before?: number;
  /** Matches to leave out first. Walks the index, so only for the register dialect's `page-index` with a filter. */
  readonly skip?: number;
  readonly limit: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Whether at least one more match lies beyond the page in reading direction. */
  readonly more: boolean;
}

/** Sizes of a collection; all 0 for one that was never written to. */
export interface CollectionHead {
  readonly entries: number;
  readonly records: number;
  readonly blobs: number;
  /** Grows with every change: entries, redactions, clearing. What was derived from one revision holds as long as it lasts. */
  readonly revision: number;
}

/** A space as a whole, in one statement. */
export interface SpaceHead {
  /** Position of the latest entry; 0 for a space without entries. */
  readonly position: LogPosition;
  /** Collections that were ever written to. */
  readonly collections: ReadonlyMap<CollectionName, CollectionHead>;
}

/** The log of a collection: entries, the blobs they point to, and the trees over them. */
export interface LogReader {
  /** Entries from number `from` on, ascending. */
  listEntries(collection: CollectionName, from: EntryNumber, limit: number): Promise<readonly Entry[]>;
  /** Those that exist, in no particular order, in one statement; duplicates count once. */
  findEntries(collection: CollectionName, numbers: readonly EntryNumber[]): Promise<readonly Entry[]>;
  /** All entries of a key, ascending: its trail. */
  listTrail(collection: CollectionName, key: RecordKey): Promise<readonly Entry[]>;
  /** The latest entry of a key in the log cut at `size` entries. */
  findLatestEntry(collection: CollectionName, key: RecordKey, size: number): Promise<Entry | undefined>;
  /** The latest entry of each key in the log cut at `size` entries: those numbered beyond `after`, ascending. */
  listLatestEntries(collection: CollectionName, size: number, after: EntryNumber, limit: number): Promise<readonly Entry[]>;
  /** Entries of the space beyond position `after`, in commit order. */
  listChanges(after: LogPosition, limit: number, collections?: readonly CollectionName[]): Promise<readonly Entry[]>;
  findBlob(collection: CollectionName, address: BlobAddress): Promise<StoredBlob | undefined>;
  /** Those that exist, in no particular order, in one statement; duplicates count once. */
  findBlobs(collection: CollectionName, hashes: readonly BlobHash[]): Promise<readonly StoredBlob[]>;
  /**
   * In order of first use, those of a rank beyond `after`.
   * @param by `objectHash` leaves out blobs that share it with one used before, such as redacted forms
   */
  listBlobs(collection: CollectionName, after: number, limit: number, by?: keyof BlobIdentities): Promise<readonly StoredBlob[]>;
  /** Tiles of one of the collection's trees, in the order asked for; an empty tile where none is stored. */
  readTiles(collection: CollectionName, tree: string, addresses: readonly TileAddress[]): Promise<readonly Tile[]>;
  head(collection: CollectionName): Promise<CollectionHead>;
}

export interface RecordReader extends LogReader {
  findRecord(collection: CollectionName, address: RecordAddress, options?: ReadOptions): Promise<FoundRecord | undefined>;
  /**
   * Those that exist, in no particular order, in one statement; duplicates count once.
   * @param by which identity the texts are
   */
  findRecords(collection: CollectionName, identities: readonly string[], by?: 'key' | 'id'): Promise<readonly StoredRecord[]>;
  listRecords(collection: CollectionName, query: RecordQuery): Promise<Page<StoredRecord>>;
  /** Walks the index over all matches of the first equality. */
  countRecords(collection: CollectionName, filter: RecordFilter): Promise<number>;
  spaceHead(): Promise<SpaceHead>;
  /** Keys of the records in which `attribute` has one of the values, by value, in order of first appearance. */
  listReferrers(
    collection: CollectionName,
    attribute: string,
    values: readonly string[],
  ): Promise<ReadonlyMap<string, readonly RecordKey[]>>;
  /** Number of records in which `attribute` has the value, by value; values without a match are left out. */
  countReferrers(collection: CollectionName, attribute: string, values: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** For each key that exists: itself, then what `attribute` names, and so on to the end. */
  listAncestors(
    collection: CollectionName,
    attribute: string,
    keys: readonly RecordKey[],
  ): Promise<ReadonlyMap<RecordKey, readonly RecordKey[]>>;
}

export interface WriteTransaction extends RecordReader {
  /**
   * @throws PreconditionFailed
   * @throws InvalidRecord where the fields cannot be stored
   */
  append(draft: EntryDraft): Promise<AppendOutcome>;
  /** As `append` for each draft in turn, in far fewer statements. Where one draft fails, none of them is appended. */
  appendAll(drafts: readonly EntryDraft[]): Promise<readonly AppendOutcome[]>;
  /**
   * Puts redacted values into a stored blob, which keeps both its hashes (register contract §1.5).
   * @param fields the whole blob with the values to be removed in their redacted form
   * @throws InvalidRecord where its object hash would change
   * @throws RecordNotFound where there is no such blob
   */
  redact(collection: CollectionName, blob: BlobHash, fields: RecordFields): Promise<void>;
  /** Takes everything out of a collection; its entries begin again at 1 (register contract §3.14). */
  clear(collection: CollectionName): Promise<void>;
}

export interface WriteOptions {
  /** A long work: not in one transaction with others, who would have to wait for it and be undone with it. */
  readonly alone?: boolean;
}

/** The one storage port. A snapshot and a write belong to one space; nothing spans two. */
export interface RecordStore {
  /** Reads without a snapshot: each call is one statement and sees its own moment. The path of point reads. */
  latest(space: SpaceId): RecordReader;
  /** All reads see one moment. */
  read<T>(space: SpaceId, work: (snapshot: RecordReader) => Promise<T>): Promise<T>;
  /**
   * Runs alone in its space. `work` may run again after a conflict, so it keeps no state outside `tx`.
   * @throws StorageUnavailable after which nothing is stored, unless the connection was lost during the commit itself
   */
  write<T>(space: SpaceId, work: (tx: WriteTransaction) => Promise<T>, options?: WriteOptions): Promise<T>;
  /**
   * Creates the space and runs the first write to it in one transaction. `work` may tell a better title than the one given.
   * @throws AlreadyExists as `SpaceDirectory.create` does; then, and where the work throws, nothing is left
   * @throws StorageUnavailable as `write` does
   */
  found<T>(space: Space, work: (tx: WriteTransaction, entitle: (title: string) => void) => Promise<T>): Promise<T>;
}

/** A further identity of blobs, computed as they are added and indexed beside the blob hash. */
export interface BlobDigester {
  digest(fields: RecordFields): Buffer;
}

/** What a tree over a register's entries has as its leaves. */
export interface LeafHasher {
  /** Name of the tree. */
  readonly tree: string;
  /** RFC 6962 leaf hash of the entry, 32 bytes. */
  hash(entry: Entry): Buffer;
}
