import { Injectable } from '@nestjs/common';
import { isUuid4 } from '#records';
import { unknownRecordInGet } from '../errors/unicat-errors.js';
import type { ProjectMember } from '../guards/project-request.js';
import { shownLanguages } from '../project/known-names.js';
import { Projects } from '../project/projects.js';
import { serializeAnswer } from '../serializers/answer.serializer.js';
import type { Content } from '../serializers/envelope.js';
import { RecordTexts } from '../serializers/record-texts.js';
import type { Language } from '../wire/schema.js';

/** One record, or a list of them. */
export type WantedRecords = { readonly record: string } | { readonly records: readonly string[] };

export interface GetRecordsQuery {
  readonly member: ProjectMember;
  readonly wanted: WantedRecords;
  /** Undefined: all languages of the project. */
  readonly languages: readonly Language[] | undefined;
}

/** Records by gid. Orderings and channels never play a role (contract §8). */
@Injectable()
export class GetRecords {
  constructor(
    private readonly projects: Projects,
    private readonly texts: RecordTexts,
  ) {}

  /** @throws BadParameter for a language that the project does not have, and for a single record that there is not */
  async execute({ member, wanted, languages }: GetRecordsQuery): Promise<Content> {
    const gids = ('record' in wanted ? [wanted.record] : wanted.records).filter(isUuid4);
    const { schema, records } = await this.projects.of(member.space).find(member, gids);
    const shown = shownLanguages(schema, languages);
    const data = serializeAnswer({ records: [] }, records, schema, shown, this.texts);
    if ('records' in wanted) return { result: { records: wanted.records.filter((gid) => records.has(gid)) }, data };
    if (!records.has(wanted.record)) throw unknownRecordInGet();
    return { result: { record: wanted.record }, data };
  }
}
