import { blobHash, type CollectionName, type Entry, hasEnded, type RecordReader, type StoredRecord } from '#records';
import {
  assetCollection,
  echoCollection,
  moduleCollection,
  placementCollection,
  recordCollection,
  schemaCollection,
} from '../mapping/collections.js';
import { type Echo, echoKey, everyRecord, readEcho } from '../mapping/echo.js';
import { readPlacement } from '../mapping/placement.js';
import { deletedItem, plurals, readItemKey, readJson } from '../mapping/schema-log.js';
import type { SyncAction, SyncedType, SyncItem } from '../wire/sync.js';
import { type ProjectPoint, projectCursorOf } from './cursor.js';
import { listEchoes, type WalkDown } from './list-echoes.js';
import { MergedItems } from './merged-items.js';

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

/** An object that was taken away is kept as `null`, or has ended. */
const isTakenAway = (record: StoredRecord): boolean => hasEnded(record.fields) || readJson(record) === null;

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

/** Entries that are looked at for one answer, and items that it has (contract §7). */
const atOnce = 1000;

interface ChangesPage extends ProjectChanges {
  /** Where the next page begins. */
  readonly next: ProjectPoint;
}

/** The changes of a project beyond a point: the latest one of each object, in the order of their cursors. */
export async function listProjectChanges(
  reader: RecordReader,
  from: ProjectPoint,
  collections: readonly SyncedCollection[],
  find: FindSeen,
  walk?: WalkDown,
): Promise<ProjectChanges> {
  for (let point = from; ; ) {
    const { items, more, next } = await readPage(reader, point, collections, find, walk);
    // A client takes its next cursor from the items, so there must be some where there is more.
    if (items.length > 0 || !more) return { items, more };
    point = next;
  }
}

async function readPage(
  reader: RecordReader,
  point: ProjectPoint,
  collections: readonly SyncedCollection[],
  find: FindSeen,
  walk: WalkDown | undefined,
): Promise<ChangesPage> {
  const names = [...collections.map(({ collection }) => collection), echoCollection];
  const entries = await reader.listChanges(point.position, atOnce, names);
  const own = await itemsOf(reader, entries, collections, find);
  const echoes = await echoesOf(reader, entries);
  const merged = new MergedItems();
  for (const { position } of entries) {
    const item = own.get(position);
    if (item !== undefined) merged.add(item);
    const echo = echoes.get(position);
    if (echo !== undefined) {
      const after = position === point.position + 1 ? point.ordinal : 0;
      const wanted = atOnce - merged.told;
      const listed = await listEchoes(reader, echo, after, wanted, walk);
      for (const { gid, ordinal } of listed) {
        const cursor = projectCursorOf({ position: position - 1, ordinal });
        merged.add({ type: 'project', cursor, action: 'UPDATE', data_type: 'records', data_key: gid });
      }
      const last = listed.at(-1);
      if (last !== undefined && listed.length === wanted) {
        return { items: merged.items(), more: true, next: { position: position - 1, ordinal: last.ordinal } };
      }
    }
    if (merged.told >= atOnce) return { items: merged.items(), more: true, next: { position, ordinal: 0 } };
  }
  const next = { position: entries.at(-1)?.position ?? point.position, ordinal: 0 };
  return { items: merged.items(), more: entries.length === atOnce, next };
}

/** What each entry is a change of, by position. */
async function itemsOf(
  reader: RecordReader,
  entries: readonly Entry[],
  collections: readonly SyncedCollection[],
  find: FindSeen,
): Promise<ReadonlyMap<number, SyncItem>> {
  const items = new Map<number, SyncItem>();
  for (const { collection, objectOf, isGone } of collections) {
    const own = entries.filter((entry) => entry.collection === collection);
    if (own.length === 0) continue;
    const found = await find(collection, [...new Set(own.map(({ key }) => key))]);
    const records = new Map(found.map((record) => [record.key, record]));
    const before = new Map<string, Entry>();
    for (const entry of own) {
      const { key, number, position } = entry;
      const record = records.get(key);
      const object = record && objectOf(record);
      if (record === undefined || object === undefined) continue;
      const isNew = record.ordinal === number || (await cameBack(reader, entry, before.get(key)));
      before.set(key, entry);
      const action: SyncAction = isGone(record) ? 'DELETE' : isNew ? 'INSERT' : 'UPDATE';
      const cursor = projectCursorOf({ position, ordinal: 0 });
      items.set(position, { type: 'project', cursor, action, data_type: object.type, data_key: object.key });
    }
  }
  return items;
}

const goneHash = blobHash(deletedItem);

/** Clients let go of what was taken away, and ask again only for what is new: a module may be registered again. */
async function cameBack(reader: RecordReader, { collection, key, number }: Entry, known: Entry | undefined): Promise<boolean> {
  if (collection !== moduleCollection) return false;
  const before = known ?? (await reader.findLatestEntry(collection, key, number - 1));
  return before?.blobHash === goneHash;
}

/** By position; without those that a later one makes up for. */
async function echoesOf(reader: RecordReader, entries: readonly Entry[]): Promise<ReadonlyMap<number, Echo>> {
  const own = entries.filter(({ collection }) => collection === echoCollection);
  if (own.length === 0) return new Map();
  const all = echoKey(everyRecord);
  const found = await reader.findRecords(echoCollection, [...new Set([...own.map(({ key }) => key), all])]);
  const latest = new Map(found.map(({ key, version }) => [key, version]));
  const echoes = new Map<number, Echo>();
  for (const { key, number, position } of own) {
    const echo = readEcho(key);
    if (echo !== undefined && latest.get(key) === number && (latest.get(all) ?? 0) <= number) echoes.set(position, echo);
  }
  return echoes;
}
