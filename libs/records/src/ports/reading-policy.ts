import type { StoredRecord } from '../domain/entry.js';
import type { CollectionName } from '../domain/identifiers.js';
import { redact } from '../domain/object-hash.js';
import type { RecordFields } from '../domain/record-fields.js';
import type { Birth, Space } from '../domain/space.js';
import type { Role } from './account-store.js';
import type { Condition, FoundRecord, Reference } from './record-store.js';

/** What a reader may see of one record. */
export interface Visibility {
  /** Treated as if it were not there; its entries keep number, key and hash. */
  readonly hidden: boolean;
  /** Attributes whose values are withheld. */
  readonly withheld: readonly string[];
}

/**
 * What a reader sees of the spaces of one birth dialect, whichever dialect he reads through (interface, "Who may
 * read a space"). `staff` sees all, so a policy is asked for the other roles only.
 */
export interface ReadingPolicy {
  /** Records that `judge` needs beside the record itself. */
  references(collection: CollectionName): readonly Reference[];
  judge(found: Pick<FoundRecord, 'record' | 'references'>): Visibility;
  /** What every record that is not hidden fulfils, so that lists need not fetch hidden ones; undefined: all are hidden. */
  visible(collection: CollectionName): readonly Condition[] | undefined;
  /** Attributes that may be withheld from some record: filters on them are refused. */
  withholdable(collection: CollectionName): readonly string[];
}

export type ReadingPolicies = { readonly [B in Birth]: ReadingPolicy };

const seesAll: Visibility = { hidden: false, withheld: [] };

/** Nothing is hidden from anybody who may read the space. */
export const openPolicy: ReadingPolicy = {
  references: () => [],
  judge: () => seesAll,
  visible: () => [],
  withholdable: () => [],
};

/** The policy for a reader of the space; `role` undefined: anybody. */
export function policyFor(policies: ReadingPolicies, space: Space, role: Role | undefined): ReadingPolicy {
  return role === 'staff' ? openPolicy : policies[space.birth];
}

/** The fields with withheld values in their redacted form, as a register shows them (register contract §1.5). */
export function redactFields(fields: RecordFields, withheld: readonly string[]): RecordFields {
  if (withheld.length === 0) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, withheld.includes(name) ? redact(value) : value]),
  );
}

/** The fields without withheld values, as the other dialects show them. */
export function withoutFields(fields: RecordFields, withheld: readonly string[]): RecordFields {
  if (withheld.length === 0) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !withheld.includes(name)));
}

/** A record as a reader sees it, or undefined where it is hidden from him. */
export function asSeen(policy: ReadingPolicy, found: FoundRecord, withhold: typeof redactFields): StoredRecord | undefined {
  const { hidden, withheld } = policy.judge(found);
  if (hidden) return undefined;
  return withheld.length === 0 ? found.record : { ...found.record, fields: withhold(found.record.fields, withheld) };
}
