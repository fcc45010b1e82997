import { type CreatedRegister, type ExtendedSchema, type Redaction, serializeHash, serializeTimestamp } from '#dialects/register';
import type { Attribute, Entry, FieldValue } from '#records';

/** Answers of `/ops/v1/registers`; pure. */

export interface RegisterDocument {
  readonly id: string;
  readonly gid: string;
  readonly title: string;
  readonly visibility: string;
  readonly attributes: readonly AttributeDocument[];
  readonly entries: number;
  readonly paths: { readonly register: string; readonly pointercrate: string; readonly unicat: string };
}

type AttributeDocument = Pick<Attribute, 'datatype' | 'cardinality'> & { readonly id: string };

export function registerPath(register: string): string {
  return `/registers/${register}`;
}

export function serializeCreated({ space, schema }: CreatedRegister): RegisterDocument {
  const { id, gid, title, visibility } = space;
  return {
    id,
    gid,
    title,
    visibility,
    attributes: schema.attributes.map(({ name, datatype, cardinality }) => ({ id: name, datatype, cardinality })),
    entries: 0,
    paths: { register: registerPath(id), pointercrate: `/spaces/${id}/api/v1/records/`, unicat: `/api/p/${gid}` },
  };
}

export interface SchemaDocument extends ExtendedSchema {
  readonly register: string;
}

export function serializeSchema(register: string, { added, attributes }: ExtendedSchema): SchemaDocument {
  return { register, added, attributes };
}

export interface EntryDocument {
  readonly 'entry-number': number;
  readonly 'entry-timestamp': string;
  readonly key: string;
  readonly 'blob-hash': string;
  readonly 'object-hash': string;
  readonly record: string;
}

export function entryPath(register: string, { number }: Entry): string {
  return `${registerPath(register)}/entries/${number}`;
}

/** The tag of a record for the preconditions of its next write: the number of its latest entry. */
export function recordTag({ number }: Entry): string {
  return `"${number}"`;
}

export function serializeWritten(register: string, { number, recordedAt, key, blobHash, objectHash }: Entry): EntryDocument {
  return {
    'entry-number': number,
    'entry-timestamp': serializeTimestamp(recordedAt),
    key,
    'blob-hash': serializeHash(blobHash),
    'object-hash': serializeHash(objectHash),
    record: `${registerPath(register)}/records/${encodeURIComponent(key)}`,
  };
}

export interface RedactionDocument {
  readonly 'blob-hash': string;
  readonly 'object-hash': string;
  readonly attribute: string;
  readonly redacted: FieldValue;
  readonly changed: boolean;
  readonly entries?: readonly number[];
  readonly 'still-valid': readonly string[];
  readonly 'no-longer-verifiable': readonly string[];
}

const stillValid = [
  'the object hash, which can be recomputed from the redacted blob',
  'entries, their hashes and both root hashes; every proof ever given',
  'the blob hash as the address of the blob and in entries',
];

const noLongerVerifiable = [
  'the blob hash: it cannot be recomputed from the redacted blob',
  'an RSF export: strict loaders refuse the redacted item, whose digest is not the one in its entry',
];

export function serializeRedaction({ blob, attribute, redacted, changed, entries }: Redaction): RedactionDocument {
  return {
    'blob-hash': serializeHash(blob.hash),
    'object-hash': serializeHash(blob.objectHash),
    attribute,
    redacted,
    changed,
    ...(entries === undefined ? {} : { entries }),
    'still-valid': stillValid,
    'no-longer-verifiable': noLongerVerifiable,
  };
}
