import { randomUUID } from 'node:crypto';
import { endDate, hasEnded, type RecordFields } from '#records';
import { recordCollection } from '../mapping/collections.js';
import type { Placement } from '../mapping/placement.js';
import type { Gid } from '../wire/schema.js';
import { findPlacedRecords, type PlacedRecord } from './placed-records.js';
import type { ProjectWrite, RecordChange } from './project-write.js';

/** Records that are read and written at once. */
const atOnce = 1000;

export interface CopySource {
  readonly record: PlacedRecord;
  /** Where the copy stands. */
  readonly parent: Gid;
  readonly orderings: Placement['orderings'];
}

/**
 * Copies records with their values, channels and definitions; deep copies with all that is below them and not deleted. A copy
 * of a link is a link; within what is copied together, links point at copies.
 * @returns gids of the copies, in the order of the sources
 */
export async function copyRecords(write: ProjectWrite, sources: readonly CopySource[], deep: boolean): Promise<Gid[]> {
  const gids = new Map<Gid, Gid>();
  const deleted = await deletedAmong(
    write,
    sources.flatMap(({ record }) => record.placement.canonical ?? []),
  );
  const tops = sources.map(({ record: { record, placement }, parent, orderings }): RecordChange => {
    const gid = randomUUID();
    gids.set(record.key, gid);
    const copy = copyOf(write, gid, { record, placement: { ...placement, parent, orderings } }, placement.canonical);
    return deleted.has(placement.canonical ?? '') ? { ...copy, values: record.fields } : copy;
  });
  await write.putRecords(tops);
  await touchCanonicals(write, tops);
  // Of copies below each other, such as a record and its child, each source stands for itself.
  if (deep)
    for (const [at, { record }] of sources.entries()) await copyBelow(write, record.record.key, tops[at]?.gid ?? '', gids);
  return tops.map(({ gid }) => gid);
}

/** A link to one of them is deleted as well. */
async function deletedAmong({ tx }: ProjectWrite, gids: readonly Gid[]): Promise<ReadonlySet<Gid>> {
  const records = await tx.findRecords(recordCollection, gids);
  return new Set(records.filter(({ fields }) => hasEnded(fields)).map(({ key }) => key));
}

/** Level by level, so that a parent's copy is there before those of its children; none of them may be a copy itself. */
async function copyBelow(write: ProjectWrite, source: Gid, copy: Gid, tops: ReadonlyMap<Gid, Gid>): Promise<void> {
  const [, ...levels] = await write.tree.listSubtree([source]);
  const made = new Set(tops.values());
  const copied = new Map<Gid, Gid>([[source, copy]]);
  const links: PlacedRecord[] = [];
  for (const level of levels) {
    for (let at = 0; at < level.length; at += atOnce) {
      const some = level.slice(at, at + atOnce);
      const changes = inOrderOf(some, await findPlacedRecords(write.tx, some)).flatMap(
        ({ record, placement }): RecordChange[] => {
          // Undefined below what is left out.
          const parent = copied.get(placement.parent ?? '');
          if (parent === undefined || made.has(record.key) || hasEnded(record.fields)) return [];
          const each = { record, placement: { ...placement, parent } };
          if (placement.canonical !== null) {
            links.push(each);
            return [];
          }
          const gid = randomUUID();
          copied.set(record.key, gid);
          return [copyOf(write, gid, each, null)];
        },
      );
      await write.putRecords(changes);
    }
  }
  // Only now it is known what of that which they point at is copied.
  for (let at = 0; at < links.length; at += atOnce) {
    const changes = links.slice(at, at + atOnce).map((each) => {
      const canonical = each.placement.canonical ?? '';
      return copyOf(write, randomUUID(), each, copied.get(canonical) ?? canonical);
    });
    await write.putRecords(changes);
    await touchCanonicals(write, changes);
  }
}

function copyOf(write: ProjectWrite, gid: Gid, { record, placement }: PlacedRecord, canonical: Gid | null): RecordChange {
  return {
    gid,
    values: withoutEnd(record.fields),
    placement: { ...placement, canonical, createdOn: write.now, updatedOn: write.now },
  };
}

/** Their backlinks have changed. */
async function touchCanonicals(write: ProjectWrite, changes: readonly RecordChange[]): Promise<void> {
  const canonicals = changes.flatMap(({ placement }) =>
    placement === undefined || placement === 'removed' || placement.canonical === null ? [] : [placement.canonical],
  );
  if (canonicals.length > 0) await write.touch([...(await write.tree.findRooted(canonicals)).values()]);
}

function inOrderOf(gids: readonly Gid[], placed: readonly PlacedRecord[]): PlacedRecord[] {
  const byGid = new Map(placed.map((each) => [each.record.key, each]));
  return gids.map((gid) => byGid.get(gid)).filter((each) => each !== undefined);
}

export function withoutEnd(fields: RecordFields): RecordFields {
  const { [endDate.field]: _, ...others } = fields;
  return others;
}
