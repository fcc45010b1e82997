import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  type ActorId,
  isSharedError,
  RECORD_STORE,
  type RecordStore,
  SPACE_DIRECTORY,
  type Space,
  type SpaceDirectory,
  type SpaceId,
  StorageUnavailable,
} from '#records';
import { UnicatError } from '../errors/unicat-errors.js';
import { jobCollection } from '../mapping/collections.js';
import { type Job, readJob, statusAttribute } from '../mapping/job-log.js';
import { ProjectWrites } from '../project/project-writes.js';
import { Announcements } from '../sync/announcements.js';
import { UNICAT_OPTIONS, type UnicatOptions } from '../unicat.options.js';
import type { JobStatus } from '../wire/job.js';
import type { Gid } from '../wire/schema.js';
import { JobQueue } from './job-queue.js';
import { JOB_WORKS, type JobInfo, type JobWork } from './job-work.js';

/** Milliseconds until a job is tried again that the storage was not there for. */
const pause = 1000;

/** Does jobs, those of one project one after the other. Each reaches `done`, whatever happens (contract §4.5). */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(JobRunner.name);
  private readonly running = new Map<SpaceId, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(JOB_WORKS) private readonly works: readonly JobWork[],
    @Inject(UNICAT_OPTIONS) private readonly options: UnicatOptions,
    private readonly writes: ProjectWrites,
    private readonly announcements: Announcements,
    queue: JobQueue,
  ) {
    queue.follow((space, token) => this.enqueue(space, token));
  }

  /** Takes up what an earlier process has left. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.options.readOnly) return;
    for (const space of await this.spaces.list()) {
      if (space.birth !== 'unicat') continue;
      for (const token of await this.unfinished(space)) this.enqueue(space, token);
    }
  }

  /** What is under way ends; what is queued stays stored. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running.values());
  }

  private enqueue(space: Space, token: Gid): void {
    const before = this.running.get(space.id) ?? Promise.resolve();
    const last = before.then(() => this.finish(space, token));
    this.running.set(space.id, last);
    void last.then(() => {
      if (this.running.get(space.id) === last) this.running.delete(space.id);
    });
  }

  /** Never throws. */
  private async finish(space: Space, token: Gid): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.attempt(space, token);
        return;
      } catch (error) {
        if (error instanceof StorageUnavailable)
          await sleep(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
        else if (await this.fail(space, token, error)) return;
      }
    }
  }

  private async attempt(space: Space, token: Gid): Promise<void> {
    const found = await this.find(space, token);
    if (found === undefined) return;
    const { job, startedBy } = found;
    if (job.document.status !== 'done') await this.announceProcessing(job);
    await this.end(space, job, startedBy, async (write) => {
      const work = this.works.find(({ name }) => name === job.document.job);
      if (work === undefined) throw new RangeError(`Nobody knows how to do ${job.document.job}`);
      return work.run(write, job.parameters);
    });
  }

  /** The end of a job and its work are one write, so the work happens once; a job that had ended is told again. */
  private async end(
    space: Space,
    { token }: Job,
    startedBy: ActorId,
    work: (write: Parameters<JobWork['run']>[0]) => Promise<JobInfo>,
  ): Promise<void> {
    await this.writes.run(
      space,
      startedBy,
      async (write) => {
        const current = await write.requireJob(token);
        const { document } = current;
        if (document.status === 'done') {
          write.announced.push({ kind: 'job', project: document.project_gid, token, document });
          return;
        }
        const info = await work(write);
        await write.putJob({ ...current, document: { ...document, status: 'done', info, updated_on: write.now } });
      },
      { alone: true },
    );
  }

  /** @returns whether the job has ended */
  private async fail(space: Space, token: Gid, error: unknown): Promise<boolean> {
    this.logger.warn({ msg: 'A job has failed', space: space.id, token, err: error });
    try {
      const found = await this.find(space, token);
      // Of other failures the log tells; their messages may show what clients must not see.
      const reason = error instanceof UnicatError || isSharedError(error) ? error.message : 'Process error';
      if (found !== undefined) await this.end(space, found.job, found.startedBy, async () => ({ error: reason }));
      return true;
    } catch (again) {
      this.logger.error({ msg: 'A job cannot be ended', space: space.id, token, err: again });
      return !(again instanceof StorageUnavailable);
    }
  }

  /** Inside a write, because a replica may not have heard of the job yet. */
  private async find(space: Space, token: Gid): Promise<{ readonly job: Job; readonly startedBy: ActorId } | undefined> {
    const found = await this.store.write(space.id, (tx) => tx.findRecord(jobCollection, { key: token }));
    return found === undefined ? undefined : { job: readJob(found.record), startedBy: found.record.updatedBy };
  }

  private announceProcessing({ token, document }: Job): Promise<void> {
    const project = document.project_gid;
    return this.announcements.announce([{ kind: 'job', project, token, document: { ...document, status: 'processing' } }]);
  }

  /** Those that were not done, and those that nobody was told about. */
  private async unfinished(space: Space): Promise<Gid[]> {
    const tokens = await this.announcements.unfinishedJobs(space.gid);
    const queued: JobStatus = 'queued';
    for (let after = 0; ; ) {
      const where = [{ attribute: statusAttribute, equals: queued }];
      const { items, more } = await this.store.latest(space.id).listRecords(jobCollection, { where, after, limit: 100 });
      tokens.push(...items.map(({ key }) => key));
      if (!more) return [...new Set(tokens)];
      after = items.at(-1)?.ordinal ?? after;
    }
  }
}
