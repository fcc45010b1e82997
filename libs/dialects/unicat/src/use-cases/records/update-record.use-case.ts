import { Injectable } from '@nestjs/common';
import { endDate, type RecordFields, valueIn } from '#records';
import { BadParameter } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { changeValues, type GivenValues } from '../../mapping/changed-values.js';
import { familyOf } from '../../project/link-family.js';
import type { RootedRecord } from '../../project/placed-records.js';
import { ProjectWrites } from '../../project/project-writes.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid, Language } from '../../wire/schema.js';

export interface UpdateRecordCommand {
  readonly member: ProjectMember;
  readonly record: Gid;
  readonly fields: GivenValues;
  readonly languages: readonly Language[] | undefined;
}

/** Values of a record and of all links to it. What is invalid is reported, not stored (contract §4.3). */
@Injectable()
export class UpdateRecord {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws BadParameter for a language that the project does not have
   * @throws RecordNotFound
   */
  execute({ member, record, fields, languages }: UpdateRecordCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const all = write.schema.languages;
      if (!Object.keys(fields).every((language) => all.includes(language))) throw new BadParameter('fields');
      const { canonical, members } = await familyOf(write, await write.require(record));
      const shape = write.schema.shapeOfRecord(canonical.placement.definition);
      const { fields: values, findings } = changeValues(shape, canonical.record.fields, fields, all);
      await write.putRecords(members.map((each) => ({ gid: each.gid, values: withEndOf(each, values) })));
      const report = findings.map((finding) => ({ record, ...finding }));
      const records = members.map(({ gid }) => gid);
      return write.answer({ record, 'report.validation': report }, { records: [record, ...records] }, shown);
    });
  }
}

/** Whether a record is deleted is its own. */
function withEndOf({ record }: RootedRecord, values: RecordFields): RecordFields {
  const { [endDate.field]: _, ...others } = values;
  const end = valueIn(record.fields, endDate.field);
  return end === undefined ? others : { ...others, [endDate.field]: end };
}
