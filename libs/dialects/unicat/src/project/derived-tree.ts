import { type CollectionName, mainCollection, type ReadingPolicy, type RecordReader, type Space } from '#records';
import { type DerivedSchema, rootValues } from '../mapping/derived-schema.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { Place, RecordView } from '../serializers/record.serializer.js';
import { allRecords } from '../wire/project.js';
import type { Gid } from '../wire/schema.js';
import type { ChildrenQuery, ProjectView, Range } from './project-reader.js';
import { countSeenRecords, findSeenRecords, listSeenRecords } from './seen-records.js';

/** A space of another dialect as a tree: all records hang under one root that no entry stands for. */
export class DerivedTree implements ProjectView {
  constructor(
    private readonly reader: RecordReader,
    private readonly space: Space,
    private readonly policy: ReadingPolicy,
    private readonly derived: DerivedSchema,
  ) {}

  get schema(): ProjectSchema {
    return this.derived.schema;
  }

  get root(): Gid {
    return this.derived.root;
  }

  async find(gids: readonly Gid[]): Promise<ReadonlyMap<Gid, RecordView>> {
    const records = new Map<Gid, RecordView>();
    const missing = new Set(gids);
    if (missing.delete(this.root)) records.set(this.root, await this.viewRoot());
    for (const [collection, definition] of this.derived.definitions) {
      if (missing.size === 0) break;
      for (const record of await this.viewAll(collection, definition, [...missing])) {
        missing.delete(record.place.gid);
        records.set(record.place.gid, record);
      }
    }
    return records;
  }

  /** Of the main collection, as the childcount of the root says; its only order is that of creation. */
  async listChildren(parent: Gid, { channel }: ChildrenQuery, { top, size }: Range): Promise<readonly Gid[]> {
    if (parent !== this.root || (channel !== undefined && channel !== allRecords)) return [];
    return listSeenRecords(this.reader, this.policy, mainCollection(this.space), top, size);
  }

  async countChildren(parent: Gid, channel: string | undefined): Promise<number> {
    if (parent !== this.root || (channel !== undefined && channel !== allRecords)) return 0;
    return countSeenRecords(this.reader, this.policy, mainCollection(this.space));
  }

  /** A hidden record is not found here, and then looked for in the other collections, where it is not either. */
  private async viewAll(collection: CollectionName, definition: Gid, ids: readonly string[]): Promise<RecordView[]> {
    const { schema, root, ordering } = this.derived;
    const found = await findSeenRecords(this.reader, this.policy, collection, ids);
    const first = await this.reader.findEntries(
      collection,
      found.map(({ ordinal }) => ordinal),
    );
    const createdAt = new Map(first.map(({ number, recordedAt }) => [number, recordedAt]));
    const shape = schema.shapeOfRecord(definition);
    return found.map((record) => {
      const updatedOn = record.updatedAt / 1000;
      const place: Place = {
        gid: record.id,
        original: null,
        copies: 0,
        backlinks: [],
        path: [record.id, root],
        childcount: 0,
        shape,
        channels: [allRecords],
        orderings: { [ordering]: record.rank },
        createdOn: (createdAt.get(record.ordinal) ?? record.updatedAt) / 1000,
        updatedOn,
      };
      return { place, values: record.fields, updatedOn };
    });
  }

  private async viewRoot(): Promise<RecordView> {
    const { schema, root, rootDefinition, ordering } = this.derived;
    const createdOn = this.space.createdAt / 1000;
    const place: Place = {
      gid: root,
      original: null,
      copies: 0,
      backlinks: [],
      path: [root],
      childcount: await countSeenRecords(this.reader, this.policy, mainCollection(this.space)),
      shape: schema.shapeOfRecord(rootDefinition),
      channels: [allRecords],
      orderings: { [ordering]: 1 },
      createdOn,
      updatedOn: createdOn,
    };
    return { place, values: rootValues(this.space), updatedOn: createdOn };
  }
}
