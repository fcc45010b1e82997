import { Injectable } from '@nestjs/common';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { copyRecords } from '../../project/copy-records.js';
import { linkRecord } from '../../project/link-records.js';
import { moveRecord, requireElsewhere } from '../../project/move-record.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { orderingsAt, requireTarget, type Target } from '../../project/target.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid, Language } from '../../wire/schema.js';

export interface PlaceRecordCommand {
  readonly member: ProjectMember;
  readonly record: Gid;
  readonly target: Target;
  readonly languages: readonly Language[] | undefined;
}

/** A record goes somewhere else, with all that is below it (contract §4.2). */
@Injectable()
export class MoveRecord {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible */
  execute({ member, record, target, languages }: PlaceRecordCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const above = await requireTarget(write, target);
      await moveRecord(write, await write.require(record), above, target);
      const { parent } = target;
      return write.answer({ record, parent }, { records: [record, parent] }, shown);
    });
  }
}

/** A copy of a record somewhere else, alone or with all that is below it (contract §4.2). */
@Injectable()
export class CopyRecord {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible */
  execute({ member, record, target, languages, deep }: PlaceRecordCommand & { readonly deep: boolean }): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const above = await requireTarget(write, target);
      const source = await write.require(record);
      requireElsewhere(source, above);
      const [orderings = {}] = await orderingsAt(write, target);
      const { parent } = target;
      const copies = await copyRecords(write, [{ record: source, parent, orderings }], deep);
      await write.touch([above]);
      return write.answer({ record: copies[0], parent }, { records: [...copies, parent] }, shown);
    });
  }
}

/** A link to a record somewhere else (contract §4.2). */
@Injectable()
export class LinkRecord {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible */
  execute({ member, record, target, languages }: PlaceRecordCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const above = await requireTarget(write, target);
      const source = await write.require(record);
      const { parent } = target;
      const [orderings = {}] = await orderingsAt(write, target);
      const { link, canonical } = await linkRecord(write, source, parent, orderings);
      await write.touch([above]);
      return write.answer({ record: link, parent }, { records: [link, parent, canonical] }, shown);
    });
  }
}

/** A link becomes a record of its own; its values stay (contract §4.2). */
@Injectable()
export class UnlinkRecord {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible for what is no link */
  execute({ member, record, languages }: Omit<PlaceRecordCommand, 'target'>): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const { gid, placement } = await write.require(record);
      if (placement.canonical === null) throw new NotPossible();
      await write.putRecords([{ gid, placement: { ...placement, canonical: null, copies: 0, updatedOn: write.now } }]);
      await write.touch([await write.require(placement.canonical)]);
      return write.answer({ record }, { records: [record] }, shown);
    });
  }
}
