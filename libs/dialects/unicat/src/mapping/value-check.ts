import { isStorableText, isUuid4, type JsonValue } from '#records';
import type { NamedShape, PartShape } from './field-shape.js';
import { isObject, type Members, member, type OpenMembers, own, put } from './members.js';

/** What of a field is looked at when a value is given to it. */
export interface CheckedShape extends NamedShape {
  readonly parts: readonly PartShape[] | undefined;
}

/**
 * A value as it is kept: keys in the place of labels, classes with all their fields. Undefined: the value is not of the
 * field's type (contract §1.3).
 * @param members where the value stands under the field's name, or its key beside it
 * @param language of the labels
 */
export function checkValue(shape: CheckedShape, members: Members, language: string): JsonValue | undefined {
  const { name, fixed, type } = shape;
  if (fixed === undefined) return checkFree(shape, member(members, name), language);
  const byKey = own(members, fixed.keyMember) !== undefined;
  const value = member(members, byKey ? fixed.keyMember : name);
  const keyOf = (text: JsonValue): string | undefined => {
    if (typeof text !== 'string') return undefined;
    return byKey ? fixed.choices.key(text) : fixed.choices.keyOfLabel(text, language);
  };
  if (value === null || (value === '' && type === 'textline')) return null;
  return type === 'textlist' ? allOf(value, keyOf) : keyOf(value);
}

function checkFree(shape: CheckedShape, value: JsonValue, language: string): JsonValue | undefined {
  if (value === null) return null;
  switch (shape.type) {
    case 'text':
    case 'code':
      return isText(value) ? value : undefined;
    case 'textline':
    case 'barcode':
      return isText(value) && !/[\r\n]/.test(value) ? value : undefined;
    case 'textlist':
      return allOf(value, (each) => (isText(each) ? each : undefined));
    case 'number':
      return Number.isSafeInteger(value) ? value : undefined;
    case 'decimal':
      return typeof value === 'number' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'image':
    case 'file':
    case 'record':
    case 'fieldpicker':
      return isGid(value) ? value : undefined;
    case 'imagelist':
    case 'filelist':
    case 'recordlist':
      return allOf(value, (each) => (isGid(each) ? each : undefined));
    case 'class':
      return checkClass(shape.parts ?? [], value, language);
    case 'classlist':
      return allOf(value, (each) => checkClass(shape.parts ?? [], each, language));
  }
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string' && isStorableText(value);
}

function isGid(value: JsonValue): value is string {
  return typeof value === 'string' && isUuid4(value);
}

function allOf(value: JsonValue, check: (element: JsonValue) => JsonValue | undefined): JsonValue | undefined {
  if (!Array.isArray(value)) return undefined;
  const checked = value.map((element) => check(element as JsonValue));
  return checked.every((element) => element !== undefined) ? checked : undefined;
}

/** Replaced whole: what is not named is unset, and one bad field spoils all (contract §4.3). */
function checkClass(parts: readonly PartShape[], value: JsonValue, language: string): JsonValue | undefined {
  if (!isObject(value)) return undefined;
  const known = new Set(parts.flatMap(({ name, fixed }) => (fixed === undefined ? [name] : [name, fixed.keyMember])));
  if (!Object.keys(value).every((name) => known.has(name))) return undefined;
  const checked: OpenMembers = {};
  for (const part of parts) {
    // Classes inside classes have no shape of their own: they stay as they are given.
    const nested = part.type === 'class' || part.type === 'classlist';
    const kept = nested ? checkNested(value, part) : checkValue({ ...part, parts: undefined }, value, language);
    if (kept === undefined) return undefined;
    put(checked, part.name, kept);
  }
  return checked;
}

function checkNested(value: Members, { name, type }: PartShape): JsonValue | undefined {
  const nested = member(value, name);
  if (nested === null) return null;
  return (type === 'class' ? isObject(nested) : Array.isArray(nested)) && isStorable(nested) ? nested : undefined;
}

function isStorable(value: JsonValue): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, each]) => isStorableText(name) && isStorable(each as JsonValue));
}
