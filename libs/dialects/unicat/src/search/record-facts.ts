import type { IndexedRecord, JsonValue, LabelledTexts, RecordFields } from '#records';
import { member } from '../mapping/members.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import { decodeTitle, decodeValues, type RecordShape, type ValuesByLanguage } from '../mapping/record-values.js';
import type { Timestamp } from '../wire/project.js';
import type { Field, Gid, Language } from '../wire/schema.js';
import { isEmptyValue, isValidValue, readableTexts } from './field-values.js';
import { classMark, definitionMark, type Finding, findingMark, valueMark } from './marks.js';

/** What of a record searches look at. */
export interface SearchedRecord {
  readonly gid: Gid;
  readonly shape: RecordShape;
  readonly values: RecordFields;
  readonly createdOn: Timestamp;
  readonly updatedOn: Timestamp;
}

/** Everything that a record is found by, in each language of the project (contract §6). */
export function recordFacts({ gid, shape, values, createdOn, updatedOn }: SearchedRecord, schema: ProjectSchema): IndexedRecord {
  const { languages, content } = schema;
  const fields = shape.fields.map((each) => content.fields.get(each.gid)).filter((each) => each !== undefined);
  const decoded = decodeValues(shape, values, languages);
  const titles = decodeTitle(shape, values, languages, languages);
  const described = definitionMarks(shape.definition, schema);
  const labels = languages.map((language): [Language, LabelledTexts] => {
    const own = decoded[language] ?? {};
    return [
      language,
      {
        title: titles[language] ?? '',
        texts: fields.flatMap((field) => [...readableTexts(field, own, content)]),
        marks: [
          ...described,
          ...fields.flatMap((field) => [...valueMarks(field, language, decoded)]),
          ...findingMarks(fields, language, decoded),
        ],
      },
    ];
  });
  return { key: gid, labels: Object.fromEntries(labels), numbers: { created_on: createdOn, updated_on: updatedOn } };
}

/** An extended copy counts as its original too. */
function definitionMarks(gid: Gid, { content: { definitions } }: ProjectSchema): string[] {
  const definition = definitions.get(gid);
  const original = definition?.original ?? null;
  return [
    definitionMark(gid),
    ...(original === null ? [] : [definitionMark(original)]),
    ...(definition?.classes ?? []).map(classMark),
  ];
}

/** A field with fixed values is found by its key and by its label. */
function* valueMarks(field: Field, language: Language, decoded: ValuesByLanguage): Iterable<string> {
  const values = decoded[language] ?? {};
  yield valueMark(field.gid, member(values, field.name));
  const keyMember = `${field.name}/key`;
  if (Object.hasOwn(values, keyMember)) yield valueMark(field.gid, values[keyMember] as JsonValue);
}

function findingMarks(fields: readonly Field[], language: Language, decoded: ValuesByLanguage): Set<string> {
  const marks = new Set<string>();
  for (const field of fields) {
    const finding = findingIn(field, language, decoded);
    if (finding === undefined) continue;
    marks.add(findingMark(finding, undefined));
    marks.add(findingMark(finding, field.name));
  }
  return marks;
}

/** Only what is required is missed when it is empty in all languages. */
function findingIn(field: Field, language: Language, decoded: ValuesByLanguage): Finding | undefined {
  const values = decoded[language] ?? {};
  if (!isEmptyValue(member(values, field.name))) return isValidValue(field, values) ? undefined : 'invalid';
  const filled = (other: (typeof decoded)[string]): boolean => !isEmptyValue(member(other, field.name));
  if (field.is_localized && Object.values(decoded).some(filled)) return 'not_translated';
  return field.is_required ? 'is_empty' : undefined;
}
