import { canonicalJson, type JsonValue } from '#records';
import type { Gid } from '../wire/schema.js';

/** What a value may be reproached with: it is missing, missing in this language only, or none that its field may have. */
export type Finding = 'is_empty' | 'not_translated' | 'invalid';

/** By what filters find a record, spelt as marks of the index of texts. */
export const definitionMark = (definition: Gid): string => `definition ${definition}`;
export const classMark = (gid: Gid): string => `class ${gid}`;

/** @param field its name; undefined: some field */
export function findingMark(finding: Finding, field: string | undefined): string {
  return field === undefined ? finding : `${finding} ${field}`;
}

/** An empty list counts as no value (contract §1.3). */
export function valueMark(field: Gid, value: JsonValue): string {
  return `value ${field} ${Array.isArray(value) && value.length === 0 ? 'null' : spell(value)}`;
}

/** Only objects have members that may come in any order. */
function spell(value: JsonValue): string {
  const isPlain = (each: JsonValue): boolean => typeof each !== 'object' || each === null;
  return isPlain(value) || (Array.isArray(value) && value.every(isPlain)) ? JSON.stringify(value) : canonicalJson(value);
}
