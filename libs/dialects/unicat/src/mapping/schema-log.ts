import { canonicalJson, hasEnded, type JsonValue, type RecordFields, type StoredRecord, textOf } from '#records';
import type { Gid } from '../wire/schema.js';
import type { SchemaContent } from './project-schema.js';

/** Kinds of schema items as keys name them: `definition:<gid>`. */
const itemKinds = ['definition', 'class', 'field', 'layout', 'query'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** Members of the schema, as the API names them. */
export const plurals = {
  definition: 'definitions',
  class: 'classes',
  field: 'fields',
  layout: 'layouts',
  query: 'queries',
} as const satisfies { [K in ItemKind]: keyof SchemaContent };

export const projectKey = 'project';
export const languagesKey = 'languages';

/** An object of the API as one entry keeps it, lossless. */
export function jsonFields(value: unknown): RecordFields {
  return { json: canonicalJson(value as JsonValue) };
}

export function readJson<T>(record: Pick<StoredRecord, 'fields'>): T {
  return JSON.parse(textOf(record.fields, 'json') ?? 'null') as T;
}

/** An object that was taken away is kept as `null`, or has ended. */
export function isTakenAway(record: Pick<StoredRecord, 'fields'>): boolean {
  return hasEnded(record.fields) || readJson(record) === null;
}

export function itemKey(kind: ItemKind, gid: Gid): string {
  return `${kind}:${gid}`;
}

/** Of an item that was deleted; what it was stays in its trail. */
export const deletedItem: RecordFields = jsonFields(null);

/** Kind and gid of an item, or undefined for what is no item: the project itself, its languages. */
export function readItemKey(key: string): { readonly kind: ItemKind; readonly gid: Gid } | undefined {
  const colon = key.indexOf(':');
  const kind = itemKinds.find((each) => each === key.slice(0, Math.max(0, colon)));
  return kind === undefined ? undefined : { kind, gid: key.slice(colon + 1) };
}

/** The entries that hold a schema: key and fields of each, the project first. */
export function* schemaEntries(content: SchemaContent): Iterable<readonly [key: string, fields: RecordFields]> {
  yield [projectKey, jsonFields(content.project)];
  yield [languagesKey, jsonFields(content.languageNames)];
  for (const kind of itemKinds) {
    for (const [gid, item] of content[plurals[kind]]) yield [itemKey(kind, gid), jsonFields(item)];
  }
}

/** @param records all of the schema collection, in order of first appearance */
export function readSchemaContent(records: readonly StoredRecord[]): SchemaContent {
  const items = new Map<string, Map<string, unknown>>(itemKinds.map((kind) => [kind, new Map()]));
  const single = new Map<string, unknown>();
  for (const record of records) {
    const item = readItemKey(record.key);
    const value = readJson<unknown>(record);
    if (item === undefined) single.set(record.key, value);
    else if (value !== null) items.get(item.kind)?.set(item.gid, value);
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
