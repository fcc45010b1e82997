import type { ListWriter } from '../list/list-writer.js';
import type { StoredRow } from '../list/stored-row.js';
import { notes, type RecordRow, records } from '../mapping/tables.js';

/**
 * Deletes records. Their notes move to the survivor if they are deleted in its favour, and go with them otherwise
 * (contract §6.6).
 * @param survivor id of the record that they make way for
 */
export async function deleteRecords(
  list: ListWriter,
  deleted: readonly StoredRow<RecordRow>[],
  survivor?: number,
): Promise<void> {
  if (deleted.length === 0) return;
  const ids = deleted.map(({ id }) => String(id));
  const keys = [...(await list.reader.listReferrers(notes.collection, 'record', ids)).values()].flat();
  const left = [...(await list.findAll(notes, keys)).values()].sort((a, b) => a.id - b.id);
  if (survivor === undefined) await list.end(notes, ...left);
  else
    await list.changeAll(
      notes,
      left.map((note) => [note, { record: survivor, transferred: true }] as const),
    );
  await list.end(records, ...deleted);
}
