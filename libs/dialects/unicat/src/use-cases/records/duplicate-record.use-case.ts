import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import { duplicateRecord } from '../../project/duplicate-record.js';
import { ProjectWrites } from '../../project/project-writes.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid, Language } from '../../wire/schema.js';

export interface DuplicateRecordCommand {
  readonly member: ProjectMember;
  readonly record: Gid;
  readonly ordering: string | undefined;
  readonly languages: readonly Language[] | undefined;
}

/** A copy of a record, right behind it (contract §4.2). */
@Injectable()
export class DuplicateRecord {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible for the root */
  execute({ member, record, ordering, languages }: DuplicateRecordCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      write.requireOrdering(ordering);
      const { copy, parent } = await duplicateRecord(write, await write.require(record), ordering);
      return write.answer({ record: copy, parent }, { records: [copy, parent] }, shown);
    });
  }
}
