import { type FoundRecord, hasEnded, RecordNotFound, type Reference } from '#records';
import type { ListReader } from '../list/list-reader.js';
import { type StoredRow, storedRow } from '../list/stored-row.js';
import { type DemonRow, demons, type RecordRow, records } from '../mapping/tables.js';
import type { RecordView } from '../serializers/record.serializer.js';

/** What a record is shown with. */
export const recordReferences: readonly Reference[] = ['player', 'demon', 'submitter'].map((collection) => ({
  attribute: collection,
  collection,
}));

/** @throws RecordNotFound also where the record was deleted */
export function requireRecord(found: FoundRecord | undefined, id: number): FoundRecord {
  if (found === undefined || hasEnded(found.record.fields)) throw new RecordNotFound(records.collection, String(id));
  return found;
}

export function viewOf({ record, references: { player, demon, submitter } }: FoundRecord): RecordView {
  if (player === undefined || demon === undefined)
    throw new Error(`Record ${record.key} names a player or demon that does not exist`);
  return { record, player, demon, submitter };
}

/** A record about to be changed, with what its caller sees of it. */
export interface RecordAtHand {
  readonly record: StoredRow<RecordRow>;
  readonly demon: StoredRow<DemonRow>;
  readonly view: RecordView;
}

/** @throws RecordNotFound */
export async function takeRecord(list: ListReader, id: number): Promise<RecordAtHand> {
  const address = { key: String(id) };
  const found = requireRecord(await list.reader.findRecord(records.collection, address, { references: recordReferences }), id);
  const record = storedRow(records, found.record);
  return { record, demon: await list.get(demons, record.row.demon), view: viewOf(found) };
}
