import { Inject, Injectable } from '@nestjs/common';
import {
  type ActorId,
  CLOCK,
  type Clock,
  RECORD_STORE,
  type RecordStore,
  type Space,
  type WriteOptions,
  type WriteTransaction,
} from '#records';
import { NotPossible } from '../errors/unicat-errors.js';
import { type ProjectMember, requireWriter } from '../guards/project-request.js';
import { JobQueue } from '../jobs/job-queue.js';
import { RecordTexts } from '../serializers/record-texts.js';
import { Announcements } from '../sync/announcements.js';
import { deletedStatus } from '../wire/project.js';
import { ProjectWrite } from './project-write.js';
import { StoredSchemas } from './stored-schemas.js';

/** Opens the one write of a use case, and tells afterwards what concerns more than the project. */
@Injectable()
export class ProjectWrites {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly schemas: StoredSchemas,
    private readonly texts: RecordTexts,
    private readonly announcements: Announcements,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * Inside a batch the work joins the write of the batch (docs/adr/0035).
   * @param work may run again after a conflict, so it keeps no state outside the write
   * @throws AccessDenied for a member who may only read
   * @throws NotPossible in a space of another dialect, which is shown as a project but not kept as one, and in a project that
   * was deleted
   */
  async execute<T>(member: ProjectMember, work: (write: ProjectWrite) => Promise<T>, options?: WriteOptions): Promise<T> {
    requireWriter(member);
    if (member.write instanceof ProjectWrite) return work(member.write);
    const unlessDeleted = (write: ProjectWrite): Promise<T> => {
      if (write.project.status === deletedStatus) throw new NotPossible();
      return work(write);
    };
    return this.run(member.space, String(member.account.id), unlessDeleted, options);
  }

  /** As `execute`, for whoever was let in already: a job. */
  async run<T>(space: Space, recordedBy: ActorId, work: (write: ProjectWrite) => Promise<T>, options?: WriteOptions): Promise<T> {
    if (space.birth !== 'unicat') throw new NotPossible();
    const { value, announced, started } = await this.store.write(
      space.id,
      async (tx) => {
        const write = await this.open(tx, space, recordedBy);
        const value = await work(write);
        await write.settle();
        return { value, announced: write.announced, started: write.started };
      },
      options,
    );
    try {
      await this.announcements.announce(announced);
    } finally {
      for (const token of started) this.jobs.push(space, token);
    }
    return value;
  }

  private async open(tx: WriteTransaction, space: Space, recordedBy: ActorId): Promise<ProjectWrite> {
    return new ProjectWrite({
      tx,
      space,
      stamp: { recordedAt: this.clock.now(), recordedBy },
      schema: await this.schemas.readForWrite(tx, space),
      root: await this.schemas.rootOf(tx, space),
      texts: this.texts,
    });
  }
}
