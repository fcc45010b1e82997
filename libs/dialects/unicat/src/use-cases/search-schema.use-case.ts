import { Injectable } from '@nestjs/common';
import { BadParameter } from '../errors/unicat-errors.js';
import type { ProjectMember } from '../guards/project-request.js';
import type { Range } from '../project/project-reader.js';
import { Projects } from '../project/projects.js';
import { findSchemaItem, schemaData, searchSchema } from '../search/schema-search.js';
import type { SearchQuery } from '../search/search-parameters.js';
import type { Content } from '../serializers/envelope.js';

export interface SearchSchemaQuery {
  readonly member: ProjectMember;
  readonly query: SearchQuery;
  readonly range: Range;
}

/** A page of the definitions, classes and fields that a search finds (contract §5, §6). */
@Injectable()
export class SearchSchema {
  constructor(private readonly projects: Projects) {}

  /** @throws BadParameter, SearchError */
  async execute({ member, query, range: { top, size } }: SearchSchemaQuery): Promise<Content> {
    const { schema } = await this.projects.of(member.space).find(member, []);
    if (!schema.languages.includes(query.language)) throw new BadParameter('language');
    const found = searchSchema(schema, query);
    const items = found
      .slice(top, top + size)
      .map((gid) => findSchemaItem(schema, gid))
      .filter((each) => each !== undefined);
    return {
      result: { schema_items: items, 'schema_items.size': found.length },
      data: JSON.stringify(schemaData(schema, items)),
    };
  }
}
