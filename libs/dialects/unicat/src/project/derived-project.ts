import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import {
  ACCOUNT_STORE,
  type AccountStore,
  type CollectionName,
  type CollectionSchema,
  isRegister,
  type LogPosition,
  policyFor,
  READING_POLICIES,
  RECORD_STORE,
  type ReadingPolicies,
  type RecordReader,
  type RecordStore,
  readSchema,
  registerName,
  type Space,
  type SpaceHead,
  type SpaceId,
  systemCollection,
} from '#records';
import type { ProjectMember } from '../guards/project-request.js';
import { type DerivedSchema, deriveSchema } from '../mapping/derived-schema.js';
import type { ProjectPoint } from '../sync/cursor.js';
import { derivedCollection, listProjectChanges, type ProjectChanges } from '../sync/project-changes.js';
import type { ShortProject } from '../wire/project.js';
import type { Gid } from '../wire/schema.js';
import { DerivedTree } from './derived-tree.js';
import { listAll } from './list-all.js';
import type { FoundRecords, OpenedProject, ProjectReader, ProjectView } from './project-reader.js';
import { findSeenRecords } from './seen-records.js';

interface CachedSchema {
  /** Sizes of the logs that describe the registers; they only grow, so the same sizes mean the same schema. */
  readonly sizes: string;
  readonly derived: DerivedSchema;
}

const cachedSchemas = 200;

/** Spaces of the other dialects: no mapping is declared, so each attribute is a field (mapping/derived-schema.ts). */
@Injectable()
export class DerivedProject implements ProjectReader {
  private readonly schemas = new LRUCache<SpaceId, CachedSchema>({ max: cachedSchemas });

  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
  ) {}

  find(member: ProjectMember, gids: readonly Gid[]): Promise<FoundRecords> {
    return this.browse(member, async (view) => ({ schema: view.schema, records: await view.find(gids) }));
  }

  browse<T>({ space, membership }: ProjectMember, work: (view: ProjectView) => Promise<T>): Promise<T> {
    const policy = policyFor(this.policies, space, membership.role);
    return this.store.read(space.id, async (reader) => {
      const derived = await this.derive(reader, space, await reader.spaceHead());
      return work(new DerivedTree(reader, space, policy, derived));
    });
  }

  async open({ space }: ProjectMember): Promise<OpenedProject> {
    // Before the snapshot: inside one, only its own reader may be used.
    const owner = await this.ownerOf(space);
    return this.store.read(space.id, async (reader) => {
      const head = await reader.spaceHead();
      const { schema } = await this.derive(reader, space, head);
      return { schema, project: { ...schema.content.project, owner }, position: head.position };
    });
  }

  /** Records that are hidden from the member do not change for him. */
  listChanges({ space, membership }: ProjectMember, after: ProjectPoint): Promise<ProjectChanges> {
    const policy = policyFor(this.policies, space, membership.role);
    return this.store.read(space.id, async (reader) => {
      const { definitions } = await this.derive(reader, space, await reader.spaceHead());
      return listProjectChanges(reader, after, [...definitions.keys()].map(derivedCollection), async (collection, keys) => {
        const records = await reader.findRecords(collection, keys);
        return findSeenRecords(
          reader,
          policy,
          collection,
          records.map(({ id }) => id),
        );
      });
    });
  }

  async position(space: Space): Promise<LogPosition> {
    return (await this.store.latest(space.id).spaceHead()).position;
  }

  async describe(space: Space): Promise<ShortProject> {
    return { gid: space.gid, name: space.title, icon: null, owner: await this.ownerOf(space), status: 'active' };
  }

  private async derive(reader: RecordReader, space: Space, { collections }: SpaceHead): Promise<DerivedSchema> {
    const described = [...collections.keys()].filter((name) => isRegister(name) && collections.has(systemCollection(name)));
    const sizes = described.map((name) => `${name}:${collections.get(systemCollection(name))?.revision}`).join(' ');
    const known = this.schemas.get(space.id);
    if (known?.sizes === sizes) return known.derived;
    const registers = new Map<CollectionName, CollectionSchema>();
    for (const name of described) {
      const schema = readSchema(registerName(space, name), await listAll(reader, systemCollection(name)));
      if (schema !== undefined) registers.set(name, schema);
    }
    const derived = deriveSchema(space, registers);
    this.schemas.set(space.id, { sizes, derived });
    return derived;
  }

  /** A project has an owner, a space has members: the first of its staff stands for him, else the first member. */
  private async ownerOf(space: Space): Promise<Gid> {
    const members = await this.accounts.listMembers(space.id);
    const owner = members.find(({ membership }) => membership.role === 'staff') ?? members[0];
    return owner?.account.gid ?? space.gid;
  }
}
