import type { JsonValue } from '#records';
import type { Timestamp } from './project.js';
import type { Gid } from './schema.js';

export type JobStatus = 'queued' | 'rejected' | 'processing' | 'done';

/** A job as sync items show it (contract §1.7). */
export interface JobDocument {
  readonly project_gid: Gid;
  readonly job: string;
  readonly status: JobStatus;
  readonly info: { readonly [name: string]: JsonValue };
  readonly created_on: Timestamp;
  readonly updated_on: Timestamp;
}
