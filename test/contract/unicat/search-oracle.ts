import { type Json, records, sample } from './client.js';

/** What searches must find, worked out from the source of the demo data without any code of the gateway. */

const { definitions, classes, fields } = sample.data;
const readable = ['text', 'textline', 'textlist', 'code', 'barcode'];
const day = 86_400;

export const fieldNamed = (name: string): Json => Object.values<Json>(fields).find((field) => field.name === name)!;
export const definitionNamed = (name: string): Json =>
  Object.values<Json>(definitions).find((definition) => definition.name === name && !definition.is_extended)!;
export const classNamed = (name: string): Json => Object.values<Json>(classes).find((each) => each.name === name)!;

function fieldsOf(record: Json): Json[] {
  const { fields: own, classes: inside } = definitions[record.definition];
  return [...own, ...inside.flatMap((gid: string) => classes[gid].fields)].map((gid: string) => fields[gid]);
}

function textsOf(field: Json, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each) => textsOf(field, each));
  if (readable.includes(field.type)) return [String(value)];
  if (field.type !== 'class' && field.type !== 'classlist') return [];
  return classes[field.options.class].fields.flatMap((gid: string) => textsOf(fields[gid], (value as Json)[fields[gid].name]));
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const trimmed = (term: string): string => term.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** Whether the term stands in the record's texts of the language, with nothing of a word around it. */
export function occurs(record: Json, language: string, term: string): boolean {
  const escaped = trimmed(plain(term)).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u');
  return fieldsOf(record).some((field) =>
    textsOf(field, record.fields[language][field.name]).some((text) => pattern.test(plain(text))),
  );
}

const isEmpty = (value: unknown): boolean => value === null || value === '' || (Array.isArray(value) && value.length === 0);

type Test = (record: Json) => boolean;

/** The filter of section 6, by its table. */
export function passes(filter: Json | unknown[], language: string): Test {
  const [property, operator, operand] = filter as [string, string, Json[string]];
  switch (property) {
    case 'and':
      return (record) => operand.every((each: unknown[]) => passes(each, language)(record));
    case 'or':
      return (record) => operand.some((each: unknown[]) => passes(each, language)(record));
    case 'not':
      return (record) => !passes(operand, language)(record);
    case 'validation':
      return (record) => {
        const findings: Json = sample.expected_validation[record.gid]?.[language] ?? {};
        const wanted = operator === 'any' ? 'not_translated' : operator;
        return Object.entries(findings).some(
          ([name, list]) => (operand === undefined || name === operand) && list.includes(wanted),
        );
      };
    case 'created_on':
    case 'updated_on':
      return (record) => {
        const time = record[property];
        if (operator === 'between') return operand[0] <= time && time <= operand[1];
        const then = Date.now() / 1000 - operand[0] * day;
        return operator === '<' ? time > then : time < then;
      };
    case 'definition':
      return (record) => record.definition === operand || definitions[record.definition].original === operand;
    case 'classes':
      return (record) =>
        definitions[record.definition].classes.some((gid: string) => gid === operand || classes[gid].name === operand);
    case 'value': {
      const name = fields[operand[0]]?.name;
      const same = (value: unknown): boolean =>
        JSON.stringify(value) === JSON.stringify(operand[1]) || (isEmpty(value) && isEmpty(operand[1]) && operand[1] !== '');
      return (record) =>
        fieldsOf(record).some((field) => field.gid === operand[0]) &&
        [name, `${name}/key`].some((member) => member in record.fields[language] && same(record.fields[language][member]));
    }
    default:
      throw new Error(`No filter '${property}'`);
  }
}

/** Gids in order: score descending, title, gid. */
export function expected(query: { language: string; q?: string; filter?: unknown[] }): string[] {
  const { language, q = '', filter = [] } = query;
  const terms = q.split(/\s+/).filter((term) => /[\p{L}\p{N}]/u.test(term));
  if (terms.length === 0 && filter.length === 0) return [];
  const required = terms.filter((term) => term.startsWith('+')).map((term) => term.slice(1));
  const excluded = terms.filter((term) => term.startsWith('-')).map((term) => term.slice(1));
  const optional = [...new Set(terms.filter((term) => !/^[+-]/.test(term)).map((term) => trimmed(plain(term))))];
  const hits = records
    .filter((record) => filter.length === 0 || passes(filter, language)(record))
    .map((record) => ({ record, score: optional.filter((term) => occurs(record, language, term)).length }))
    .filter(({ record }) => required.every((term) => occurs(record, language, term)))
    .filter(({ record }) => !excluded.some((term) => occurs(record, language, term)))
    .filter(({ score }) => score > 0 || required.length > 0 || optional.length === 0);
  const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  hits.sort(
    (one, other) =>
      other.score - one.score ||
      order(one.record.title[language], other.record.title[language]) ||
      order(one.record.gid, other.record.gid),
  );
  return hits.map(({ record }) => record.gid);
}
