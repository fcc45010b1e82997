import { canonicalJson, type FieldValue, type JsonValue, type RecordFields } from '#records';
import type { FieldValues } from '../wire/record.js';
import type { Language } from '../wire/schema.js';
import { decodeField } from './decode-field.js';
import type { FieldShape, LeafShape, NamedShape, PartShape } from './field-shape.js';
import { encodeLeaf, jsonText } from './leaf.js';
import { isObject, type Members, member, type OpenMembers, put } from './members.js';

/**
 * The attributes of one field. Whatever they would not give back exactly is kept as JSON instead: encode, decode,
 * compare. Nothing for a field that is unset in all languages.
 * @param values by language, for every language of the project; missing members count as null
 */
export function encodeField(shape: FieldShape, values: { readonly [language: Language]: FieldValues }): RecordFields {
  const languages = Object.entries(values);
  const plain = Object.fromEntries(languages.flatMap(([language, members]) => encodeIn(shape, members, language)));
  if (languages.every(([language, members]) => comesBack(shape, plain, language, members))) return plain;
  if (shape.fallback === undefined) throw new RangeError(`Field ${shape.name} is read only`);
  const whole = Object.fromEntries(languages.map(([language, members]) => [language, toFallback(shape, members)]));
  return { [shape.fallback]: jsonText(whole) };
}

/** Whether decoding gives exactly the members of the record that belong to the field, null where they are missing. */
function comesBack(shape: FieldShape, stored: RecordFields, language: Language, members: FieldValues): boolean {
  const back: OpenMembers = {};
  decodeField(shape, stored, language, back);
  const given: OpenMembers = {};
  for (const name of membersOf(shape)) put(given, name, member(members, name));
  return canonicalJson(back) === canonicalJson(given);
}

function membersOf({ name, fixed }: NamedShape): string[] {
  return fixed === undefined ? [name] : [name, fixed.keyMember];
}

type Attributes = [attribute: string, value: FieldValue][];

function encodeIn(shape: FieldShape, values: FieldValues, language: Language): Attributes {
  const { name, leaf, parts, spread } = shape;
  if (parts === undefined) return encodeAt(leaf, language, storedValue(shape, values));
  const value = member(values, name);
  if (spread) return isObject(value) ? parts.flatMap((part) => encodeAt(part.leaf, language, storedValue(part, value))) : [];
  return encodeAt(
    leaf,
    language,
    Array.isArray(value) ? value.map((element) => encodeElement(parts, element as JsonValue)) : null,
  );
}

/** The value, or the key where the value is its label. */
function storedValue({ name, fixed }: NamedShape, members: Members): JsonValue {
  return member(members, fixed?.keyMember ?? name);
}

function encodeAt(leaf: LeafShape, language: Language, value: JsonValue): Attributes {
  const stored = encodeLeaf(leaf.kind, value);
  return stored === undefined ? [] : [[leaf.attribute(language), stored]];
}

/** Unset fields left out, keys in the place of labels. */
function encodeElement(parts: readonly PartShape[], element: JsonValue): JsonValue {
  if (!isObject(element)) return element;
  const members: OpenMembers = {};
  for (const part of parts) {
    const value = storedValue(part, element);
    if (value !== null) put(members, part.name, value);
  }
  return members;
}

function toFallback({ name, fixed }: NamedShape, values: FieldValues): JsonValue {
  const value = member(values, name);
  return fixed === undefined ? value : { label: value, key: member(values, fixed.keyMember) };
}
