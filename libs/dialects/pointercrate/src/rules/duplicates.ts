import { PointercrateError } from '../errors/pointercrate-error.js';
import type { ListReader } from '../list/list-reader.js';
import { has, type StoredRow } from '../list/stored-row.js';
import { type RecordRow, records } from '../mapping/tables.js';

/** The record that has a video already. */
export async function recordWithVideo(list: ListReader, video: string): Promise<StoredRow<RecordRow> | undefined> {
  const [found] = await list.list(records, has(records, 'video', video));
  return found;
}

/**
 * A new record must not repeat a video, nor go beside one of the same player on the same demon that is rejected, under
 * consideration, or approved with no less progress (contract §6.4).
 * @throws PointercrateError 42217
 */
export async function requireNoDuplicate(
  list: ListReader,
  { player, demon, progress, video }: Pick<RecordRow, 'player' | 'demon' | 'progress' | 'video'>,
): Promise<void> {
  const sameVideo = video === null ? undefined : await recordWithVideo(list, video);
  const existing = sameVideo ?? (await blockingRecord(list, player, demon, progress));
  if (existing !== undefined) throw new PointercrateError(42217, { status: existing.row.status, existing: existing.id });
}

async function blockingRecord(
  list: ListReader,
  player: number,
  demon: number,
  progress: number,
): Promise<StoredRow<RecordRow> | undefined> {
  const pair = await list.list(records, has(records, 'player', player), has(records, 'demon', demon));
  return pair.find(({ row }) => {
    if (row.status === 'approved') return row.progress >= progress;
    return row.status === 'rejected' || row.status === 'under consideration';
  });
}
