import { type CollectionName, type Entry, type RecordReader, type StoredRecord } from '#records';
import {
  assetCollection,
  moduleCollection,
  placementCollection,
  recordCollection,
  schemaCollection,
} from '../mapping/collections.js';
import { readPlacement } from '../mapping/placement.js';
import { isTakenAway, plurals, readItemKey } from '../mapping/schema-log.js';
import type { SyncAction, SyncedType, SyncItem } from '../wire/sync.js';
import { cursorOf } from './cursor.js';

/** What the entries of a collection are changes of. */
export interface SyncedCollection {
  readonly collection: CollectionName;
  /** Undefined for what clients do not hold. */
  objectOf(record: StoredRecord): { readonly type: SyncedType; readonly key: string } | undefined;
  isGone(record: StoredRecord): boolean;
}

export interface ProjectChanges {
  readonly items: readonly SyncItem[];
  /** Whether there may be more. */
  readonly more: boolean;
}

/** Finds records as the asking member may see them. */
export type FindSeen = (collection: CollectionName, keys: readonly string[]) => Promise<readonly StoredRecord[]>;

const byKey =
  (type: SyncedType) =>
  ({ key }: StoredRecord) => ({ type, key });

/** Of projects that were born here. */
export const storedCollections: readonly SyncedCollection[] = [
  // Deleted records are still there; where they stand tells whether they are gone for good.
  { collection: recordCollection, objectOf: byKey('records'), isGone: () => false },
  {
    collection: placementCollection,
    objectOf: byKey('records'),
    isGone: ({ fields }) => readPlacement(fields) === undefined,
  },
  {
    collection: schemaCollection,
    objectOf: ({ key }) => {
      const item = readItemKey(key);
      return item && { type: plurals[item.kind], key: item.gid };
    },
    isGone: isTakenAway,
  },
  { collection: assetCollection, objectOf: byKey('assets'), isGone: isTakenAway },
  { collection: moduleCollection, objectOf: byKey('modules'), isGone: isTakenAway },
];

/** Of other spaces: their records, by id. */
export function derivedCollection(collection: CollectionName): SyncedCollection {
  return { collection, objectOf: ({ id }) => ({ type: 'records', key: id }), isGone: () => false };
}

/** Entries that are looked at for one answer. */
const entriesAtOnce = 1000;

/** The changes of a project beyond a position, what became of each object, in the order of their cursors. */
export async function listProjectChanges(
  reader: RecordReader,
  after: number,
  collections: readonly SyncedCollection[],
  find: FindSeen,
): Promise<ProjectChanges> {
  const names = collections.map(({ collection }) => collection);
  for (let from = after; ; ) {
    const entries = await reader.listChanges(from, entriesAtOnce, names);
    const items = await itemsOf(entries, collections, find);
    const more = entries.length === entriesAtOnce;
    // A client takes its next cursor from the items, so there must be some where there is more.
    if (items.length > 0 || !more) return { items, more };
    from = entries.at(-1)?.position ?? from;
  }
}

async function itemsOf(
  entries: readonly Entry[],
  collections: readonly SyncedCollection[],
  find: FindSeen,
): Promise<readonly SyncItem[]> {
  const changes = new Map<string, ObjectChanges>();
  for (const { collection, objectOf, isGone } of collections) {
    const own = entries.filter((entry) => entry.collection === collection);
    if (own.length === 0) continue;
    const found = await find(collection, [...new Set(own.map(({ key }) => key))]);
    const records = new Map(found.map((record) => [record.key, record]));
    for (const { key, number, position } of own) {
      const record = records.get(key);
      const object = record && objectOf(record);
      if (record === undefined || object === undefined) continue;
      const name = `${object.type} ${object.key}`;
      const action: SyncAction = isGone(record) ? 'DELETE' : record.ordinal === number ? 'INSERT' : 'UPDATE';
      const latest = changes.get(name)?.latest ?? {};
      const cursor = Math.max(cursorOf(position), latest[action] ?? 0);
      changes.set(name, { ...object, latest: { ...latest, [action]: cursor } });
    }
  }
  return [...changes.values()].flatMap(itemsAbout).sort((one, other) => one.cursor - other.cursor);
}

/** Where the latest change of each kind is. */
interface ObjectChanges {
  readonly type: SyncedType;
  readonly key: string;
  readonly latest: { readonly [action in SyncAction]?: number };
}

/** Clients ask for these on an INSERT; for others only on an UPDATE, and if they hold them (contract §7). */
const askedForWhenNew: ReadonlySet<SyncedType> = new Set(['definitions', 'classes', 'fields', 'layouts', 'queries', 'modules']);

/**
 * Of several changes of one object: what is gone is gone, and what is new is new. A new record that was changed since is told as
 * both, or whoever made it, and so holds it, would never ask again.
 */
function itemsAbout({ type, key, latest }: ObjectChanges): readonly SyncItem[] {
  const item = (action: SyncAction, cursor: number): SyncItem => ({
    type: 'project',
    cursor,
    action,
    data_type: type,
    data_key: key,
  });
  const { INSERT: inserted = 0, UPDATE: updated = 0, DELETE: deleted = 0 } = latest;
  if (deleted > 0) return [item('DELETE', Math.max(inserted, updated, deleted))];
  if (inserted > 0 && askedForWhenNew.has(type)) return [item('INSERT', Math.max(inserted, updated))];
  return [...(inserted > 0 ? [item('INSERT', inserted)] : []), ...(updated > 0 ? [item('UPDATE', updated)] : [])];
}
