import {
  type CollectionSchema,
  type RecordFields,
  type RecordKey,
  type RecordReader,
  readSchema,
  systemCollection,
} from '#records';
import type { RegisterPlace } from '../addressing/register-locator.js';
import { RegisterConflict, RegisterUndefined } from '../errors/register-errors.js';
import { listAll } from '../schema/list-all.js';

export interface StoredDefinition {
  readonly schema: CollectionSchema;
  /** Fields of the latest system entries, by key (contract §1.1). */
  readonly system: ReadonlyMap<RecordKey, RecordFields>;
}

/**
 * The definition as the reader sees it. Read past the cache of definitions: within a write, what another write of the same
 * transaction has defined counts, but may still be undone.
 * @throws RegisterUndefined
 */
export async function storedDefinition(reader: RecordReader, { name, collection }: RegisterPlace): Promise<StoredDefinition> {
  const records = await listAll(reader, systemCollection(collection));
  const schema = readSchema(name, records);
  if (schema === undefined) throw new RegisterUndefined(name);
  return { schema, system: new Map(records.map(({ key, fields }) => [key, fields])) };
}

/**
 * Holds writers of registers to spaces that were born as registers: the others have rules that only their own dialect knows.
 * @throws RegisterConflict
 */
export function requireBornAsRegister({ name, space }: RegisterPlace): void {
  if (space.birth !== 'register') throw new RegisterConflict(`${name} is written through its own dialect, ${space.birth}`);
}
