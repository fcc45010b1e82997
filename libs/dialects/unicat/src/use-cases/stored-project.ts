import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { RECORD_STORE, type RecordReader, type RecordStore, type Space, type SpaceId } from '#records';
import type { ProjectMember } from '../guards/project-request.js';
import { reservedAttributes, schemaCollection } from '../mapping/collections.js';
import { ProjectSchema, registerSpelling } from '../mapping/project-schema.js';
import { projectKey, readJson, readSchemaContent } from '../mapping/schema-log.js';
import type { Place } from '../serializers/record.serializer.js';
import type { Project, ShortProject } from '../wire/project.js';
import type { Gid } from '../wire/schema.js';
import { listAll } from './list-all.js';
import { findPlacedRecord, findPlacedRecords, findPlaces, type PlacedRecord } from './placed-records.js';
import type { FoundRecords, OpenedProject, ProjectReader } from './project-reader.js';

interface CachedSchema {
  /** Entries of the schema collection when it was read; the log only grows, so the same number means the same schema. */
  readonly size: number;
  readonly schema: ProjectSchema;
}

/** Where a record stood when schema and placements together had so many entries; until they have more, it stands there. */
interface CachedPlace {
  readonly size: number;
  readonly schema: ProjectSchema;
  readonly place: Place;
}

const cachedSchemas = 200;
const cachedPlaces = 20_000;

/** Projects born in this dialect: schema, placements and values are stored as they are (mapping/collections.ts). */
@Injectable()
export class StoredProject implements ProjectReader {
  private readonly schemas = new LRUCache<SpaceId, CachedSchema>({ max: cachedSchemas });
  private readonly places = new LRUCache<string, CachedPlace>({ max: cachedPlaces });

  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  async find({ space }: ProjectMember, gids: readonly Gid[]): Promise<FoundRecords> {
    const [only, ...others] = gids;
    if (only === undefined || others.length > 0) return this.findMany(space, gids);
    return (await this.findWhereItStood(space, only)) ?? this.findOne(space, only);
  }

  open({ space }: ProjectMember): Promise<OpenedProject> {
    return this.store.read(space.id, async (reader) => {
      const { position, collections } = await reader.spaceHead();
      const schema = await this.schemaAt(collections.get(schemaCollection)?.revision ?? 0, space, reader);
      return { schema, project: schema.content.project, position };
    });
  }

  async describe(space: Space): Promise<ShortProject> {
    const found = await this.store.latest(space.id).findRecord(schemaCollection, { key: projectKey });
    if (found === undefined) throw new RangeError(`Space ${space.id} has no project`);
    const { gid, name, icon, owner, status } = readJson<Project>(found.record);
    return { gid, name, icon, owner, status };
  }

  /** One statement, where neither schema nor tree changed since the record was last asked for. */
  private async findWhereItStood(space: Space, gid: Gid): Promise<FoundRecords | undefined> {
    const known = this.places.get(placeKey(space, gid));
    if (known === undefined) return undefined;
    const found = await findPlacedRecord(this.store.latest(space.id), space, gid);
    if (found?.size !== known.size) return undefined;
    return { schema: known.schema, records: new Map([[gid, { place: known.place, values: found.record.fields }]]) };
  }

  private findOne(space: Space, gid: Gid): Promise<FoundRecords> {
    return this.store.read(space.id, async (reader) => {
      const found = await findPlacedRecord(reader, space, gid);
      const view = await this.view(reader, space, found === undefined ? [] : [found]);
      const place = view.places.get(gid);
      if (found !== undefined && place !== undefined) {
        this.places.set(placeKey(space, gid), { size: found.size, schema: view.found.schema, place });
      }
      return view.found;
    });
  }

  private findMany(space: Space, gids: readonly Gid[]): Promise<FoundRecords> {
    return this.store.read(
      space.id,
      async (reader) => (await this.view(reader, space, await findPlacedRecords(reader, gids))).found,
    );
  }

  private async view(
    reader: RecordReader,
    space: Space,
    placed: readonly PlacedRecord[],
  ): Promise<{ found: FoundRecords; places: ReadonlyMap<Gid, Place> }> {
    const { entries } = await reader.head(schemaCollection);
    const schema = await this.schemaAt(entries, space, reader);
    const places = await findPlaces(reader, schema, placed);
    const records = new Map(
      placed.flatMap(({ record }) => {
        const place = places.get(record.key);
        return place === undefined ? [] : [[record.key, { place, values: record.fields }] as const];
      }),
    );
    return { found: { schema, records }, places };
  }

  private async schemaAt(size: number, space: Space, reader: RecordReader): Promise<ProjectSchema> {
    const known = this.schemas.get(space.id);
    if (known?.size === size) return known.schema;
    const content = readSchemaContent(await listAll(reader, schemaCollection));
    const schema = new ProjectSchema(content, registerSpelling(reservedAttributes(space)));
    this.schemas.set(space.id, { size, schema });
    return schema;
  }
}

const placeKey = (space: Space, gid: Gid): string => `${space.id} ${gid}`;
