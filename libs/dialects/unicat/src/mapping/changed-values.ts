import { canonicalJson, type FieldValue, type JsonValue, type RecordFields } from '#records';
import type { Finding, FindingCode } from '../wire/record.js';
import type { Language } from '../wire/schema.js';
import { decodeField, putKept } from './decode-field.js';
import { encodeField } from './encode-field.js';
import type { FieldShape } from './field-shape.js';
import { isObject, type Members, member, type OpenMembers, own, put } from './members.js';
import type { RecordShape } from './record-values.js';
import { checkValue } from './value-check.js';

/** Values as `records/update` takes them: by language, then by name or gid of the field (contract §4.3). */
export type GivenValues = { readonly [language: Language]: Members };

export interface ChangedValues {
  readonly fields: RecordFields;
  /** Without the gid of the record. */
  readonly findings: readonly Omit<Finding, 'record'>[];
}

const messages: { readonly [C in FindingCode]: string } = {
  invalid: 'The value is not of the type of the field',
  is_empty: 'The field is required',
  not_translated: 'The field has a value in another language',
  unknown_field: 'The definition of the record has no such field',
  not_equal: 'The field is not localized, and the values differ',
};

/**
 * Lays values over stored ones. What is invalid is not stored; what nobody named stays as it is, foreign attributes included.
 * @param all languages of the project
 */
export function changeValues(
  shape: RecordShape,
  stored: RecordFields,
  given: GivenValues,
  all: readonly Language[],
): ChangedValues {
  const change = new ValueChange(stored, given, all);
  for (const field of shape.fields) change.apply(field);
  change.reportUnknown(shape);
  return change;
}

class ValueChange implements ChangedValues {
  fields: RecordFields;
  readonly findings: Omit<Finding, 'record'>[] = [];

  constructor(
    stored: RecordFields,
    private readonly given: GivenValues,
    private readonly all: readonly Language[],
  ) {
    this.fields = stored;
  }

  apply(field: FieldShape): void {
    const named = Object.entries(this.given).flatMap(([language, values]): (readonly [Language, Members])[] => {
      const members = membersOf(field, values);
      return members === undefined ? [] : [[language, members]];
    });
    if (named.length === 0) return;
    const kept = new Map<Language, JsonValue>();
    for (const [language, members] of named) {
      const value = checkValue(field, members, language);
      if (value === undefined) this.report('invalid', language, field.name);
      else kept.set(language, value);
    }
    if (!field.leaf.localized && (kept.size < named.length || !this.requireEqual(field, kept))) return;
    if (kept.size === 0) return;
    this.store(field, kept);
    this.warn(field, [...kept.keys()]);
  }

  reportUnknown({ fields }: RecordShape): void {
    const known = new Set(fields.flatMap((field) => spellings(field).flat()));
    for (const [language, values] of Object.entries(this.given)) {
      for (const name of Object.keys(values)) if (!known.has(name)) this.report('unknown_field', language, name);
    }
  }

  /** What is localized inside a class that is not may differ. */
  private requireEqual(field: FieldShape, kept: ReadonlyMap<Language, JsonValue>): boolean {
    const [first, ...others] = [...kept].map(([language, value]) => [language, canonicalJson(plainPart(field, value))] as const);
    const different = others.filter(([, value]) => value !== first?.[1]);
    for (const [language] of different) this.report('not_equal', language, field.name);
    return different.length === 0;
  }

  private store(field: FieldShape, kept: ReadonlyMap<Language, JsonValue>): void {
    const values = Object.fromEntries(this.all.map((language) => [language, this.valuesIn(field, kept, language)]));
    const attributes = new Set(attributesOf(field, this.all));
    const others = Object.entries(this.fields).filter(([name]) => !attributes.has(name));
    this.fields = { ...Object.fromEntries<FieldValue>(others), ...encodeField(field, values) };
  }

  private valuesIn(field: FieldShape, kept: ReadonlyMap<Language, JsonValue>, language: Language): OpenMembers {
    const members: OpenMembers = {};
    const own = kept.get(language);
    if (own !== undefined) {
      putKept(field, own, language, members);
      return members;
    }
    decodeField(field, this.fields, language, members);
    if (field.leaf.localized) return members;
    const [shared = null] = kept.values();
    const before = member(members, field.name);
    putKept(field, shared, language, members);
    keepTranslations(field, before, members);
    return members;
  }

