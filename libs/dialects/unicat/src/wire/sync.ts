import type { JobDocument } from './job.js';

export type SyncAction = 'INSERT' | 'UPDATE' | 'DELETE';

/** The names under which the client keeps objects; it knows no other (contract §7). */
export type SyncedType =
  | 'jobs'
  | 'cc.projects'
  | 'records'
  | 'assets'
  | 'definitions'
  | 'classes'
  | 'fields'
  | 'layouts'
  | 'queries'
  | 'modules';

/** One change (contract §7). */
export interface SyncItem {
  readonly type: 'cc' | 'project';
  readonly cursor: number;
  readonly action: SyncAction;
  readonly data_type: SyncedType;
  readonly data_key: string;
  /** Of jobs only. */
  readonly data?: JobDocument;
}
