import { InvalidRecord } from './errors.js';

export type FieldValue = string | readonly string[];

/**
 * What a blob holds. Values are text in the canonical form of their datatype ("42"), or lists of such texts.
 * No value: no member. Empty texts and empty lists do not occur.
 */
export interface RecordFields {
  readonly [field: string]: FieldValue;
}

// A NUL cannot be stored by PostgreSQL; a lone surrogate has no UTF-8 form, so it could not be hashed.
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for
const unstorable = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether a text can be stored and hashed as it is: no NUL, no lone surrogate. */
export function isStorableText(text: string): boolean {
  return !unstorable.test(text);
}

/** @throws InvalidRecord naming the field whose value is empty or cannot be stored */
export function requireStorable(fields: RecordFields): void {
  for (const [name, value] of Object.entries(fields)) {
    const texts = typeof value === 'string' ? [value] : value;
    if (texts.length === 0 || texts.includes('')) throw new InvalidRecord(`Field '${name}' has an empty value`, name);
    if (!isStorableText(name) || !texts.every(isStorableText)) {
      throw new InvalidRecord(`Field '${name}' holds a NUL or a lone surrogate`, name);
    }
  }
}

/** The value of a field; a field may be called what every object inherits, such as `constructor`. */
export function valueIn(fields: RecordFields, name: string): FieldValue | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The text of a field, or undefined where it is absent or a list. */
export function textOf(fields: RecordFields, name: string): string | undefined {
  const value = valueIn(fields, name);
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a field: none where it is absent, one where it is no list. */
export function textsOf(fields: RecordFields, name: string): readonly string[] {
  const value = valueIn(fields, name);
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
