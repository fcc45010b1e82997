import type { JsonSchema } from '../../support/json-schema.js';

/**
 * What the published conformance suite expects of each view (contract §9, row "conformance suite"; shapes of §3 and §4).
 * A view is a row of this table.
 */
export interface View {
  readonly name: string;
  /** Between the register's base and the path. */
  readonly base: string;
  readonly resources: readonly Resource[];
  /** The register's own description: a fixed path, JSON only. */
  readonly described: readonly Described[];
  /** The key of an entry and where its blob is, from the answer to `entries/1`. */
  firstEntry(answer: unknown): { readonly key: string; readonly blob: string };
}

export interface Described {
  readonly path: string;
  readonly schema: JsonSchema;
}

export interface Resource {
  /** Without a suffix; `{key}` and `{blob}` are those of the first entry. */
  readonly path: string;
  schema(attributes: Attributes): JsonSchema;
  /** Of the CSV; undefined: JSON only. */
  columns(attributes: Attributes): readonly string[];
  /** The blobs in an answer. */
  blobs(answer: unknown): readonly Readonly<Record<string, unknown>>[];
  /** Number of rows that the CSV has beside its header. */
  rows(answer: unknown): number;
}

/** Names of the attributes, in schema order. */
export type Attributes = readonly string[];

const text: JsonSchema = { type: 'string' };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const multihash: JsonSchema = { type: 'string', pattern: /^1220[0-9a-f]{64}$/ };
const timestamp: JsonSchema = { type: 'string', pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/ };
const key: JsonSchema = { type: 'string', pattern: /^[A-Za-z0-9](?:[-_./]?[A-Za-z0-9])*[-_./]?$/ };
const fieldValue: JsonSchema = { type: 'string', anyOf: [text, { type: 'array', items: text, minItems: 1 }] };

/** An object with exactly these members. */
const exactly = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});

const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items, minItems: 1 });

export const blobOf = (attributes: Attributes): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(attributes.map((name) => [name, fieldValue])),
});

const entry = exactly({
  'entry-number': { type: 'integer', minimum: 1 },
  'entry-timestamp': timestamp,
  key,
  'blob-hash': multihash,
});
const entryColumns = ['entry-number', 'entry-timestamp', 'key', 'blob-hash'];

const record = (attributes: Attributes): JsonSchema =>
  exactly({
    'entry-number': { type: 'integer', minimum: 1 },
    'entry-timestamp': timestamp,
    key,
    blob: blobOf(attributes),
  });
const recordColumns = (attributes: Attributes): string[] => ['entry-number', 'entry-timestamp', 'key', ...attributes];

type Blob = Readonly<Record<string, unknown>>;
type WithBlob = { readonly blob: Blob };

const one = { rows: () => 1 };
const many = { rows: (answer: unknown) => (answer as readonly unknown[]).length };
const noBlobs = { blobs: () => [] };

const context: JsonSchema = {
  type: 'object',
  required: ['id', 'hashing-algorithm', 'root-hash', 'schema', 'statistics', 'status'],
  properties: {
    id: { type: 'string', pattern: /^[a-z][a-z0-9-]*$/ },
    title: text,
    description: text,
    custodian: text,
    copyright: text,
    licence: text,
    'hashing-algorithm': exactly({ codec: text, 'function-type': count, 'digest-length': count }),
    'root-hash': multihash,
    schema: listOf({
      type: 'object',
      required: ['id', 'datatype', 'cardinality'],
      properties: {
        id: text,
        datatype: text,
        cardinality: { type: 'string', pattern: /^[1n]$/ },
        title: text,
        description: text,
      },
    }),
    statistics: exactly({ 'total-entries': count, 'total-blobs': count, 'total-records': count }),
    status: {
      type: 'object',
      required: ['start-date'],
      properties: { 'start-date': timestamp, 'end-date': text, replacement: text, reason: text },
    },
  },
};

const summary: JsonSchema = {
  type: 'object',
  required: ['domain', 'total-records', 'total-entries', 'register-record', 'last-updated'],
  properties: {
    domain: text,
    'total-records': count,
    'total-entries': count,
    'register-record': {
      type: 'object',
      required: ['fields', 'phase', 'register', 'registry', 'text'],
      properties: { fields: listOf(text), phase: text, register: text, registry: text, text, copyright: text },
    },
    custodian: text,
    'last-updated': timestamp,
  },
};

