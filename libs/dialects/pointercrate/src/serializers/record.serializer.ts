import type { ReferencedRecord } from '#records';
import type { StoredRow } from '../list/stored-row.js';
import { rowOf } from '../mapping/table.js';
import { type DemonRow, demons, type PlayerRow, players, type RecordRow, records, submitters } from '../mapping/tables.js';
import type {
  ListedRecordDocument,
  MinimalDemon,
  MinimalPlayer,
  RecordCore,
  RecordDocument,
  SubmitterDocument,
} from './record.document.js';

/** A record with what it refers to. */
export interface RecordView {
  readonly record: ReferencedRecord;
  readonly player: ReferencedRecord;
  readonly demon: ReferencedRecord;
  readonly submitter: ReferencedRecord | undefined;
}

/** A record in a list. */
export interface ListedRecordView {
  readonly record: StoredRow<RecordRow>;
  readonly player: StoredRow<PlayerRow>;
  readonly demon: StoredRow<DemonRow>;
}

/**
 * The full form of a record (contract §1.1).
 * @param isStaff whether the reader has LIST_HELPER
 */
export function serializeRecord({ record, player, demon, submitter }: RecordView, isStaff: boolean): RecordDocument {
  const { progress, video, status, raw_footage } = rowOf(records, record.fields);
  // Links of such players lead to what nobody should see, so not even staff get them here.
  const showsLinks = !rowOf(players, player.fields).link_banned;
  return {
    id: Number(record.key),
    progress,
    video: showsLinks ? video : null,
    status,
    player: serializeMinimalPlayer(player),
    demon: serializeMinimalDemon(demon),
    // Submitters are told apart by IP address, so only list helpers may see them.
    submitter: isStaff && submitter !== undefined ? serializeSubmitter(submitter) : null,
    raw_footage: isStaff && showsLinks ? raw_footage : null,
  };
}

/** What all forms of a record begin with (contract §1.1). Links of a link-banned holder are shown to nobody. */
export function serializeRecordCore({ id, row }: StoredRow<RecordRow>, holder: Pick<PlayerRow, 'link_banned'>): RecordCore {
  const { progress, video, status } = row;
  return { id, progress, video: holder.link_banned ? null : video, status };
}

/** The form of a record in lists (contract §1.1): neither submitter nor raw footage, whoever asks. */
export function serializeListedRecord({ record, player, demon }: ListedRecordView): ListedRecordDocument {
  return {
    ...serializeRecordCore(record, player.row),
    demon: serializeMinimalDemon(demon.record),
    player: serializeMinimalPlayer(player.record),
  };
}

export function serializeMinimalPlayer({ key, fields }: ReferencedRecord): MinimalPlayer {
  const { name, banned } = rowOf(players, fields);
  return { id: Number(key), name, banned };
}

export function serializeMinimalDemon({ key, fields }: ReferencedRecord): MinimalDemon {
  const { position, name } = rowOf(demons, fields);
  return { id: Number(key), position, name };
}

export function serializeSubmitter({ key, fields }: ReferencedRecord): SubmitterDocument {
  const { banned } = rowOf(submitters, fields);
  return { id: Number(key), banned };
}
