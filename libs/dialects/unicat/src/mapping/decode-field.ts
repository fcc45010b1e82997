import type { JsonValue, RecordFields } from '#records';
import type { Language } from '../wire/schema.js';
import type { FieldShape, LeafShape, NamedShape, PartShape } from './field-shape.js';
import { decodeLeaf } from './leaf.js';
import { isObject, type Members, member, type OpenMembers, own, put } from './members.js';

/** Puts the members of one field in one language: its value and, where it has fixed values, the key beside the label. */
export function decodeField(shape: FieldShape, stored: RecordFields, language: Language, into: OpenMembers): void {
  const whole = shape.fallback === undefined ? undefined : own(stored, shape.fallback);
  if (typeof whole === 'string') putFallback(shape, JSON.parse(whole) as Members, language, into);
  else if (shape.parts === undefined) putValue(shape, readLeaf(shape.leaf, stored, language), language, into);
  else if (shape.spread) put(into, shape.name, decodeClass(shape.parts, stored, language));
  else put(into, shape.name, decodeClasslist(shape.leaf, shape.parts, stored, language));
}

/** Puts the members for a value as `checkValue` gives it: keys in the place of labels. */
export function putKept(shape: FieldShape, kept: JsonValue, language: Language, into: OpenMembers): void {
  const { parts, name } = shape;
  if (parts === undefined) putValue(shape, kept, language, into);
  else if (Array.isArray(kept))
    put(
      into,
      name,
      kept.map((element) => decodeElement(parts, element as JsonValue, language)),
    );
  else put(into, name, decodeElement(parts, kept, language));
}

function readLeaf(leaf: LeafShape, stored: RecordFields, language: Language): JsonValue {
  return decodeLeaf(leaf.kind, own(stored, leaf.attribute(language)));
}

function putValue({ name, fixed }: NamedShape, value: JsonValue, language: Language, into: OpenMembers): void {
  if (fixed === undefined) {
    put(into, name, value);
    return;
  }
  put(into, name, fixed.choices.labels(value, language));
  put(into, fixed.keyMember, value);
}

/** Null where no field inside has a value. */
function decodeClass(parts: readonly PartShape[], stored: RecordFields, language: Language): JsonValue {
  if (!parts.some(({ leaf }) => own(stored, leaf.attribute(language)) !== undefined)) return null;
  const members: OpenMembers = {};
  for (const part of parts) putValue(part, readLeaf(part.leaf, stored, language), language, members);
  return members;
}

function decodeClasslist(leaf: LeafShape, parts: readonly PartShape[], stored: RecordFields, language: Language): JsonValue {
  const elements = readLeaf(leaf, stored, language);
  return Array.isArray(elements) ? elements.map((element) => decodeElement(parts, element as JsonValue, language)) : elements;
}

/** An element is stored without its unset fields, and with keys in the place of labels. */
function decodeElement(parts: readonly PartShape[], element: JsonValue, language: Language): JsonValue {
  if (!isObject(element)) return element;
  const members: OpenMembers = {};
  for (const part of parts) putValue(part, member(element, part.name), language, members);
  return members;
}

function putFallback({ name, fixed }: NamedShape, whole: Members, language: Language, into: OpenMembers): void {
  const value = member(whole, language);
  if (fixed === undefined) {
    put(into, name, value);
    return;
  }
  const { label = null, key = null } = isObject(value) ? value : {};
  put(into, name, label);
  put(into, fixed.keyMember, key);
}