const seedView: View = {
  name: 'seed',
  base: '',
  firstEntry: (answer) => {
    const { key: first, 'blob-hash': hash } = answer as { key: string; 'blob-hash': string };
    return { key: first, blob: `blobs/${hash}` };
  },
  resources: [
    { path: 'entries/1', schema: () => entry, columns: () => entryColumns, ...noBlobs, ...one },
    { path: 'entries', schema: () => listOf(entry), columns: () => entryColumns, ...noBlobs, ...many },
    {
      path: 'records/{key}',
      schema: record,
      columns: recordColumns,
      blobs: (answer) => [(answer as WithBlob).blob],
      ...one,
    },
    {
      path: 'records',
      schema: (attributes) => listOf(record(attributes)),
      columns: recordColumns,
      blobs: (answer) => (answer as readonly WithBlob[]).map(({ blob }) => blob),
      ...many,
    },
    { path: 'records/{key}/entries', schema: () => listOf(entry), columns: () => entryColumns, ...noBlobs, ...many },
    { path: '{blob}', schema: blobOf, columns: (attributes) => attributes, blobs: (answer) => [answer as Blob], ...one },
    {
      path: 'blobs',
      schema: (attributes) => ({ type: 'object', additionalProperties: blobOf(attributes) }),
      columns: (attributes) => ['blob-hash', ...attributes],
      blobs: (answer) => Object.values(answer as Readonly<Record<string, Blob>>),
      rows: (answer) => Object.keys(answer as object).length,
    },
  ],
  described: [
    { path: 'context', schema: context },
    { path: 'register', schema: summary },
  ],
};

const numberText: JsonSchema = { type: 'string', pattern: /^[1-9][0-9]*$/ };
const v1Stamp = { 'index-entry-number': numberText, 'entry-number': numberText, 'entry-timestamp': timestamp, key };
const v1Entry = exactly({
  ...v1Stamp,
  'item-hash': { type: 'array', items: { type: 'string', pattern: /^sha-256:[0-9a-f]{64}$/ }, minItems: 1, maxItems: 1 },
});
const v1StampColumns = Object.keys(v1Stamp);
const v1EntryColumns = [...v1StampColumns, 'item-hash'];

/** An object whose members are records by key. */
const v1Records = (attributes: Attributes): JsonSchema => ({
  type: 'object',
  additionalProperties: exactly({
    ...v1Stamp,
    item: { type: 'array', items: blobOf(attributes), minItems: 1, maxItems: 1 },
  }),
});
const v1RecordColumns = (attributes: Attributes): string[] => [...v1StampColumns, ...attributes];

type ByKey = Readonly<Record<string, { readonly item: readonly Blob[] }>>;
const members = { rows: (answer: unknown) => Object.keys(answer as object).length };
const items = { blobs: (answer: unknown) => Object.values(answer as ByKey).flatMap(({ item }) => item) };

/** What version 1 of the suite asks for (contract §4.1). */
const v1View: View = {
  name: 'v1',
  base: '/v1',
  firstEntry: (answer) => {
    const [first] = answer as readonly { key: string; 'item-hash': readonly string[] }[];
    return { key: first?.key ?? '', blob: `items/${first?.['item-hash'][0]}` };
  },
  resources: [
    {
      path: 'entries/1',
      schema: () => ({ type: 'array', items: v1Entry, minItems: 1, maxItems: 1 }),
      columns: () => v1EntryColumns,
      ...noBlobs,
      ...one,
    },
    { path: 'entries', schema: () => listOf(v1Entry), columns: () => v1EntryColumns, ...noBlobs, ...many },
    { path: 'records/{key}', schema: v1Records, columns: v1RecordColumns, ...items, ...one },
    { path: 'records', schema: v1Records, columns: v1RecordColumns, ...items, ...members },
    { path: 'records/{key}/entries', schema: () => listOf(v1Entry), columns: () => v1EntryColumns, ...noBlobs, ...many },
    { path: '{blob}', schema: blobOf, columns: (attributes) => attributes, blobs: (answer) => [answer as Blob], ...one },
  ],
  described: [{ path: 'register', schema: summary }],
};

/** A blob or a record with its identifier among its attributes. */
const flat =
  (id: JsonSchema) =>
  (attributes: Attributes): JsonSchema => ({
    ...blobOf(attributes),
    required: ['_id'],
    properties: { ...blobOf(attributes).properties, _id: id },
  });
const flatColumns = (attributes: Attributes): string[] => ['_id', ...attributes];
const flatList = { blobs: (answer: unknown) => answer as readonly Blob[] };
const flatOne = { blobs: (answer: unknown) => [answer as Blob] };

/** What version 2 of the suite asks for (contract §4.2), under both names of the view. */
const nextView = (base: string): View => ({
  name: base.slice(1),
  base,
  firstEntry: seedView.firstEntry,
  resources: [
    ...seedView.resources.filter(({ path }) => path.includes('entries')),
    { path: 'records/{key}', schema: flat(key), columns: flatColumns, ...flatOne, ...one },
    { path: 'records', schema: (attributes) => listOf(flat(key)(attributes)), columns: flatColumns, ...flatList, ...many },
    { path: '{blob}', schema: flat(multihash), columns: flatColumns, ...flatOne, ...one },
    { path: 'blobs', schema: (attributes) => listOf(flat(multihash)(attributes)), columns: flatColumns, ...flatList, ...many },
  ],
  described: [
    {
      path: 'context',
      schema: {
        ...context,
        properties: {
          ...context.properties,
          'hashing-algorithm': exactly({ id: text, codec: text, 'function-type': count, 'digest-length': count }),
        },
      },
    },
    { path: 'register', schema: summary },
  ],
});

export const views: readonly View[] = [seedView, v1View, nextView('/next'), nextView('/v2')];
