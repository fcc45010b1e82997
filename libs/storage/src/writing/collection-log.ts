import {
  type CollectionHead,
  type CollectionName,
  type Entry,
  isRegister,
  type LeafHasher,
  rightEdge,
  type SpaceId,
  TreeAppender,
} from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { head, readTiles } from '../reading/collections.js';

/** Sizes of a collection and the right edges of its trees within one transaction; stored when a work ends. */
export class CollectionLog {
  readonly name: CollectionName;
  entries: number;
  records: number;
  blobs: number;
  /** Whether something here is not stored yet. */
  dirty = false;

  constructor(
    name: CollectionName,
    sizes: CollectionHead,
    readonly trees: readonly { readonly hasher: LeafHasher; readonly appender: TreeAppender }[],
  ) {
    this.name = name;
    this.entries = sizes.entries;
    this.records = sizes.records;
    this.blobs = sizes.blobs;
  }

  grow(entries: readonly Entry[], newRecords: number, newBlobs: number): void {
    this.entries += entries.length;
    this.records += newRecords;
    this.blobs += newBlobs;
    for (const { hasher, appender } of this.trees) {
      for (const entry of entries) appender.append(hasher.hash(entry));
    }
    this.dirty = true;
  }
}

export async function loadCollectionLog(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  hashers: readonly LeafHasher[],
): Promise<CollectionLog> {
  const sizes = await head(session, space, collection);
  const edge = rightEdge(sizes.entries);
  const trees: { hasher: LeafHasher; appender: TreeAppender }[] = [];
  for (const hasher of isRegister(collection) ? hashers : []) {
    const tiles = await readTiles(session, space, collection, hasher.tree, edge);
    trees.push({ hasher, appender: new TreeAppender(sizes.entries, tiles) });
  }
  return new CollectionLog(collection, sizes, trees);
}
