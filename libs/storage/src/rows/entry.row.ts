import type { Entry, SpaceId } from '#records';

export interface EntryRow {
  readonly collection: string;
  readonly key: string;
  readonly number: number;
  readonly position: number;
  readonly blob_hash: Buffer;
  readonly object_hash: Buffer;
  readonly recorded_at: number;
  readonly recorded_by: string;
}

/** Entries `e` with the object hash of their blob `b`; conditions follow. */
export const selectEntries = `SELECT e.collection, e.key, e.number, e.position, e.blob_hash, b.object_hash, e.recorded_at, e.recorded_by
  FROM entry e JOIN blob b ON b.space = e.space AND b.collection = e.collection AND b.hash = e.blob_hash`;

export function toEntry(space: SpaceId, row: EntryRow): Entry {
  return {
    space,
    collection: row.collection,
    key: row.key,
    number: row.number,
    position: row.position,
    blobHash: row.blob_hash.toString('hex'),
    objectHash: row.object_hash.toString('hex'),
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
  };
}
