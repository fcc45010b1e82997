import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type CollectionSchema, type RecordReader, readSchema, systemCollection } from '#records';
import type { RegisterPlace } from '../addressing/register-locator.js';
import { listAll } from './list-all.js';

/** What a register's system log says, at one revision of that log. */
export interface RegisterDefinition {
  /** Of the system log that it was read from. */
  readonly revision: number;
  /** Undefined while the register is not defined (contract §1.1). */
  readonly schema: CollectionSchema | undefined;
  /** Attribute names in schema order. */
  readonly columns: readonly string[];
}

const cachedDefinitions = 1000;

/** Keeps the definitions of registers. Whoever asks knows the present revision of the system log, so nothing stale is used. */
@Injectable()
export class SchemaCache {
  private readonly definitions = new LRUCache<string, RegisterDefinition>({ max: cachedDefinitions });

  /**
   * @param revision present one of the register's system log
   * @param reader reads the log where what is kept is of another revision
   */
  async at(revision: number, place: RegisterPlace, reader: RecordReader): Promise<RegisterDefinition> {
    const name = `${place.space.id}/${place.collection}`;
    const known = this.definitions.get(name);
    if (known?.revision === revision) return known;
    const schema = readSchema(place.name, await listAll(reader, systemCollection(place.collection)));
    const definition = { revision, schema, columns: schema?.attributes.map((attribute) => attribute.name) ?? [] };
    this.definitions.set(name, definition);
    return definition;
  }

  /** As `at`, for callers who do not know the revision of the system log. */
  async current(place: RegisterPlace, reader: RecordReader): Promise<RegisterDefinition> {
    const { revision } = await reader.head(systemCollection(place.collection));
    return this.at(revision, place, reader);
  }
}
