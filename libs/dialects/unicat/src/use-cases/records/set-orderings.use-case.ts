import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import type { Placement } from '../../mapping/placement.js';
import { ProjectWrites } from '../../project/project-writes.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid, Language } from '../../wire/schema.js';

export interface SetOrderingsCommand {
  readonly member: ProjectMember;
  readonly record: Gid;
  readonly orderings: Placement['orderings'];
  readonly languages: readonly Language[] | undefined;
}

/** Indexes among the siblings, as given; those of others stay (contract §4.2). */
@Injectable()
export class SetOrderings {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound */
  execute({ member, record, orderings, languages }: SetOrderingsCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      for (const key of Object.keys(orderings)) write.requireOrdering(key);
      const { gid, placement } = await write.require(record);
      const changed = { ...placement, orderings: { ...placement.orderings, ...orderings }, updatedOn: write.now };
      await write.putRecords([{ gid, placement: changed }]);
      return write.answer({ record }, { records: [record] }, shown);
    });
  }
}
