import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import {
  ACCOUNT_STORE,
  type AccountStore,
  type CollectionName,
  type CollectionSchema,
  isRegister,
  mainCollection,
  policyFor,
  READING_POLICIES,
  RECORD_STORE,
  type ReadingPolicies,
  type ReadingPolicy,
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
import { type DerivedSchema, deriveSchema, rootValues } from '../mapping/derived-schema.js';
import type { Place, RecordView } from '../serializers/record.serializer.js';
import { allRecords, type ShortProject } from '../wire/project.js';
import type { Gid } from '../wire/schema.js';
import { listAll } from './list-all.js';
import type { FoundRecords, OpenedProject, ProjectReader } from './project-reader.js';
import { countSeenRecords, findSeenRecords } from './seen-records.js';

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

  find({ space, membership }: ProjectMember, gids: readonly Gid[]): Promise<FoundRecords> {
    const policy = policyFor(this.policies, space, membership.role);
    return this.store.read(space.id, async (reader) => {
      const derived = await this.derive(reader, space, await reader.spaceHead());
      const records = new Map<Gid, RecordView>();
      const missing = new Set(gids);
      if (missing.delete(derived.root)) records.set(derived.root, await this.viewRoot(reader, space, policy, derived));
      for (const [collection, definition] of derived.definitions) {
        if (missing.size === 0) break;
        for (const record of await this.viewAll(reader, policy, derived, collection, definition, [...missing])) {
          missing.delete(record.place.gid);
          records.set(record.place.gid, record);
        }
      }
      return { schema: derived.schema, records };
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

  async describe(space: Space): Promise<ShortProject> {
    return { gid: space.gid, name: space.title, icon: null, owner: await this.ownerOf(space), status: 'active' };
  }

  /** A hidden record is not found here, and then looked for in the other collections, where it is not either. */
  private async viewAll(
    reader: RecordReader,
    policy: ReadingPolicy,
    { schema, root, ordering }: DerivedSchema,
    collection: CollectionName,
    definition: Gid,
    ids: readonly string[],
  ): Promise<RecordView[]> {
    const found = await findSeenRecords(reader, policy, collection, ids);
    const first = await reader.findEntries(
      collection,
      found.map(({ ordinal }) => ordinal),
    );
    const createdAt = new Map(first.map(({ number, recordedAt }) => [number, recordedAt]));
    const shape = schema.shapeOfRecord(definition);
    return found.map((record) => ({
      place: {
        gid: record.id,
        original: null,
        backlinks: [],
        path: [record.id, root],
        childcount: 0,
        shape,
        channels: [allRecords],
        orderings: { [ordering]: record.rank },
        createdOn: (createdAt.get(record.ordinal) ?? record.updatedAt) / 1000,
        updatedOn: record.updatedAt / 1000,
      },
      values: record.fields,
    }));
  }

  private async viewRoot(reader: RecordReader, space: Space, policy: ReadingPolicy, derived: DerivedSchema): Promise<RecordView> {
    const { schema, root, rootDefinition, ordering } = derived;
    const place: Place = {
      gid: root,
      original: null,
      backlinks: [],
      path: [root],
      childcount: await countSeenRecords(reader, policy, mainCollection(space)),
      shape: schema.shapeOfRecord(rootDefinition),
      channels: [allRecords],
      orderings: { [ordering]: 1 },
      createdOn: space.createdAt / 1000,
      updatedOn: space.createdAt / 1000,
    };
    return { place, values: rootValues(space) };
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
