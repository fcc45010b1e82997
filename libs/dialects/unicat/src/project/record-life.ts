import { endDate, hasEnded } from '#records';
import { endDateOf } from '../mapping/register-attributes.js';
import type { Gid } from '../wire/schema.js';
import { withoutEnd } from './copy-records.js';
import { findPlacedRecords, type PlacedRecord } from './placed-records.js';
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
 * Takes the mark from the same set. Elsewhere, what stands below something deleted, or links to something deleted, stays so.
 * @param tops none of which stands below something deleted
 */
export async function undeleteRecords(write: ProjectWrite, tops: readonly Gid[]): Promise<void> {
  const set = await subtreeAndLinks(write, tops);
  const members = new Set(set);
  await changeAll(write, set, async (placed) => {
    const { record, placement } = placed;
    if (!hasEnded(record.fields)) return undefined;
    const others = [placement.parent, placement.canonical].filter((gid) => gid !== null).filter((gid) => !members.has(gid));
    const around = await findPlacedRecords(write.tx, others);
    return around.some((each) => hasEnded(each.record.fields))
      ? undefined
      : { gid: record.key, values: withoutEnd(record.fields) };
  });
}

/** Takes records out of the tree for good, with all below them and all links to any of these; the deepest first. */
export async function removeRecords(write: ProjectWrite, tops: readonly Gid[]): Promise<void> {
  const set = (await subtreeAndLinks(write, tops)).reverse();
  const end = { [endDate.field]: endDateOf(write.now) };
  const around = new Set<Gid>();
  await changeAll(write, set, ({ record, placement }) => {
    for (const gid of [placement.parent, placement.canonical]) if (gid !== null) around.add(gid);
    const values = hasEnded(record.fields) ? {} : { values: { ...record.fields, ...end } };
    return { gid: record.key, placement: 'removed', ...values };
  });
  const left = await write.tree.findRooted([...around]);
  await write.touch([...left.values()]);
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
    const changes: RecordChange[] = [];
    for (const placed of await findPlacedRecords(write.tx, gids.slice(at, at + atOnce))) {
      const each = await change(placed);
      if (each !== undefined) changes.push(each);
    }
    await write.putRecords(changes);
  }
}
