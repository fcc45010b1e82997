import type {
  ActorId,
  BlobHash,
  CollectionName,
  EntryNumber,
  Instant,
  LogPosition,
  RecordId,
  RecordKey,
  SpaceId,
} from './identifiers.js';
import type { Precondition } from './precondition.js';
import type { RecordFields } from './record-fields.js';

/** One change of one key: immutable, points to exactly one blob. */
export interface Entry {
  readonly space: SpaceId;
  readonly collection: CollectionName;
  readonly key: RecordKey;
  readonly number: EntryNumber;
  readonly position: LogPosition;
  /** Fixed when the blob was added; redaction does not change it. */
  readonly blobHash: BlobHash;
  /** The same blob's object hash, the further identity that survives redaction (register contract §5.2). */
  readonly objectHash: BlobHash;
  /** May run backwards in imported logs. */
  readonly recordedAt: Instant;
  readonly recordedBy: ActorId;
}

/** The latest entry of a key with its blob. Three spellings of one identity: key, id, ordinal. */
export interface StoredRecord {
  readonly collection: CollectionName;
  readonly key: RecordKey;
  readonly id: RecordId;
  /** Number of the key's first entry. */
  readonly ordinal: EntryNumber;
  /** Place among the keys of the collection in order of first appearance: 1, 2, 3, … without gaps. */
  readonly rank: number;
  /** Number of the key's latest entry. */
  readonly version: EntryNumber;
  /** Frozen; as long as it is in use, the same content is the same object, so that caches may hang on it. */
  readonly fields: RecordFields;
  readonly blobHash: BlobHash;
  readonly updatedAt: Instant;
  readonly updatedBy: ActorId;
}

export interface StoredBlob {
  readonly hash: BlobHash;
  readonly objectHash: BlobHash;
  readonly fields: RecordFields;
  /** The fields as canonical JSON (register contract §5.1). */
  readonly canonical: string;
  /** Place among the blobs of the collection in order of first use: 1, 2, 3, … without gaps. */
  readonly rank: number;
}

export interface EntryDraft {
  readonly collection: CollectionName;
  readonly key: RecordKey;
  readonly fields: RecordFields;
  readonly precondition?: Precondition;
  readonly recordedAt: Instant;
  readonly recordedBy: ActorId;
  /**
   * Append even if the key's latest entry has the same blob. Real system logs of registers contain such repeats
   * (register contract §7.3, rule 5).
   */
  readonly repeat?: boolean;
  /** Canonical form and hash of the fields as they were added, from a caller who has them anyway. */
  readonly blob?: { readonly hash: BlobHash; readonly canonical: string };
}

export type AppendOutcome =
  | {
      readonly kind: 'appended';
      readonly entry: Entry;
      /** The key's latest entry had the same blob already. */
      readonly repeated?: true;
    }
  | { readonly kind: 'unchanged'; readonly version: EntryNumber };
