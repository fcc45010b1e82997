import {
  type CollectionName,
  type Entry,
  type EntryDraft,
  type EntryNumber,
  endDate,
  type LogPosition,
  type RecordFields,
  type RecordKey,
} from '#records';
import {
  assetCollection,
  moduleCollection,
  placementCollection,
  recordCollection,
  schemaCollection,
} from '../mapping/collections.js';
import { everyRecord } from '../mapping/echo.js';
import { removedPlacement } from '../mapping/placement.js';
import { endDateOf } from '../mapping/register-attributes.js';
import { deletedItem, projectKey, readJson } from '../mapping/schema-log.js';
import type { Project, Timestamp } from '../wire/project.js';
import type { ProjectWrite } from './project-write.js';

/** How what was not there yet is written, by collection: its fields now, and the moment. */
type Absence = (fields: RecordFields, now: Timestamp) => RecordFields;

const ended: Absence = (fields, now) =>
  Object.hasOwn(fields, endDate.field) ? fields : { ...fields, [endDate.field]: endDateOf(now) };

/**
 * What a project consists of. Jobs and backups are about the log itself; what describes the register of the records holds for
 * all of its past, so neither is brought back.
 */
const restored: ReadonlyMap<CollectionName, Absence> = new Map<CollectionName, Absence>([
  [schemaCollection, () => deletedItem],
  [recordCollection, ended],
  [placementCollection, (_, now) => removedPlacement(now)],
  [assetCollection, (_, now) => ({ [endDate.field]: endDateOf(now) })],
  [moduleCollection, () => deletedItem],
]);

const pageSize = 1000;

/**
 * Appends what brings each collection back to what it was before a position of the log (docs/adr/0033).
 * @returns how many things changed
 */
export async function restoreState(write: ProjectWrite, position: LogPosition): Promise<number> {
  let total = 0;
  for (const [collection, absence] of restored) {
    const changed = await changedSince(write, collection, position);
    if (changed === undefined) continue;
    const { size, keys } = changed;
    total += keys.size;
    for await (const entries of latestAt(write, collection, size)) {
      await bringBack(
        write,
        collection,
        entries.filter(({ key }) => keys.delete(key)),
      );
    }
    await endAll(write, collection, [...keys], absence);
  }
  // Much of what records show may come from what the schema and their ancestors were then.
  if (total > 0) await write.echo([everyRecord]);
  return total;
}

interface Changed {
  /** Entries of the collection before the position. */
  readonly size: EntryNumber;
  readonly keys: Set<RecordKey>;
}

async function changedSince(
  { tx }: ProjectWrite,
  collection: CollectionName,
  position: LogPosition,
): Promise<Changed | undefined> {
  let first: EntryNumber | undefined;
  const keys = new Set<RecordKey>();
  for (let after = position; ; ) {
    const entries = await tx.listChanges(after, pageSize, [collection]);
    for (const { key } of entries) keys.add(key);
    first ??= entries[0]?.number;
    const last = entries.at(-1);
    if (last === undefined || entries.length < pageSize) break;
    after = last.position;
  }
  return first === undefined ? undefined : { size: first - 1, keys };
}

async function* latestAt({ tx }: ProjectWrite, collection: CollectionName, size: EntryNumber): AsyncGenerator<readonly Entry[]> {
  for (let after = 0; ; ) {
    const entries = await tx.listLatestEntries(collection, size, after, pageSize);
    if (entries.length > 0) yield entries;
    const last = entries.at(-1);
    if (last === undefined || entries.length < pageSize) return;
    after = last.number;
  }
}

async function bringBack(write: ProjectWrite, collection: CollectionName, entries: readonly Entry[]): Promise<void> {
  const blobs = await write.tx.findBlobs(
    collection,
    entries.map(({ blobHash }) => blobHash),
  );
  const byHash = new Map(blobs.map((blob) => [blob.hash, blob]));
  const drafts: EntryDraft[] = [];
  for (const { key, blobHash } of entries) {
    const blob = byHash.get(blobHash);
    if (blob === undefined) throw new RangeError(`Blob ${blobHash} of ${collection} is missing`);
    if (collection === schemaCollection && key === projectKey) await bringBackSettings(write, readJson<Project>(blob));
    else drafts.push({ ...write.draft(collection, key, blob.fields), blob });
  }
  await write.append(drafts);
}

/** All but what belongs to the project rather than to its content: whose it is, whether it is there, and its backups. */
async function bringBackSettings(write: ProjectWrite, then: Project): Promise<void> {
  const { tx } = write;
  const found = await tx.findRecord(schemaCollection, { key: projectKey });
  const { owner, status, backups } = found === undefined ? then : readJson<Project>(found.record);
  await write.putProject({ ...then, owner, status, backups });
}

async function endAll(
  write: ProjectWrite,
  collection: CollectionName,
  keys: readonly RecordKey[],
  absence: Absence,
): Promise<void> {
  for (let at = 0; at < keys.length; at += pageSize) {
    const records = await write.tx.findRecords(collection, keys.slice(at, at + pageSize));
    await write.append(records.map(({ key, fields }) => write.draft(collection, key, absence(fields, write.now))));
  }
}
