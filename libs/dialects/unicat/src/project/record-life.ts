import { endDate, hasEnded, type Instant, type StoredRecord, textOf } from '#records';
import { recordCollection } from '../mapping/collections.js';
import { endDateOf } from '../mapping/register-attributes.js';
import type { Gid } from '../wire/schema.js';
import { withoutEnd } from './copy-records.js';
import { dropUnused } from './extended-definition.js';
import { findPlacedRecords, type PlacedRecord, type RootedRecord } from './placed-records.js';
import type { ProjectWrite, RecordChange } from './project-write.js';

const atOnce = 1000;

/** Marks records, all below them and all links to any of these as deleted (contract §4.3). */
export async function deleteRecords(write: ProjectWrite, tops: readonly Gid[]): Promise<void> {
  const end = { [endDate.field]: endDateOf(write.now) };
  await changeAll(write, await subtreeAndLinks(write, tops), ({ record }) =>
    hasEnded(record.fields) ? undefined : { gid: record.key, values: { ...record.fields, ...end } },
  );
}

/**
 * The reverse, for the same set: what was deleted before the record was, stays deleted, and so does what hangs on it.
 * @param top neither below something deleted nor a link to it
 */
export async function undeleteRecord(write: ProjectWrite, top: RootedRecord): Promise<void> {
  const set = await subtreeAndLinks(write, [top.gid]);
  const members = new Set(set);
  const end = textOf(top.record.fields, endDate.field) ?? '';
  const endedAt = await momentOfEnd(write, top.gid);
  const wasDeletedBefore = ({ fields, updatedAt }: StoredRecord): boolean => {
    const own = textOf(fields, endDate.field) ?? '';
    return own < end || (own === end && updatedAt < endedAt);
  };
  const stays = new Set<Gid>();
  // Parents come before their children, and all of them before the links from elsewhere.
  await changeAll(write, set, async ({ record, placement }) => {
    if (!hasEnded(record.fields)) return undefined;
    const around = [placement.parent, placement.canonical].filter((gid) => gid !== null);
    const outside = await findPlacedRecords(
      write.tx,
      around.filter((gid) => !members.has(gid)),
    );
    const hangs = around.some((gid) => stays.has(gid)) || outside.some((each) => hasEnded(each.record.fields));
    if (!hangs && !wasDeletedBefore(record)) return { gid: record.key, values: withoutEnd(record.fields) };
    stays.add(record.key);
    return undefined;
  });
}

/** When a deleted record was deleted; it may have changed since. */
async function momentOfEnd({ tx }: ProjectWrite, gid: Gid): Promise<Instant> {
  const trail = await tx.listTrail(recordCollection, gid);
  const blobs = await tx.findBlobs(
    recordCollection,
    trail.map(({ blobHash }) => blobHash),
  );
  const ended = new Set(blobs.filter(({ fields }) => hasEnded(fields)).map(({ hash }) => hash));
  const live = trail.findLastIndex(({ blobHash }) => !ended.has(blobHash));
  return trail[live + 1]?.recordedAt ?? 0;
}

/** Takes records out of the tree for good, with all below them and all links to any of these; the deepest first. */
export async function removeRecords(write: ProjectWrite, tops: readonly Gid[]): Promise<void> {
  const set = (await subtreeAndLinks(write, tops)).reverse();
  const end = { [endDate.field]: endDateOf(write.now) };
  const around = new Set<Gid>();
  const definitions = new Set<Gid>();
  await changeAll(write, set, ({ record, placement }) => {
    definitions.add(placement.definition);
    for (const gid of [placement.parent, placement.canonical]) if (gid !== null) around.add(gid);
    const values = hasEnded(record.fields) ? {} : { values: { ...record.fields, ...end } };
    return { gid: record.key, placement: 'removed', ...values };
  });
  const left = await write.tree.findRooted([...around]);
  await write.touch([...left.values()]);
  for (const gid of definitions) await dropUnused(write, gid);
}

async function subtreeAndLinks(write: ProjectWrite, tops: readonly Gid[]): Promise<Gid[]> {
  const subtree = (await write.tree.listSubtree(tops)).flat();
  return [...new Set([...subtree, ...(await listLinks(write, subtree))])];
}

async function listLinks(write: ProjectWrite, gids: readonly Gid[]): Promise<Gid[]> {
  const links: Gid[] = [];
  for (let at = 0; at < gids.length; at += atOnce) {
    for (const each of (await write.tree.listLinks(gids.slice(at, at + atOnce))).values()) links.push(...each);
  }
  return links;
}

async function changeAll(
  write: ProjectWrite,
  gids: readonly Gid[],
  change: (placed: PlacedRecord) => RecordChange | undefined | Promise<RecordChange | undefined>,
): Promise<void> {
  for (let at = 0; at < gids.length; at += atOnce) {
    const some = gids.slice(at, at + atOnce);
    const placed = new Map((await findPlacedRecords(write.tx, some)).map((each) => [each.record.key, each]));
    const changes: RecordChange[] = [];
    for (const gid of some) {
      const found = placed.get(gid);
      const each = found && (await change(found));
      if (each !== undefined) changes.push(each);
    }
    await write.putRecords(changes);
  }
}
