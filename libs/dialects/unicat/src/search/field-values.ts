import type { JsonValue } from '#records';
import { isObject, member } from '../mapping/members.js';
import type { SchemaContent } from '../mapping/project-schema.js';
import type { FieldValues } from '../wire/record.js';
import type { Field, FieldType } from '../wire/schema.js';

type ValueKind = 'words' | 'text' | 'texts' | 'integer' | 'number' | 'boolean' | 'object' | 'objects' | 'wordlist';

/** `words` and `wordlist` are what people read; other texts are gids. */
const kinds: { readonly [T in FieldType]: ValueKind } = {
  text: 'words',
  textline: 'words',
  textlist: 'wordlist',
  number: 'integer',
  decimal: 'number',
  boolean: 'boolean',
  code: 'words',
  barcode: 'words',
  image: 'text',
  imagelist: 'texts',
  file: 'text',
  filelist: 'texts',
  record: 'text',
  recordlist: 'texts',
  class: 'object',
  classlist: 'objects',
  fieldpicker: 'text',
};

/** Values that count as empty: null and `[]` by contract §1.3, and a text without content. */
export function isEmptyValue(value: JsonValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Adds the texts that people read in a field: those of a class field too, labels in the place of keys. */
export function addReadableTexts(field: Field, values: FieldValues, content: SchemaContent, into: string[]): void {
  const value = member(values, field.name);
  const kind = kinds[field.type];
  if (kind === 'words' || kind === 'wordlist') addTexts(value, into);
  if (kind !== 'object' && kind !== 'objects') return;
  const inside = fieldsInside(field, content);
  for (const each of Array.isArray(value) ? value : [value]) {
    if (!isObject(each as JsonValue)) continue;
    // A class inside a class may contain the outer one again, but a value ends somewhere.
    for (const part of inside) addReadableTexts(part, each as FieldValues, content, into);
  }
}

function addTexts(value: JsonValue, into: string[]): void {
  if (typeof value === 'string') into.push(value);
  else if (Array.isArray(value)) for (const each of value) addTexts(each as JsonValue, into);
}

export function fieldsInside({ options }: Field, { classes, fields }: SchemaContent): Field[] {
  const gids = options.class ? (classes.get(options.class)?.fields ?? []) : [];
  return gids.map((gid) => fields.get(gid)).filter((each) => each !== undefined);
}

/** Whether a value, not an empty one, is one that the field may have. Values of other dialects may be any. */
export function isValidValue({ type, options, name }: Field, values: FieldValues): boolean {
  const value = member(values, name);
  if (!isOfKind(kinds[type], value)) return false;
  if ((type !== 'textline' && type !== 'textlist') || !Array.isArray(options.values)) return true;
  const keys = member(values, `${name}/key`);
  const known = new Set(options.values.map(({ key }) => key));
  return (Array.isArray(keys) ? keys : [keys]).every((key) => typeof key === 'string' && known.has(key));
}

function isOfKind(kind: ValueKind, value: JsonValue): boolean {
  switch (kind) {
    case 'words':
    case 'text':
      return typeof value === 'string';
    case 'wordlist':
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'object':
      return isObject(value);
    case 'objects':
      return Array.isArray(value) && value.every((each) => isObject(each as JsonValue));
  }
}
