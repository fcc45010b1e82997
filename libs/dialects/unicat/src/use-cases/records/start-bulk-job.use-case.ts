import { Injectable } from '@nestjs/common';
import type { JsonValue } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { Selections, withoutSearches } from '../../project/selections.js';
import { requireTarget, type Target } from '../../project/target.js';
import type { Content } from '../../serializers/envelope.js';
import { type BulkCall, bulkWorks } from './bulk-works.js';

export interface BulkCommand {
  readonly member: ProjectMember;
  readonly call: BulkCall;
  /** As it came. */
  readonly selection: unknown;
  /** Of calls that put records somewhere. */
  readonly target?: Target;
  /** Of `bulk/duplicate`. */
  readonly ordering?: string | undefined;
}

/** Starts the job of a bulk call (contract §4.4). */
@Injectable()
export class StartBulkJob {
  constructor(
    private readonly writes: ProjectWrites,
    private readonly selections: Selections,
  ) {}

  /** @throws BadParameter, BulkSelectionError, SearchError, RecordNotFound, NotPossible */
  async execute({ member, call, selection, target, ordering = target?.ordering }: BulkCommand): Promise<Content> {
    const resolved = await this.selections.resolve(member, selection);
    const given = { parent: target?.parent, before: target?.before, ordering };
    const parameters: JsonValue = {
      selection: withoutSearches(resolved),
      ...Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    };
    return this.writes.execute(member, async (write) => {
      write.requireOrdering(ordering);
      if (target !== undefined) await requireTarget(write, target);
      const token = await write.startJob(bulkWorks[call].name, parameters);
      return write.answer({ 'job.token': token }, {}, []);
    });
  }
}