  private warn(field: FieldShape, languages: readonly Language[]): void {
    const values = new Map(
      this.all.map((language) => {
        const members: OpenMembers = {};
        decodeField(field, this.fields, language, members);
        return [language, member(members, field.name)];
      }),
    );
    const filled = [...values.values()].some((value) => !isEmpty(value));
    for (const language of languages) {
      if (!isEmpty(values.get(language) ?? null)) continue;
      if (field.leaf.localized && filled) this.report('not_translated', language, field.name);
      else if (field.required) this.report('is_empty', language, field.name);
    }
  }

  private report(code: FindingCode, language: Language, field: string): void {
    this.findings.push({ language, field, code, message: messages[code] });
  }
}

/** A field is named by its name or its gid, and its key likewise. */
function spellings({ name, gid, fixed }: FieldShape): (readonly [value: string, key: string])[] {
  return [name, gid].map((each) => [each, fixed === undefined ? each : `${each}/key`]);
}

/** What of the values is about the field, under its name. A key counts before a label. */
function membersOf(field: FieldShape, values: Members): Members | undefined {
  const members: OpenMembers = {};
  let named = false;
  for (const [value, key] of spellings(field).reverse()) {
    for (const [given, target] of [
      [value, field.name],
      [key, field.fixed?.keyMember ?? field.name],
    ] as const) {
      const found = own(values, given);
      if (found === undefined) continue;
      named = true;
      put(members, target, found);
    }
  }
  return named ? members : undefined;
}

/** All attributes in which a value of the field may be kept. */
export function attributesOf({ leaf, parts = [], spread, fallback }: FieldShape, languages: readonly Language[]): string[] {
  const leaves = [leaf, ...(spread ? parts.map((part) => part.leaf) : [])];
  const names = leaves.flatMap((each) => languages.map((language) => each.attribute(language)));
  return fallback === undefined ? names : [...names, fallback];
}

/** The value without what is localized inside it. */
function plainPart({ parts }: FieldShape, value: JsonValue): JsonValue {
  if (parts === undefined) return value;
  if (Array.isArray(value)) return value.map((element) => withoutTranslations(parts, element as JsonValue));
  return withoutTranslations(parts, value);
}

function withoutTranslations(parts: NonNullable<FieldShape['parts']>, value: JsonValue): JsonValue {
  if (!isObject(value)) return value;
  const localized = new Set(parts.filter(({ leaf }) => leaf.localized).map(({ name }) => name));
  return Object.fromEntries(Object.entries(value).filter(([name]) => !localized.has(name)));
}

/** In a language that was not named, what is localized inside a class stays as it was. */
function keepTranslations({ name, parts, spread }: FieldShape, before: JsonValue, members: OpenMembers): void {
  const value = member(members, name);
  if (!spread || !isObject(value)) return;
  const merged: OpenMembers = { ...value };
  for (const part of parts ?? []) {
    if (!part.leaf.localized) continue;
    for (const each of part.fixed === undefined ? [part.name] : [part.name, part.fixed.keyMember]) {
      put(merged, each, isObject(before) ? member(before, each) : null);
    }
  }
  put(members, name, merged);
}

/** `[]` and null count as equally empty (contract §1.3), and so does an empty text. */
export function isEmpty(value: JsonValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The attributes of the fields that a definition has in common with another; others are cleared (contract §4.3). */
export function keepShared(from: RecordShape, to: RecordShape, stored: RecordFields, all: readonly Language[]): RecordFields {
  const shared = new Set(to.fields.map(({ gid }) => gid));
  const cleared = new Set(from.fields.filter(({ gid }) => !shared.has(gid)).flatMap((field) => attributesOf(field, all)));
  for (const field of to.fields) for (const name of attributesOf(field, all)) cleared.delete(name);
  return Object.fromEntries(Object.entries(stored).filter(([name]) => !cleared.has(name)));
}
