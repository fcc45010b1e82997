import {
  type ActorId,
  type CollectionName,
  type CollectionSchema,
  type EntryDraft,
  type Instant,
  type RecordFields,
  type RecordKey,
  type Space,
  schemaDrafts,
} from '#records';
import type { RecordDocument } from '../wire/record.js';
import { assetFields, importedAssets } from './asset-log.js';
import {
  assetCollection,
  backupCollection,
  moduleCollection,
  placementCollection,
  recordCollection,
  recordRegister,
  schemaCollection,
} from './collections.js';
import { placementFields, placementOf } from './placement.js';
import type { ProjectSource } from './project-fixture.js';
import type { ProjectSchema } from './project-schema.js';
import { encodeValues } from './record-values.js';
import { endDateAttribute, endDateOf, fallbackAttributes, registerAttributes } from './register-attributes.js';
import { jsonFields, schemaEntries } from './schema-log.js';

interface StoredValues {
  readonly record: RecordDocument;
  readonly fields: RecordFields;
}

const instantOf = (seconds: number): Instant => Math.floor(seconds * 1000);

/**
 * The entries that a project consists of, the oldest records first, so that order of first appearance is order of creation.
 * @throws InvalidRecord where its fields cannot be attributes of a register
 */
export function projectDrafts(
  space: Space,
  { content, records, assets, modules }: Pick<ProjectSource, 'content' | 'records' | 'assets' | 'modules'>,
  schema: ProjectSchema,
  recordedBy: ActorId,
): EntryDraft[] {
  const register = recordRegister(space);
  const stored = [...records]
    .sort((one, other) => one.created_on - other.created_on)
    .map((record): StoredValues => {
      const values = encodeValues(schema.shapeOfRecord(record.definition), record.fields);
      return { record, fields: { [register]: record.gid, ...values } };
    });
  const entry = (collection: CollectionName, key: RecordKey, fields: RecordFields, recordedAt = space.createdAt): EntryDraft => ({
    collection,
    key,
    fields,
    recordedAt,
    recordedBy,
  });
  return [
    ...schemaDrafts(recordCollection, registerSchema(space, schema, stored), { recordedAt: space.createdAt, recordedBy }),
    ...[...schemaEntries(content)].map(([key, fields]) => entry(schemaCollection, key, fields)),
    ...importedAssets(assets).map((asset) => entry(assetCollection, asset.document.gid, assetFields(asset))),
    ...modules.map((each) => entry(moduleCollection, each.name, jsonFields(each))),
    ...stored.flatMap(({ record, fields }) => [
      ...valueStates(record, fields).map(({ at, state }) => entry(recordCollection, record.gid, state, at)),
      entry(placementCollection, record.gid, placementFields(placementOf(record)), instantOf(record.updated_on)),
    ]),
    // All that is known of backups made elsewhere is the project as it came, so that is what they lead back to.
    ...content.project.backups.versions.map((backup) =>
      entry(backupCollection, String(backup.version), jsonFields(backup), instantOf(backup.timestamp)),
    ),
  ];
}

/** A deleted record was there before it ended: its trail has both (interface, "Who may read a space"). */
function valueStates(
  { status, created_on, updated_on }: RecordDocument,
  fields: RecordFields,
): { at: Instant; state: RecordFields }[] {
  if (status !== 'deleted') return [{ at: instantOf(updated_on), state: fields }];
  return [
    { at: instantOf(created_on), state: fields },
    { at: instantOf(updated_on), state: { ...fields, [endDateAttribute]: endDateOf(updated_on) } },
  ];
}

function registerSchema(space: Space, schema: ProjectSchema, stored: readonly StoredValues[]): CollectionSchema {
  const register = recordRegister(space);
  const shapes = stored.flatMap(({ record }) => schema.shapeOfRecord(record.definition).fields);
  const attributes = registerAttributes(schema, register);
  const end = attributes.findIndex(({ name }) => name === endDateAttribute);
  attributes.splice(
    end,
    0,
    ...fallbackAttributes(
      shapes,
      stored.map(({ fields }) => fields),
    ),
  );
  return { register, title: space.title, description: `Records of the project ${space.title}`, attributes };
}
