import { canonicalJson, type JsonValue, type RecordFields, type StoredRecord, textOf } from '#records';
import type { SchemaContent } from './project-schema.js';

/** Kinds of schema items as keys name them: `definition:<gid>`. */
const itemKinds = ['definition', 'class', 'field', 'layout', 'query'] as const;
type ItemKind = (typeof itemKinds)[number];

const plurals = {
  definition: 'definitions',
  class: 'classes',
  field: 'fields',
  layout: 'layouts',
  query: 'queries',
} as const satisfies { [K in ItemKind]: keyof SchemaContent };

export const projectKey = 'project';
const languagesKey = 'languages';

/** An object of the API as one entry keeps it, lossless. */
export function jsonFields(value: unknown): RecordFields {
  return { json: canonicalJson(value as JsonValue) };
}

export function readJson<T>(record: Pick<StoredRecord, 'fields'>): T {
  return JSON.parse(textOf(record.fields, 'json') ?? 'null') as T;
}

/** The entries that hold a schema: key and fields of each, the project first. */
export function* schemaEntries(content: SchemaContent): Iterable<readonly [key: string, fields: RecordFields]> {
  yield [projectKey, jsonFields(content.project)];
  yield [languagesKey, jsonFields(content.languageNames)];
  for (const kind of itemKinds) {
    for (const [gid, item] of content[plurals[kind]]) yield [`${kind}:${gid}`, jsonFields(item)];
  }
}

/** @param records all of the schema collection, in order of first appearance */
export function readSchemaContent(records: readonly StoredRecord[]): SchemaContent {
  const items = new Map<string, Map<string, unknown>>(itemKinds.map((kind) => [kind, new Map()]));
  const single = new Map<string, unknown>();
  for (const record of records) {
    const colon = record.key.indexOf(':');
    if (colon < 0) single.set(record.key, readJson(record));
    else items.get(record.key.slice(0, colon))?.set(record.key.slice(colon + 1), readJson(record));
  }
  const of = (kind: ItemKind): unknown => items.get(kind);
  return {
    project: single.get(projectKey),
    languageNames: single.get(languagesKey),
    definitions: of('definition'),
    classes: of('class'),
    fields: of('field'),
    layouts: of('layout'),
    queries: of('query'),
  } as SchemaContent;
}
