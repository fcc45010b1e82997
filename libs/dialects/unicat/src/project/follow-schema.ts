import { canonicalJson, type RecordFields, readSchema, systemCollection } from '#records';
import { recordCollection, recordRegister } from '../mapping/collections.js';
import { followingValues } from '../mapping/followed-values.js';
import { definitionAttribute } from '../mapping/placement.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import { registerAttributes, requireSameKind } from '../mapping/register-attributes.js';
import type { Gid } from '../wire/schema.js';
import { allPlacements } from './all-placements.js';
import { listAll } from './list-all.js';
import type { ProjectWrite } from './project-write.js';

/**
 * Records follow what was changed in the schema since `before`: their values go where the schema now looks for them. Of what only
 * looks different the write tells as a whole (docs/adr/0036).
 * @throws InvalidRecord where a field would need an attribute that the register has in another kind (docs/adr/0007)
 */
export async function followSchema(write: ProjectWrite, before: ProjectSchema): Promise<void> {
  await requireRegister(write);
  for (const definition of write.schema.content.definitions.keys()) {
    const follow = followingValues(before, write.schema, definition);
    if (follow !== undefined) await followDefinition(write, definition, follow);
  }
}

/**
 * Whether the register of the records can have the values of all fields that definitions have.
 * @throws InvalidRecord where it cannot: an attribute never changes its kind (docs/adr/0007)
 */
export async function requireRegister(write: ProjectWrite): Promise<void> {
  const register = recordRegister(write.space);
  const known = readSchema(register, await listAll(write.tx, systemCollection(recordCollection)));
  const declared = new Map(known?.attributes.map((attribute) => [attribute.name, attribute]));
  for (const attribute of registerAttributes(write.schema, register)) {
    const there = declared.get(attribute.name);
    if (there !== undefined) requireSameKind(there, attribute);
  }
}

async function followDefinition(
  write: ProjectWrite,
  definition: Gid,
  follow: (stored: RecordFields) => RecordFields,
): Promise<void> {
  for await (const placements of allPlacements(write, [{ attribute: definitionAttribute, equals: definition }])) {
    const records = await write.tx.findRecords(
      recordCollection,
      placements.map(({ key }) => key),
    );
    await write.putRecords(
      records.flatMap(({ key: gid, fields }) => {
        const values = follow(fields);
        return isSame(values, fields) ? [] : [{ gid, values }];
      }),
    );
  }
}

const isSame = (one: RecordFields, other: RecordFields): boolean => canonicalJson(one) === canonicalJson(other);
