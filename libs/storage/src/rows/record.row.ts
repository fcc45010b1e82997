import { LRUCache } from 'lru-cache';
import type { CollectionName, RecordFields, StoredBlob, StoredRecord } from '#records';

export interface RecordRow {
  readonly key: string;
  readonly id: string;
  readonly ordinal: number;
  readonly rank: number;
  readonly version: number;
  readonly blob_hash: Buffer;
  readonly updated_at: number;
  readonly updated_by: string;
  readonly fields: string;
}

/** Columns of a RecordRow, from record `r` and its blob `b`. */
export const recordColumns = 'r.key, r.id, r.ordinal, r.rank, r.version, r.blob_hash, r.updated_at, r.updated_by, b.fields';

/** Joins blob `b` to record `r` of the space `$1` and the collection `$2`. */
export const joinBlob = 'JOIN blob b ON b.space = $1 AND b.collection = $2 AND b.hash = r.blob_hash';

/** Characters of all texts that are kept parsed. */
const keptCharacters = 16 * 1024 * 1024;

/** What an object and its place in the cache take beside the text: a log of a million small blobs would fill 300 MB without. */
const keptOverhead = 400;

const kept = new LRUCache<string, RecordFields>({
  maxSize: keptCharacters,
  sizeCalculation: (_fields, json) => json.length + keptOverhead,
});

/**
 * The same text gives the same object, so that what others derive from fields can be kept with the fields: a blob that was
 * redacted has another text under its old hash.
 */
export function parseFields(json: string): RecordFields {
  const known = kept.get(json);
  if (known !== undefined) return known;
  const fields = JSON.parse(json) as RecordFields;
  for (const value of Object.values(fields)) Object.freeze(value);
  kept.set(json, Object.freeze(fields));
  return fields;
}

export function toRecord(collection: CollectionName, row: RecordRow): StoredRecord {
  return {
    collection,
    key: row.key,
    id: row.id,
    ordinal: row.ordinal,
    rank: row.rank,
    version: row.version,
    fields: parseFields(row.fields),
    blobHash: row.blob_hash.toString('hex'),
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

export interface BlobRow {
  readonly hash: Buffer;
  readonly object_hash: Buffer;
  readonly fields: string;
  readonly rank: number;
}

/** Not kept parsed: whoever lists blobs goes through all of them once. */
export function toBlob(row: BlobRow): StoredBlob {
  return {
    hash: row.hash.toString('hex'),
    objectHash: row.object_hash.toString('hex'),
    fields: JSON.parse(row.fields) as RecordFields,
    canonical: row.fields,
    rank: row.rank,
  };
}
