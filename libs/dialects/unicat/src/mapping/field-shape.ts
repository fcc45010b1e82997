import type { Field, FieldType, Gid, Language } from '../wire/schema.js';
import { attributeName } from './attribute-name.js';
import { Choices } from './choices.js';
import type { LeafKind } from './leaf.js';

/** A value that is kept in one attribute, or in one for each language. */
export interface LeafShape {
  readonly kind: LeafKind;
  readonly localized: boolean;
  /** The same for all languages where the value is not localized. */
  attribute(language: Language): string;
}

/** A field as a member of an object: a record's values, or those of a class. */
export interface NamedShape {
  readonly gid: Gid;
  readonly name: string;
  readonly type: FieldType;
  /** Of fields with fixed values: the choices, and the name of the member that holds the key. */
  readonly fixed: { readonly choices: Choices; readonly keyMember: string } | undefined;
}

/** A field inside a class: on its own an attribute of the class field, in a classlist a member of each element's JSON. */
export interface PartShape extends NamedShape {
  readonly leaf: LeafShape;
}

/** A field as the mapping sees it: where its values are kept, and how. */
export interface FieldShape extends NamedShape {
  /** Whether an empty value is worth a warning (contract §1.4). */
  readonly required: boolean;
  readonly leaf: LeafShape;
  /** Of a class or classlist: the fields inside. A class has an attribute for each, a classlist keeps all in `leaf`. */
  readonly parts: readonly PartShape[] | undefined;
  /** Whether each part has attributes of its own, which is so for `class`. */
  readonly spread: boolean;
  /** Where the whole value is kept as JSON when nothing plainer gives it back; undefined where nothing is ever written. */
  readonly fallback: string | undefined;
}

const kinds: { readonly [T in FieldType]: LeafKind } = {
  text: 'text',
  textline: 'text',
  textlist: 'texts',
  number: 'integer',
  decimal: 'number',
  boolean: 'boolean',
  code: 'text',
  barcode: 'text',
  image: 'text',
  imagelist: 'texts',
  file: 'text',
  filelist: 'texts',
  record: 'text',
  recordlist: 'texts',
  class: 'json',
  classlist: 'jsons',
  fieldpicker: 'text',
};

function named(field: Field): NamedShape {
  const choices = Choices.of(field);
  return { gid: field.gid, name: field.name, type: field.type, fixed: choices && { choices, keyMember: `${field.name}/key` } };
}

/** @param reserved attribute names that the register needs for itself */
function leafOf(path: readonly string[], kind: LeafKind, localized: boolean, reserved: readonly string[]): LeafShape {
  if (!localized) {
    const attribute = attributeName(path, 'value', reserved);
    return { kind, localized, attribute: () => attribute };
  }
  const known = new Map<Language, string>();
  const attribute = (language: Language): string => {
    const name = known.get(language) ?? attributeName(path, { language }, reserved);
    known.set(language, name);
    return name;
  };
  return { kind, localized, attribute };
}

/** Fields by name, the first one where two have the same: they share a member of the record. */
export function distinctByName<T extends { readonly name: string }>(fields: readonly T[]): T[] {
  return [...new Map([...fields].reverse().map((field) => [field.name, field])).values()].reverse();
}

/**
 * @param classFields the fields of a class, by its gid; those of an unknown class are none
 * @throws InvalidRecord where a name cannot be spelt
 */
export function shapeOf(field: Field, classFields: (gid: Gid) => readonly Field[], reserved: readonly string[]): FieldShape {
  const { name, type, options, is_localized: localized } = field;
  const inside =
    type === 'class' || type === 'classlist' ? distinctByName(options.class ? classFields(options.class) : []) : undefined;
  return {
    ...named(field),
    required: field.is_required,
    leaf: leafOf([name], kinds[type], localized, reserved),
    parts: inside?.map((part) => partOf(field, part, reserved)),
    spread: type === 'class',
    fallback: attributeName([name], 'json', reserved),
  };
}

function partOf(field: Field, part: Field, reserved: readonly string[]): PartShape {
  const localized = field.is_localized || part.is_localized;
  // A class inside a class stays JSON: classes may contain each other, and attributes must come to an end.
  return { ...named(part), leaf: leafOf([field.name, part.name], kinds[part.type], localized, reserved) };
}
