import type { JsonValue } from '#records';
import type { JobName } from '../mapping/job-log.js';
import type { ProjectWrite } from '../project/project-write.js';

/** What a job reports when it is done, such as `total`. */
export type JobInfo = { readonly [name: string]: JsonValue };

/** The work of one kind of job: one write, in which the job is also put to done. */
export interface JobWork {
  readonly name: JobName;
  /**
   * @param parameters as they were given to `startJob`
   * @throws what the job is to end with as `info.error`
   */
  run(write: ProjectWrite, parameters: JsonValue): Promise<JobInfo>;
}

/** All kinds of jobs. */
export const JOB_WORKS = Symbol('JobWorks');
