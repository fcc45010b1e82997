import { canonicalJson, type JsonValue, type RecordFields, type StoredRecord, textOf } from '#records';
import type { JobDocument } from '../wire/job.js';
import type { Gid } from '../wire/schema.js';

export type JobName =
  | 'copy_record_channels_down'
  | 'permanent_delete_record'
  | 'delete_records'
  | 'undelete_records'
  | 'permanent_delete_records'
  | 'duplicate_records'
  | 'shallow_copy_records'
  | 'deep_copy_records'
  | 'link_records'
  | 'move_records'
  | 'backup_project'
  | 'restore_project';

export interface Job {
  readonly token: Gid;
  readonly document: JobDocument;
  /** What its work needs to know. */
  readonly parameters: JsonValue;
}

/** Jobs are looked for by status. */
export const statusAttribute = 'status';

export function jobFields({ document, parameters }: Omit<Job, 'token'>): RecordFields {
  return {
    [statusAttribute]: document.status,
    json: canonicalJson(document as unknown as JsonValue),
    parameters: canonicalJson(parameters),
  };
}

export function readJob({ key, fields }: Pick<StoredRecord, 'key' | 'fields'>): Job {
  return {
    token: key,
    document: JSON.parse(textOf(fields, 'json') ?? 'null') as JobDocument,
    parameters: JSON.parse(textOf(fields, 'parameters') ?? 'null') as JsonValue,
  };
}
