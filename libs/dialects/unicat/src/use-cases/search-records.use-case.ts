import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../guards/project-request.js';
import type { Range } from '../project/project-reader.js';
import { RecordSearch } from '../search/record-search.js';
import type { SearchQuery } from '../search/search-parameters.js';
import type { Content } from '../serializers/envelope.js';
import { GetRecords } from './get-records.use-case.js';

export interface SearchRecordsQuery {
  readonly member: ProjectMember;
  readonly query: SearchQuery;
  readonly range: Range;
}

/** A page of the records that a search finds, complete and in all languages (contract §4.1, §6). */
@Injectable()
export class SearchRecords {
  constructor(
    private readonly search: RecordSearch,
    private readonly getRecords: GetRecords,
  ) {}

  /** @throws BadParameter, SearchError */
  async execute({ member, query, range: { top, size } }: SearchRecordsQuery): Promise<Content> {
    const found = await this.search.find(member, query);
    const records = found.slice(top, top + size);
    const { result, data } = await this.getRecords.execute({ member, wanted: { records }, languages: undefined });
    return { result: { ...result, 'records.size': found.length }, data };
  }
}
