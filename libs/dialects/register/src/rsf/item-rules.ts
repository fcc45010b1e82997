import type { Attribute, CollectionSchema, FieldValue, JsonValue, RecordFields } from '#records';
import { isOfDatatype, isRedacted } from '../schema/datatypes.js';
import type { Item } from './rsf-command.js';

/** What a schema demands of items (contract §7.3, rule 7). */
export class ItemRules {
  private readonly attributes: ReadonlyMap<string, Attribute>;
  private readonly register: string;

  constructor({ register, attributes }: CollectionSchema) {
    this.register = register;
    this.attributes = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  }

  /**
   * What is wrong with an item, in the words of §7.4.
   * @returns undefined for a valid item
   */
  findBreach(item: Item, key: string): string | undefined {
    const names = Object.keys(item);
    if (!names.every((name) => this.attributes.has(name))) {
      return `Entry contains invalid fields: [${names.filter((name) => !this.attributes.has(name)).join(', ')}]`;
    }
    if (this.attributes.has(this.register)) {
      const breach = primaryKeyBreach(Object.hasOwn(item, this.register) ? item[this.register] : undefined, key, this.register);
      if (breach !== undefined) return breach;
    }
    for (const [name, attribute] of this.attributes) {
      const value = Object.hasOwn(item, name) ? item[name] : undefined;
      const breach = value === undefined ? undefined : valueBreach(value, attribute);
      if (breach !== undefined) return breach;
    }
    return undefined;
  }
}

function primaryKeyBreach(value: JsonValue | undefined, key: string, register: string): string | undefined {
  if (value === undefined) return `Entry does not contain primary key field '${register}'`;
  if (typeof value !== 'string' || value.trim() === '') return `Primary key field '${register}' must have a valid value`;
  if (value !== key && !isRedacted(value)) return `Key '${key}' does not match primary key field '${register}'`;
  return undefined;
}

function valueBreach(value: JsonValue, { name, datatype, cardinality }: Attribute): string | undefined {
  if (cardinality === '1') {
    return isValid(value, datatype) ? undefined : `Field '${name}' value must be of type '${datatype}'`;
  }
  if (!Array.isArray(value)) return `Field '${name}' has cardinality 'n' so the value must be an array of '${datatype}'`;
  const valid = value.length > 0 && value.every((element) => isValid(element, datatype));
  return valid ? undefined : `Field '${name}' values must be of type '${datatype}'`;
}

function isValid(value: JsonValue, datatype: string): boolean {
  return typeof value === 'string' && value !== '' && (isRedacted(value) || isOfDatatype(datatype, value));
}

/** An item as fields; undefined where a value is neither a text nor a list of texts, or is empty. */
export function fieldsOf(item: Item): RecordFields | undefined {
  return Object.values(item).every(isFieldValue) ? (item as RecordFields) : undefined;
}

function isFieldValue(value: JsonValue): value is FieldValue {
  const isText = (each: JsonValue): boolean => typeof each === 'string' && each !== '';
  return Array.isArray(value) ? value.length > 0 && value.every(isText) : isText(value);
}
