import { Injectable } from '@nestjs/common';
import { hasEnded, type JsonValue } from '#records';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import type { JobInfo, JobWork } from '../../jobs/job-work.js';
import { dropUnused } from '../../project/extended-definition.js';
import type { RootedRecord } from '../../project/placed-records.js';
import type { ProjectWrite } from '../../project/project-write.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { deleteRecords, removeRecords, undeleteRecord } from '../../project/record-life.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid, Language } from '../../wire/schema.js';

export interface RecordLifeCommand {
  readonly member: ProjectMember;
  readonly record: Gid;
  readonly languages: readonly Language[] | undefined;
}

/** Marks a record, its subtree and the links to them as deleted; nothing leaves the tree (contract §4.3). */
@Injectable()
export class DeleteRecord {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible for the root */
  execute({ member, record, languages }: RecordLifeCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const { placement } = await write.require(record);
      if (placement.parent === null) throw new NotPossible();
      await deleteRecords(write, [record]);
      return write.answer({ record }, { records: [record] }, shown);
    });
  }
}

/** The reverse, for the same set (contract §4.3). */
@Injectable()
export class UndeleteRecord {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible for what is not deleted, or hangs on something deleted */
  execute({ member, record, languages }: RecordLifeCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const found = await write.require(record);
      if (!(await mayBeUndeleted(write, found))) throw new NotPossible();
      await undeleteRecord(write, found);
      return write.answer({ record }, { records: [record] }, shown);
    });
  }
}

/** Whether a record is deleted, and neither what it hangs on nor what it links to is. */
export async function mayBeUndeleted(write: ProjectWrite, { record, placement }: RootedRecord): Promise<boolean> {
  if (!hasEnded(record.fields)) return false;
  const around = [placement.parent, placement.canonical].filter((gid) => gid !== null);
  const found = await write.tree.findRooted(around);
  return ![...found.values()].some((each) => hasEnded(each.record.fields));
}

/** Takes a deleted record out of the tree at once; a job does the same for what is below it and the links (contract §4.3). */
@Injectable()
export class DeleteRecordForGood implements JobWork {
  readonly name = 'permanent_delete_record';

  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible for what is not deleted */
  execute({ member, record, languages }: RecordLifeCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const found = await write.require(record);
      const { parent, canonical, definition } = found.placement;
      if (!hasEnded(found.record.fields) || parent === null) throw new NotPossible();
      await write.putRecords([{ gid: record, placement: 'removed' }]);
      const around = await write.tree.findRooted(canonical === null ? [parent] : [parent, canonical]);
      await write.touch([...around.values()]);
      await dropUnused(write, definition);
      const token = await write.startJob(this.name, { record });
      return write.answer({ parent, 'job.token': token }, { records: [parent] }, shown);
    });
  }

  async run(write: ProjectWrite, parameters: JsonValue): Promise<JobInfo> {
    const { record } = parameters as { readonly record: Gid };
    await removeRecords(write, [record]);
    return {};
  }
}
