import type { Batch } from '../engines/batch.js';

const inCollection = ['space', 'collection'];

export const insertBlobs: Batch = {
  kind: 'insert',
  table: 'blob',
  constants: inCollection,
  columns: [
    { name: 'hash', type: 'bytes' },
    { name: 'rank', type: 'integer' },
    { name: 'object_hash', type: 'bytes' },
    { name: 'fields', type: 'text' },
  ],
};

export const insertEntries: Batch = {
  kind: 'insert',
  table: 'entry',
  constants: inCollection,
  columns: [
    { name: 'number', type: 'integer' },
    { name: 'position', type: 'integer' },
    { name: 'key', type: 'text' },
    { name: 'blob_hash', type: 'bytes' },
    { name: 'recorded_at', type: 'integer' },
    { name: 'recorded_by', type: 'text' },
  ],
};

export const putRecords: Batch = {
  kind: 'insert',
  table: 'record',
  constants: inCollection,
  columns: [
    { name: 'key', type: 'text' },
    { name: 'ordinal', type: 'integer' },
    { name: 'rank', type: 'integer' },
    { name: 'version', type: 'integer' },
    { name: 'id', type: 'text' },
    { name: 'blob_hash', type: 'bytes' },
    { name: 'updated_at', type: 'integer' },
    { name: 'updated_by', type: 'text' },
  ],
  onConflict: `ON CONFLICT (space, collection, key) DO UPDATE SET
    version = excluded.version, blob_hash = excluded.blob_hash, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
};

export const insertAttributeValues: Batch = {
  kind: 'insert',
  table: 'attribute_value',
  constants: inCollection,
  columns: [
    { name: 'attribute', type: 'text' },
    { name: 'value', type: 'text' },
    { name: 'ordinal', type: 'integer' },
    { name: 'number', type: 'number' },
  ],
};

export const deleteAttributeValues: Batch = {
  kind: 'delete',
  table: 'attribute_value',
  constants: inCollection,
  columns: [
    { name: 'attribute', type: 'text' },
    { name: 'value', type: 'text' },
    { name: 'ordinal', type: 'integer' },
  ],
};

export const putTiles: Batch = {
  kind: 'insert',
  table: 'tree_tile',
  constants: [...inCollection, 'tree'],
  columns: [
    { name: 'level', type: 'integer' },
    { name: 'idx', type: 'integer' },
    { name: 'hashes', type: 'bytes' },
  ],
  onConflict: 'ON CONFLICT (space, collection, tree, level, idx) DO UPDATE SET hashes = excluded.hashes',
};

export const putCollections: Batch = {
  kind: 'insert',
  table: 'collection',
  constants: ['space'],
  columns: [
    { name: 'collection', type: 'text' },
    { name: 'entries', type: 'integer' },
    { name: 'records', type: 'integer' },
    { name: 'blobs', type: 'integer' },
  ],
  onConflict: `ON CONFLICT (space, collection) DO UPDATE SET
    entries = excluded.entries, records = excluded.records, blobs = excluded.blobs, revision = collection.revision + 1`,
};
