import {
  type ActorId,
  type Attribute,
  endDate,
  type Instant,
  type RecordFields,
  readSchema,
  type Space,
  schemaDrafts,
  systemCollection,
  textsOf,
  type WriteTransaction,
} from '#records';
import { recordCollection, recordRegister } from '../mapping/collections.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import { fallbackAttributes, registerAttributes } from '../mapping/register-attributes.js';
import { listAll } from './list-all.js';

/**
 * Defines in the register of the records what blobs are about to use and it does not know yet: fields that are new, languages
 * that were added, values that need the fallback (docs/adr/0007). One point read where nothing is missing.
 * @throws InvalidRecord where two fields are spelt alike but differ in kind
 */
export async function declareAttributes(
  tx: WriteTransaction,
  space: Space,
  schema: ProjectSchema,
  used: ReadonlySet<string>,
  stamp: { readonly recordedAt: Instant; readonly recordedBy: ActorId },
): Promise<void> {
  const register = recordRegister(space);
  const system = systemCollection(recordCollection);
  const definition = await tx.findRecord(system, { key: `register:${register}` });
  const declared = new Set(textsOf(definition?.record.fields ?? {}, 'fields'));
  const missing = [...used].filter((name) => !declared.has(name));
  if (missing.length === 0) return;
  const known = readSchema(register, await listAll(tx, system));
  const added = possibleAttributes(schema, register, missing).filter(({ name }) => missing.includes(name));
  if (known === undefined || added.length === 0) return;
  const plain = known.attributes.filter(({ name }) => name !== endDate.field);
  const last = known.attributes.filter(({ name }) => name === endDate.field);
  const drafts = schemaDrafts(recordCollection, { ...known, attributes: [...plain, ...added, ...last] }, stamp);
  const changed = new Set([`register:${register}`, ...added.map(({ name }) => `field:${name}`)]);
  await tx.appendAll(drafts.filter(({ key }) => changed.has(key)));
}

function possibleAttributes(schema: ProjectSchema, register: string, missing: readonly string[]): Attribute[] {
  const shapes = [...schema.content.fields.values()].map((field) => schema.shapeOfField(field));
  const used: RecordFields = Object.fromEntries(missing.map((name) => [name, '1']));
  return [...registerAttributes(schema, register), ...fallbackAttributes(shapes, [used])];
}
