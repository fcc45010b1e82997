import type { FieldValue, JsonValue, RecordFields } from '#records';
import type { Language } from '../wire/schema.js';
import { attributesOf, isEmpty } from './changed-values.js';
import { decodeField, putKept } from './decode-field.js';
import { encodeField } from './encode-field.js';
import type { FieldShape, NamedShape, PartShape } from './field-shape.js';
import { isObject, type Members, member, type OpenMembers, own, put } from './members.js';
import type { ProjectSchema } from './project-schema.js';
import type { RecordShape } from './record-values.js';
import { closestLanguage } from './schema-languages.js';
import { checkValue } from './value-check.js';

/** How the values of a definition's records are kept, under one schema. */
interface Keeping {
  readonly shape: RecordShape;
  readonly languages: readonly Language[];
}

/**
 * How the values of a definition's records follow a change of the schema: a field keeps its values when its name or its
 * localization changes, a new language copies the closest one, and what a definition no longer has is cleared, as
 * `definition/set` does (contract §4.3). The log keeps what was there.
 * @returns undefined where the change does not touch how they are kept
 */
export function followingValues(
  before: ProjectSchema,
  after: ProjectSchema,
  definition: string,
): ((stored: RecordFields) => RecordFields) | undefined {
  const from: Keeping = { shape: before.shapeOfRecord(definition), languages: before.languages };
  const to: Keeping = { shape: after.shapeOfRecord(definition), languages: after.languages };
  const spelt = new Map(from.shape.fields.map((field) => [field.gid, spelling(field, from.languages)]));
  const kept = new Set(
    to.shape.fields.filter((field) => spelt.get(field.gid) === spelling(field, to.languages)).map(({ gid }) => gid),
  );
  const gone = from.shape.fields.filter(({ gid }) => !kept.has(gid));
  if (gone.length === 0) return undefined;
  const cleared = new Set(gone.flatMap((field) => attributesOf(field, from.languages)));
  for (const field of from.shape.fields) {
    if (kept.has(field.gid)) for (const name of attributesOf(field, from.languages)) cleared.delete(name);
  }
  const old = new Map(gone.map((field) => [field.gid, field]));
  return (stored) => {
    const fields = Object.fromEntries<FieldValue>(Object.entries(stored).filter(([name]) => !cleared.has(name)));
    for (const field of to.shape.fields) {
      const source = old.get(field.gid);
      if (source !== undefined) Object.assign(fields, encodeField(field, followedValues(source, field, stored, from, to)));
    }
    return fields;
  };
}

/** Equal where values are kept in the same attributes in the same form. */
function spelling(field: FieldShape, languages: readonly Language[]): string {
  const form = ({ gid, name, type, fixed }: NamedShape): unknown[] => [gid, name, type, fixed !== undefined];
  const parts = field.parts?.map((part) => [...form(part), part.leaf.localized]);
  // A value that only JSON gives back holds all languages in one attribute, whether it is localized or not.
  return JSON.stringify([form(field), field.leaf.localized, parts, languages]);
}

function followedValues(
  from: FieldShape,
  to: FieldShape,
  stored: RecordFields,
  before: Keeping,
  { languages }: Keeping,
): { readonly [language: Language]: Members } {
  const kept = new Map(
    languages.map((language): [Language, JsonValue] => {
      const members: OpenMembers = {};
      const source = before.languages.includes(language) ? language : closestLanguage(language, before.languages);
      decodeField(from, stored, source, members);
      return [language, adapt(from, to, keptOf(from, members), source)];
    }),
  );
  const levelled = level(to, kept);
  return Object.fromEntries(
    languages.map((language) => {
      const members: OpenMembers = {};
      putKept(to, levelled.get(language) ?? null, language, members);
      return [language, members];
    }),
  );
}

type Nested = NamedShape & { readonly parts?: readonly PartShape[] | undefined };

/** Keys in the place of labels; a label without a key stands for itself. */
function keptOf({ name, fixed, parts }: Nested, members: Members): JsonValue {
  const value = member(members, name);
  if (fixed !== undefined) return own(members, fixed.keyMember) ?? value;
  if (parts === undefined) return value;
  const inside = (element: JsonValue): JsonValue => {
    if (!isObject(element)) return element;
    return Object.fromEntries(parts.map((part) => [part.name, keptOf(part, element)]));
  };
  return Array.isArray(value) ? value.map((element) => inside(element as JsonValue)) : inside(value);
}

/** A value that the changed field can have; null where it can have none like it (contract §1.3). */
function adapt(from: Nested, to: Nested, kept: JsonValue, language: Language): JsonValue {
  if (kept === null) return null;
  if (from.parts !== undefined && to.parts !== undefined && from.type === to.type) {
    const inside = (element: JsonValue): JsonValue => adaptParts(from.parts ?? [], to.parts ?? [], element, language);
    return Array.isArray(kept) ? kept.map((element) => inside(element as JsonValue)) : inside(kept);
  }
  const chosen = from.fixed === undefined && to.fixed !== undefined ? choose(to.fixed.choices, kept, language) : kept;
  if (from.type === to.type) return chosen;
  return checkValue({ ...to, parts: to.parts }, { [to.fixed?.keyMember ?? to.name]: chosen }, language) ?? null;
}

function adaptParts(from: readonly PartShape[], to: readonly PartShape[], element: JsonValue, language: Language): JsonValue {
  if (!isObject(element)) return null;
  const members: OpenMembers = {};
  for (const part of to) {
    const source = from.find(({ gid }) => gid === part.gid);
    put(members, part.name, source === undefined ? null : adapt(source, part, member(element, source.name), language));
  }
  return members;
}

/** Where a field gets values, texts that are their labels become their keys. */
function choose(choices: NonNullable<NamedShape['fixed']>['choices'], kept: JsonValue, language: Language): JsonValue {
  if (Array.isArray(kept)) return kept.map((each) => choose(choices, each as JsonValue, language));
  if (typeof kept !== 'string') return kept;
  return choices.key(kept) ?? choices.keyOfLabel(kept, language) ?? kept;
}

/** What is not localized is the same in all languages: that of the first one that has a value. */
function level(to: FieldShape, kept: ReadonlyMap<Language, JsonValue>): ReadonlyMap<Language, JsonValue> {
  const values = [...kept.values()];
  if (!to.spread) {
    if (to.leaf.localized) return kept;
    const shared = values.find((value) => !isEmpty(value)) ?? null;
    return new Map([...kept.keys()].map((language) => [language, shared]));
  }
  const objects = values.filter(isObject);
  if (objects.length === 0) return kept;
  const shared = (to.parts ?? [])
    .filter(({ leaf }) => !leaf.localized)
    .map(({ name }): [string, JsonValue] => [
      name,
      objects.map((object) => member(object, name)).find((value) => !isEmpty(value)) ?? null,
    ]);
  const filled = shared.some(([, value]) => !isEmpty(value));
  return new Map(
    [...kept].map(([language, value]): [Language, JsonValue] => {
      if (!isObject(value) && !filled) return [language, value];
      return [language, { ...(isObject(value) ? value : {}), ...Object.fromEntries(shared) }];
    }),
  );
}
