import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { RecordReader, Space, SpaceId } from '#records';
import { placementCollection, reservedAttributes, schemaCollection } from '../mapping/collections.js';
import { parentAttribute, readPlacement } from '../mapping/placement.js';
import { ProjectSchema, registerSpelling } from '../mapping/project-schema.js';
import { readSchemaContent } from '../mapping/schema-log.js';
import type { Gid } from '../wire/schema.js';
import { listAll } from './list-all.js';

interface CachedSchema {
  /** Of the schema collection when it was read; the same revision means the same schema. */
  readonly revision: number;
  readonly schema: ProjectSchema;
}

const cachedProjects = 200;

/** Schemas and roots of projects that were born here, kept for as long as they hold. */
@Injectable()
export class StoredSchemas {
  private readonly schemas = new LRUCache<SpaceId, CachedSchema>({ max: cachedProjects });
  private readonly roots = new LRUCache<SpaceId, Gid>({ max: cachedProjects });

  /** @param revision of the schema collection, as the reader's snapshot has it */
  async read(reader: RecordReader, space: Space, revision: number): Promise<ProjectSchema> {
    const known = this.schemas.get(space.id);
    if (known?.revision === revision) return known.schema;
    const schema = await load(reader, space);
    this.schemas.set(space.id, { revision, schema });
    return schema;
  }

  /** Inside a write, where what is read may never be committed: nothing is kept of it. */
  async readForWrite(tx: RecordReader, space: Space): Promise<ProjectSchema> {
    const { revision } = await tx.head(schemaCollection);
    const known = this.schemas.get(space.id);
    return known?.revision === revision ? known.schema : load(tx, space);
  }

  /** The root neither moves nor ends, so it is looked for once. Undefined for a project without records. */
  async rootOf(reader: RecordReader, space: Space): Promise<Gid | undefined> {
    const known = this.roots.get(space.id);
    if (known !== undefined) return known;
    const root = await findRoot(reader);
    if (root !== undefined) this.roots.set(space.id, root);
    return root;
  }
}

async function load(reader: RecordReader, space: Space): Promise<ProjectSchema> {
  const content = readSchemaContent(await listAll(reader, schemaCollection));
  return new ProjectSchema(content, registerSpelling(reservedAttributes(space)));
}

/** It is among the first records that there were. */
async function findRoot(reader: RecordReader): Promise<Gid | undefined> {
  for (let after = 0; ; ) {
    const { items, more } = await reader.listRecords(placementCollection, { after, limit: 10 });
    const root = items.find(({ fields }) => readPlacement(fields)?.parent === null);
    if (root !== undefined) return root.key;
    // A record that was deleted for good leads nowhere; nor does what was below it.
    const chains = await reader.listAncestors(
      placementCollection,
      parentAttribute,
      items.map(({ key }) => key),
    );
    const ends = [...chains.values()].map((chain) => chain.at(-1) ?? '');
    const found = (await reader.findRecords(placementCollection, ends)).find(
      ({ fields }) => readPlacement(fields)?.parent === null,
    );
    if (found !== undefined) return found.key;
    if (!more) return undefined;
    after = items.at(-1)?.ordinal ?? after;
  }
}
