import { Injectable } from '@nestjs/common';
import type { Space } from '#records';
import type { Gid } from '../wire/schema.js';

/** Jobs of one project that are to be done. */
export type JobListener = (space: Space, token: Gid) => void;

/** Where writes leave the jobs that they have started, for whoever does them. */
@Injectable()
export class JobQueue {
  private listener: JobListener | undefined;

  follow(listener: JobListener): void {
    this.listener = listener;
  }

  /** A job that nobody takes now is stored, and taken up at the next start. */
  push(space: Space, token: Gid): void {
    this.listener?.(space, token);
  }
}
