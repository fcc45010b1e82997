import type { JsonValue, RecordFields } from '#records';
import type { Field, Gid, Language } from '../wire/schema.js';
import { putKept } from './decode-field.js';
import { isObject, member, type OpenMembers } from './members.js';
import type { RecordShape, ValuesByLanguage } from './record-values.js';
import { encodeValues } from './record-values.js';

/** The values that a new record begins with: those that its fields name (contract §4.2). */
export function initialValues(shape: RecordShape, fields: ReadonlyMap<Gid, Field>, languages: readonly Language[]): RecordFields {
  const values: ValuesByLanguage = Object.fromEntries(
    languages.map((language) => {
      const members: OpenMembers = {};
      for (const field of shape.fields) {
        const initial = fields.get(field.gid)?.initial ?? {};
        putKept(
          field,
          field.fixed === undefined ? member(initial, language) : initialKey(member(initial, 'key')),
          language,
          members,
        );
      }
      return [language, members];
    }),
  );
  return encodeValues(shape, values);
}

/** An empty key chooses nothing; lists of keys may be given too. */
function initialKey(key: JsonValue): JsonValue {
  return key === '' || isObject(key) ? null : key;
}
