import { Injectable } from '@nestjs/common';
import { RecordNotFound } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { schemaCollection } from '../../mapping/collections.js';
import { Projects } from '../../project/projects.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';

export type WantedQueries = { readonly query: Gid } | { readonly queries: readonly Gid[] };

/** Saved queries by gid; of a list, those that there are (contract §5). */
@Injectable()
export class GetQueries {
  constructor(private readonly projects: Projects) {}

  /** @throws RecordNotFound for a single one that does not exist */
  async execute(member: ProjectMember, wanted: WantedQueries): Promise<Content> {
    const { queries } = await this.projects.of(member.space).browse(member, async ({ schema }) => schema.content);
    const found = ('query' in wanted ? [wanted.query] : wanted.queries).filter((gid) => queries.has(gid));
    if ('query' in wanted && found.length === 0) throw new RecordNotFound(schemaCollection, wanted.query);
    const data = JSON.stringify({ queries: Object.fromEntries(found.map((gid) => [gid, queries.get(gid)])) });
    return { result: 'query' in wanted ? { query: wanted.query } : { queries: found }, data };
  }
}
