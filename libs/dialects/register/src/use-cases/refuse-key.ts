import { type RecordKey, RecordNotFound, type RecordReader } from '#records';
import type { RegisterPlace } from '../addressing/register-locator.js';
import { RegisterUndefined } from '../errors/register-errors.js';
import type { SchemaCache } from '../schema/schema-cache.js';

/**
 * Refuses a key without a record.
 * @throws RegisterUndefined where the register has no definition yet (contract §3.16), else RecordNotFound
 */
export async function refuseKey(
  schemas: SchemaCache,
  place: RegisterPlace,
  reader: RecordReader,
  key: RecordKey,
): Promise<never> {
  const { schema } = await schemas.current(place, reader);
  if (schema === undefined) throw new RegisterUndefined(place.name);
  throw new RecordNotFound(place.collection, key);
}
