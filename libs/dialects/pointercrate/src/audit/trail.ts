import { isDeepStrictEqual } from 'node:util';
import { type Entry, hasEnded } from '#records';
import type { ListReader } from '../list/list-reader.js';
import { rowOf, type Table } from '../mapping/table.js';

/** What a row was right after one entry. */
export interface RowState<Row extends object> {
  readonly entry: Entry;
  readonly row: Row;
  /** Deleted with this entry. */
  readonly ended: boolean;
}

/** Every state that a row of the table ever had, in the order of the log; none for a key that never was there. */
export async function statesOf<Row extends object>(
  { reader }: ListReader,
  table: Table<Row>,
  key: number | string,
): Promise<RowState<Row>[]> {
  const trail = await reader.listTrail(table.collection, String(key));
  const blobs = await reader.findBlobs(
    table.collection,
    trail.map(({ blobHash }) => blobHash),
  );
  const fieldsByHash = new Map(blobs.map(({ hash, fields }) => [hash, fields]));
  return trail.map((entry) => {
    const fields = fieldsByHash.get(entry.blobHash);
    if (fields === undefined) throw new Error(`Entry ${entry.number} of ${table.collection} points to no blob`);
    return { entry, row: rowOf(table, fields), ended: hasEnded(fields) };
  });
}

/** What an entry did to its row. */
export interface RowEvent<Row extends object> {
  readonly entry: Entry;
  readonly kind: 'Addition' | 'Modification' | 'Deletion';
  /** Members that have, or a deletion took, another value: what they were before. Nothing for additions and deletions. */
  readonly old: Partial<Row>;
}

/** The states as events (contract §1.9): a deletion is a modification that takes everything, then the deletion. */
export function eventsOf<Row extends object>(states: readonly RowState<Row>[]): RowEvent<Row>[] {
  return states.flatMap(({ entry, row, ended }, at): RowEvent<Row>[] => {
    const before = states[at - 1];
    if (before === undefined || before.ended) return [{ entry, kind: 'Addition', old: {} }];
    if (!ended) return [{ entry, kind: 'Modification', old: changed(before.row, row) }];
    return [
      { entry, kind: 'Modification', old: before.row },
      { entry, kind: 'Deletion', old: {} },
    ];
  });
}

function changed<Row extends object>(before: Row, after: Row): Partial<Row> {
  const members = Object.entries(before).filter(([name, value]) => !isDeepStrictEqual(value, after[name as keyof Row]));
  return Object.fromEntries(members) as Partial<Row>;
}
