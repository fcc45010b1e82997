import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type LogPosition, RECORD_STORE, type RecordReader, type RecordStore, type Space } from '#records';
import type { ProjectMember } from '../guards/project-request.js';
import { schemaCollection } from '../mapping/collections.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import { projectKey, readJson } from '../mapping/schema-log.js';
import type { Place } from '../serializers/record.serializer.js';
import type { ProjectPoint } from '../sync/cursor.js';
import { KnownWalks } from '../sync/known-walks.js';
import { listProjectChanges, type ProjectChanges, storedCollections } from '../sync/project-changes.js';
import type { Project, ShortProject } from '../wire/project.js';
import type { Gid } from '../wire/schema.js';
import { findPlacedRecord, keepRooted, viewRecords } from './placed-records.js';
import type { FoundRecords, OpenedProject, ProjectReader, ProjectView } from './project-reader.js';
import { StoredSchemas } from './stored-schemas.js';
import { StoredTree } from './stored-tree.js';

/** Where a record stood when schema and placements together had such revisions; until they have others, it stands there. */
interface CachedPlace {
  readonly size: number;
  readonly schema: ProjectSchema;
  readonly place: Place;
}

const cachedPlaces = 20_000;

/** Projects born in this dialect: schema, placements and values are stored as they are (mapping/collections.ts). */
@Injectable()
export class StoredProject implements ProjectReader {
  private readonly places = new LRUCache<string, CachedPlace>({ max: cachedPlaces });
  private readonly walks = new KnownWalks();

  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    private readonly schemas: StoredSchemas,
  ) {}

  async find(member: ProjectMember, gids: readonly Gid[]): Promise<FoundRecords> {
    const [only, ...others] = gids;
    if (only !== undefined && others.length === 0) {
      return (await this.findWhereItStood(member.space, only)) ?? this.findOne(member.space, only);
    }
    return this.browse(member, async (view) => ({ schema: view.schema, records: await view.find(gids) }));
  }

  browse<T>({ space }: ProjectMember, work: (view: ProjectView) => Promise<T>): Promise<T> {
    return this.store.read(space.id, async (reader) => work(await this.tree(reader, space)));
  }

  open({ space }: ProjectMember): Promise<OpenedProject> {
    return this.store.read(space.id, async (reader) => {
      const { position, collections } = await reader.spaceHead();
      const schema = await this.schemas.read(reader, space, collections.get(schemaCollection)?.revision ?? 0);
      return { schema, project: schema.content.project, position };
    });
  }

  listChanges({ space }: ProjectMember, after: ProjectPoint): Promise<ProjectChanges> {
    const walk = this.walks.in(space);
    return this.store.read(space.id, (reader) =>
      listProjectChanges(reader, after, storedCollections, (collection, keys) => reader.findRecords(collection, keys), walk),
    );
  }

  async position(space: Space): Promise<LogPosition> {
    return (await this.store.latest(space.id).spaceHead()).position;
  }

  async describe(space: Space): Promise<ShortProject> {
    const found = await this.store.latest(space.id).findRecord(schemaCollection, { key: projectKey });
    if (found === undefined) throw new RangeError(`Space ${space.id} has no project`);
    const { gid, name, icon, owner, status } = readJson<Project>(found.record);
    return { gid, name, icon, owner, status };
  }

  private async tree(reader: RecordReader, space: Space): Promise<StoredTree> {
    const { revision } = await reader.head(schemaCollection);
    const schema = await this.schemas.read(reader, space, revision);
    return new StoredTree(reader, schema, await this.schemas.rootOf(reader, space));
  }

  /** One statement, where neither schema nor tree changed since the record was last asked for. */
  private async findWhereItStood(space: Space, gid: Gid): Promise<FoundRecords | undefined> {
    const known = this.places.get(placeKey(space, gid));
    if (known === undefined) return undefined;
    const found = await findPlacedRecord(this.store.latest(space.id), space, gid);
    if (found?.size !== known.size) return undefined;
    const { fields: values, updatedAt } = found.record;
    const view = { place: known.place, values, updatedOn: updatedAt / 1000 };
    return { schema: known.schema, records: new Map([[gid, view]]) };
  }

  private findOne(space: Space, gid: Gid): Promise<FoundRecords> {
    return this.store.read(space.id, async (reader) => {
      const found = await findPlacedRecord(reader, space, gid);
      const { schema, root } = await this.tree(reader, space);
      const rooted = found === undefined ? [] : await keepRooted(reader, root, [found]);
      const records = await viewRecords(reader, schema, rooted);
      const view = records.get(gid);
      if (found !== undefined && view !== undefined) {
        this.places.set(placeKey(space, gid), { size: found.size, schema, place: view.place });
      }
      return { schema, records };
    });
  }
}

const placeKey = (space: Space, gid: Gid): string => `${space.id} ${gid}`;
