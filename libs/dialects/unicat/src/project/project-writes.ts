import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, RECORD_STORE, type RecordStore, type WriteOptions, type WriteTransaction } from '#records';
import { NotPossible } from '../errors/unicat-errors.js';
import { type ProjectMember, requireWriter } from '../guards/project-request.js';
import { RecordTexts } from '../serializers/record-texts.js';
import { Announcements } from '../sync/announcements.js';
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
  ) {}

  /**
   * @param work may run again after a conflict, so it keeps no state outside the write
   * @throws AccessDenied for a member who may only read
   * @throws NotPossible in a space of another dialect, which is shown as a project but not kept as one
   */
  async execute<T>(member: ProjectMember, work: (write: ProjectWrite) => Promise<T>, options?: WriteOptions): Promise<T> {
    requireWriter(member);
    const { space } = member;
    if (space.birth !== 'unicat') throw new NotPossible();
    const { value, announced } = await this.store.write(
      space.id,
      async (tx) => {
        const write = await this.open(tx, member);
        return { value: await work(write), announced: write.announced };
      },
      options,
    );
    await this.announcements.announce(announced);
    return value;
  }

  private async open(tx: WriteTransaction, { space, account }: ProjectMember): Promise<ProjectWrite> {
    return new ProjectWrite({
      tx,
      space,
      stamp: { recordedAt: this.clock.now(), recordedBy: String(account.id) },
      schema: await this.schemas.readForWrite(tx, space),
      root: await this.schemas.rootOf(tx, space),
      texts: this.texts,
    });
  }
}
