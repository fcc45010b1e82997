import { PointercrateError } from '../errors/pointercrate-error.js';
import type { ListWriter } from '../list/list-writer.js';
import { has, type StoredRow } from '../list/stored-row.js';
import { type RecordRow, records } from '../mapping/tables.js';
import { deleteRecords } from './delete-records.js';

type StoredRecordRow = StoredRow<RecordRow>;

/** The other records of the record's player on its demon. */
async function othersOf(list: ListWriter, { id, row: { player, demon } }: StoredRecordRow): Promise<StoredRecordRow[]> {
  const pair = await list.list(records, has(records, 'player', player), has(records, 'demon', demon));
  return pair.filter((other) => other.id !== id);
}

function betterApproved({ row }: StoredRecordRow, others: readonly StoredRecordRow[]): StoredRecordRow | undefined {
  return others.find((other) => other.row.status === 'approved' && other.row.progress > row.progress);
}

/**
 * Gives a record another status, with what that does to the pair's other records (contract §6.6).
 * @returns the record as it is then
 * @throws PointercrateError 42217 where it would be approved beside a better approved one: a pair has one at most (§1.2)
 */
export async function changeStatus(list: ListWriter, before: StoredRecordRow, status: string): Promise<StoredRecordRow> {
  if (status === before.row.status) return before;
  if (status === 'approved') await requireBestApproved(list, before);
  const record = await list.change(records, before, { status, status_was_modified: true });
  await settleStatus(list, record);
  return record;
}

async function requireBestApproved(list: ListWriter, record: StoredRecordRow): Promise<void> {
  const better = betterApproved(record, await othersOf(list, record));
  if (better !== undefined) throw new PointercrateError(42217, { status: 'approved', existing: better.id });
}

/**
 * What a status does to the pair's other records: a rejected record stands alone, an approved one outdoes those with no
 * more progress.
 */
export async function settleStatus(list: ListWriter, record: StoredRecordRow): Promise<void> {
  const { status, progress } = record.row;
  if (status !== 'rejected' && status !== 'approved') return;
  const others = await othersOf(list, record);
  const outdone = status === 'rejected' ? others : others.filter(({ row }) => row.progress <= progress);
  await deleteRecords(list, outdone, record.id);
}

/**
 * Gives a record another progress. Submissions for the pair of an approved record are then deleted; notes of those that it
 * outdoes move to it (contract §6.6).
 */
export async function changeProgress(list: ListWriter, before: StoredRecordRow, progress: number): Promise<StoredRecordRow> {
  if (progress === before.row.progress) return before;
  const record = await list.change(records, before, { progress });
  if (record.row.status !== 'approved') return record;
  const submitted = (await othersOf(list, record)).filter(({ row }) => row.status === 'submitted');
  const isOutdone = ({ row }: StoredRecordRow): boolean => row.progress < progress;
  await deleteRecords(list, submitted.filter(isOutdone), record.id);
  await deleteRecords(
    list,
    submitted.filter((other) => !isOutdone(other)),
  );
  return record;
}

/**
 * Makes a record one of another holder or demon, and settles it with the records that are there already (contract §6.6,
 * D30). Whether it may go there is the caller's matter.
 */
export async function relocateRecord(
  list: ListWriter,
  before: StoredRecordRow,
  to: Partial<Pick<RecordRow, 'player' | 'demon'>>,
): Promise<StoredRecordRow> {
  const record = await list.change(records, before, to);
  const { player, demon, status } = record.row;
  if ((player === before.row.player && demon === before.row.demon) || !['approved', 'rejected'].includes(status)) return record;
  const others = await othersOf(list, record);
  if (status === 'rejected') {
    await deleteRecords(list, others, record.id);
    return record;
  }
  const better = betterApproved(record, others);
  if (better === undefined) return outdo(list, record, others);
  // Deleted before its video is taken over, which no two records have.
  await deleteRecords(list, [better], record.id);
  const { progress, video } = better.row;
  const improved = await list.change(records, record, { progress, video });
  return outdo(
    list,
    improved,
    others.filter((other) => other !== better),
  );
}

async function outdo(list: ListWriter, record: StoredRecordRow, others: readonly StoredRecordRow[]): Promise<StoredRecordRow> {
  const outdone = others.filter(({ row }) => row.status === 'rejected' || row.progress <= record.row.progress);
  await deleteRecords(list, outdone, record.id);
  return record;
}
