import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RecordNotFound } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { schemaCollection } from '../../mapping/collections.js';
import { freeName } from '../../mapping/free-name.js';
import type { ProjectWrite } from '../../project/project-write.js';
import { ProjectWrites } from '../../project/project-writes.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid, Query } from '../../wire/schema.js';

export type QueryDraft = Omit<Query, 'gid'>;
export type QueryChanges = Partial<Omit<QueryDraft, 'type'>>;

/** Saves a query. What it says is looked at when somebody searches with it (contract §5). */
@Injectable()
export class CreateQuery {
  constructor(private readonly writes: ProjectWrites) {}

  execute(member: ProjectMember, draft: QueryDraft): Promise<Content> {
    return this.writes.execute(member, (write) => put(write, { gid: randomUUID(), ...draft }));
  }
}

@Injectable()
export class UpdateQuery {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws RecordNotFound */
  execute(member: ProjectMember, gid: Gid, changes: QueryChanges): Promise<Content> {
    return this.writes.execute(member, (write) => put(write, { ...requireQuery(write, gid), ...changes }));
  }
}

@Injectable()
export class DeleteQuery {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws RecordNotFound */
  execute(member: ProjectMember, gid: Gid): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      requireQuery(write, gid);
      await write.deleteItem('query', gid);
      return { result: {}, data: '{}' };
    });
  }
}

async function put(write: ProjectWrite, query: Query): Promise<Content> {
  const { gid } = query;
  await write.putItem('query', { ...query, name: nameOf(write, query) });
  return write.answer({ query: gid }, { queries: [gid] }, write.schema.languages);
}

function requireQuery({ schema }: ProjectWrite, gid: Gid): Query {
  const query = schema.content.queries.get(gid);
  if (query === undefined) throw new RecordNotFound(schemaCollection, gid);
  return query;
}

/** A name that another query of the type has already gets a serial number: `Tents 2`. */
function nameOf({ schema }: ProjectWrite, { gid, type, name }: Query): string {
  const others = [...schema.content.queries.values()].filter((each) => each.type === type && each.gid !== gid);
  return freeName(name, new Set(others.map((each) => each.name)), ' ');
}
