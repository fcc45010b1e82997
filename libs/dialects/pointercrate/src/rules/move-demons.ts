import type { ListWriter, RowChange } from '../list/list-writer.js';
import type { StoredRow } from '../list/stored-row.js';
import { type DemonRow, demons } from '../mapping/tables.js';
import { displaced } from './positions.js';

type StoredDemon = StoredRow<DemonRow>;

/**
 * The same write, dated after the last entry of any demon. Entries of one instant are then those of one write, the first of
 * which tells why the others moved.
 */
export async function afterLastMove(list: ListWriter): Promise<ListWriter> {
  const { entries } = await list.reader.head(demons.collection);
  const [last] = await list.reader.listEntries(demons.collection, entries, 1);
  return last === undefined ? list : list.laterThan(last.recordedAt);
}

/**
 * Appends a new demon, then those that it displaces.
 * @param others all demons of the list
 * @returns its id
 */
export async function insertDemon(list: ListWriter, row: DemonRow, others: readonly StoredDemon[]): Promise<number> {
  const id = await list.insert(demons, row);
  await list.changeAll(demons, shifts(others, others.length + 1, row.position));
  return id;
}

/**
 * Appends a demon's changes, then those that it displaces.
 * @param all all demons of the list
 */
export async function changeDemon(
  list: ListWriter,
  demon: StoredDemon,
  changes: Partial<DemonRow>,
  all: readonly StoredDemon[],
): Promise<StoredDemon> {
  const others = all.filter(({ id }) => id !== demon.id);
  const to = changes.position ?? demon.row.position;
  const [changed = demon] = await list.changeAll(demons, [[demon, changes], ...shifts(others, demon.row.position, to)]);
  return changed;
}

function shifts(others: readonly StoredDemon[], from: number, to: number): RowChange<DemonRow>[] {
  return others
    .map((other) => [other, { position: displaced(other.row.position, from, to) }] as const)
    .filter(([{ row }, { position }]) => row.position !== position);
}
