import type { JsonValue, RecordFields } from '#records';
import type { FieldValues } from '../wire/record.js';
import type { Gid, Language, Localized } from '../wire/schema.js';
import { decodeField } from './decode-field.js';
import { encodeField } from './encode-field.js';
import type { FieldShape } from './field-shape.js';
import { member, type OpenMembers } from './members.js';

/** A definition as the mapping sees it: all fields, its own first, then those of each class (contract §1.5). */
export interface RecordShape {
  readonly definition: Gid;
  readonly fields: readonly FieldShape[];
  readonly title: FieldShape | undefined;
}

export type ValuesByLanguage = { readonly [language: Language]: FieldValues };

/** Every field of the definition in each of the languages; unset ones are null (contract §1.3). */
export function decodeValues({ fields }: RecordShape, stored: RecordFields, languages: readonly Language[]): ValuesByLanguage {
  return Object.fromEntries(
    languages.map((language) => {
      const members: OpenMembers = {};
      for (const field of fields) decodeField(field, stored, language, members);
      return [language, members];
    }),
  );
}

/**
 * The attributes of a record's values.
 * @param values for every language of the project
 */
export function encodeValues({ fields }: RecordShape, values: ValuesByLanguage): RecordFields {
  return Object.assign({}, ...fields.map((field) => encodeField(field, values)));
}

/**
 * The value of the title field. A title is never null, so an untranslated one is that of the project's first language that
 * has one.
 * @param all languages of the project, the default first
 */
export function decodeTitle(
  shape: RecordShape,
  stored: RecordFields,
  languages: readonly Language[],
  all: readonly Language[],
): Localized<string> {
  const titleIn = (language: Language): string => (shape.title === undefined ? '' : titleText(shape.title, stored, language));
  let standIn: string | undefined;
  const title = (language: Language): string => {
    const text = titleIn(language);
    if (text !== '') return text;
    standIn ??= all.map(titleIn).find((each) => each !== '') ?? '';
    return standIn;
  };
  return Object.fromEntries(languages.map((language) => [language, title(language)]));
}

function titleText(field: FieldShape, stored: RecordFields, language: Language): string {
  const members: OpenMembers = {};
  decodeField(field, stored, language, members);
  const value: JsonValue = member(members, field.name);
  if (Array.isArray(value)) return value.join(', ');
  return value === null || typeof value === 'object' ? '' : String(value);
}
