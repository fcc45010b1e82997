import type { IndexedRecord, LabelledTexts, RecordFields } from '#records';
import { member } from '../mapping/members.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import { decodeValues, type RecordShape, type ValuesByLanguage } from '../mapping/record-values.js';
import { titleOf } from '../serializers/record.serializer.js';
import type { Timestamp } from '../wire/project.js';
import type { FieldValues } from '../wire/record.js';
import type { Field, Gid, Language } from '../wire/schema.js';
import { addReadableTexts, isEmptyValue, isValidValue } from './field-values.js';
import { classMark, definitionMark, type Finding, findingMark, valueMark } from './marks.js';

/** What of a record searches look at. */
export interface SearchedRecord {
  readonly gid: Gid;
  readonly shape: RecordShape;
  /** Of a link, as its title shows them. */
  readonly copies: number;
  readonly values: RecordFields;
  readonly createdOn: Timestamp;
  readonly updatedOn: Timestamp;
}

/** Everything that a record is found by, in each language of the project (contract §6). */
export function recordFacts(record: SearchedRecord, schema: ProjectSchema): IndexedRecord {
  const { gid, shape, values, createdOn, updatedOn } = record;
  const { languages, content } = schema;
  const fields = shape.fields.map((each) => content.fields.get(each.gid)).filter((each) => each !== undefined);
  const decoded = decodeValues(shape, values, languages);
  const titles = titleOf(record, languages, languages);
  const described = definitionMarks(shape.definition, schema);
  const labels: { [language: Language]: LabelledTexts } = {};
  for (const language of languages) {
    const texts: string[] = [];
    const marks = [...described];
    const own = decoded[language] ?? {};
    for (const field of fields) {
      addReadableTexts(field, own, content, texts);
      addValueMarks(field, own, marks);
    }
    marks.push(...findingMarks(fields, language, decoded));
    labels[language] = { title: titles[language] ?? '', texts, marks };
  }
  return { key: gid, labels, numbers: { created_on: createdOn, updated_on: updatedOn } };
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
function addValueMarks({ gid, name, options }: Field, values: FieldValues, into: string[]): void {
  into.push(valueMark(gid, member(values, name)));
  if (options.values === undefined) return;
  const keyMember = `${name}/key`;
  if (Object.hasOwn(values, keyMember)) into.push(valueMark(gid, member(values, keyMember)));
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
