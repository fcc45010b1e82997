import { hash } from 'node:crypto';

/** Name of a space, the unit of tenancy: `^[a-z][a-z0-9-]*$`, e.g. `country`. */
export type SpaceId = string;
/** `^[a-z][a-z0-9-]*$` for user data; a name with dots (`unicat.placement.record`) is one dialect's own. */
export type CollectionName = string;
/** Identifies a record within its collection; free text here, each dialect has its own grammar. */
export type RecordKey = string;
/** Lower-case canonical UUID, version 4 in form. */
export type RecordId = string;
/** 1, 2, 3, … within one collection, without gaps. */
export type EntryNumber = number;
/** Strictly increasing within one space, in commit order. */
export type LogPosition = number;
/** 64 lower-case hex digits: SHA-256 over the canonical JSON of the blob as it was added. */
export type BlobHash = string;
/** Milliseconds since the Unix epoch. */
export type Instant = number;
/** Decimal id of the account that wrote an entry; `nobody` for anonymous writers and the gateway itself. */
export type ActorId = string;

export const nobody: ActorId = '0';

const namePattern = /^[a-z][a-z0-9-]*$/;

export function isName(text: string): boolean {
  return namePattern.test(text);
}

/** Whether a collection holds user data and so is shown as a register (docs/adr/0003). */
export function isRegister(collection: CollectionName): boolean {
  return !collection.includes('.');
}

const uuid4Pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a text is a lower-case canonical version-4 UUID, the form every gid has (unicat contract §1.1). */
export function isUuid4(text: string): boolean {
  return uuid4Pattern.test(text);
}

/**
 * The same names always give the same id, so that an id needs no row of its own before it is first used.
 * Version and variant bits are those of version 4, the only form that Unicat clients recognise.
 */
export function derivedId(...names: readonly string[]): RecordId {
  const hex = hash('sha256', JSON.stringify(names), 'hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The id of a record: its key where that already is a gid, else derived from the address. */
export function recordId(space: SpaceId, collection: CollectionName, key: RecordKey): RecordId {
  return isUuid4(key) ? key : derivedId('record', space, collection, key);
}
