import { type Attribute, InvalidRecord, type RecordFields } from '#records';
import type { Field, FieldType, Language } from '../wire/schema.js';
import type { FieldShape, LeafShape } from './field-shape.js';
import type { ProjectSchema } from './project-schema.js';
import { isCommitted } from './schema-items.js';

/** Where the end of a deleted record is written, by convention of the registers (register contract §1). */
export const endDateAttribute = 'end-date';

/** A deleted record's end, as the register's datatype `datetime` wants it: to the second. */
export function endDateOf(seconds: number): string {
  return `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19)}Z`;
}

const datatypes: { readonly [T in FieldType]?: string } = { text: 'text', code: 'text', number: 'integer', boolean: 'boolean' };

/** Values of any other type have no fixed form in a register. */
const anyText = 'string';

/**
 * The attributes of a project's records as a register: all committed fields of all definitions, in all languages.
 * @param register name of the register of the records
 * @throws InvalidRecord where two fields are spelt alike but differ in datatype or cardinality, which in a register never change
 */
export function registerAttributes(project: ProjectSchema, register: string): Attribute[] {
  const attributes = new Map<string, Attribute>();
  const add = (attribute: Attribute): void => {
    const known = attributes.get(attribute.name);
    if (known === undefined) attributes.set(attribute.name, attribute);
    else requireSameKind(known, attribute);
  };
  add({ name: register, datatype: anyText, cardinality: '1', text: 'Gid of the record' });
  for (const field of fieldsOfDefinitions(project)) {
    for (const attribute of attributesOf(field, project, register)) add(attribute);
  }
  add({ name: endDateAttribute, datatype: 'datetime', cardinality: '1', text: 'When the record was deleted' });
  return [...attributes.values()];
}

/** @throws InvalidRecord where they differ in what never changes in a register */
export function requireSameKind(known: Attribute, attribute: Attribute): void {
  if (
    known.datatype === attribute.datatype &&
    known.cardinality === attribute.cardinality &&
    known.register === attribute.register
  )
    return;
  throw new InvalidRecord(`'${attribute.name}' would be an attribute of two kinds`, attribute.name);
}

function* fieldsOfDefinitions({ content: { definitions, classes, fields } }: ProjectSchema): Iterable<Field> {
  for (const definition of definitions.values()) {
    const gids = [...definition.fields, ...definition.classes.flatMap((gid) => classes.get(gid)?.fields ?? [])];
    for (const gid of gids) {
      const field = fields.get(gid);
      // Fields that are new or working copies hold no values of records.
      if (field !== undefined && isCommitted(field)) yield field;
    }
  }
}

function* attributesOf(field: Field, project: ProjectSchema, register: string): Iterable<Attribute> {
  const { leaf, parts, spread } = project.shapeOfField(field);
  const label = labelOf(field, project.languages);
  if (!spread || parts === undefined) {
    yield* attributesOfLeaf(leaf, field.type, label, project.languages, register);
    return;
  }
  const inside = project.content.classes.get(field.options.class ?? '')?.fields ?? [];
  for (const part of parts) {
    const partField = inside.map((gid) => project.content.fields.get(gid)).find((each) => each?.name === part.name);
    if (partField === undefined) continue;
    yield* attributesOfLeaf(
      part.leaf,
      partField.type,
      `${label}: ${labelOf(partField, project.languages)}`,
      project.languages,
      register,
    );
  }
}

function* attributesOfLeaf(
  leaf: LeafShape,
  type: FieldType,
  label: string,
  languages: readonly Language[],
  register: string,
): Iterable<Attribute> {
  const kind = {
    datatype: datatypes[type] ?? anyText,
    cardinality: leaf.kind === 'texts' || leaf.kind === 'jsons' ? 'n' : '1',
    ...(type === 'record' || type === 'recordlist' ? { register } : {}),
  } as const;
  if (!leaf.localized) yield { name: leaf.attribute(''), ...kind, text: label };
  else for (const language of languages) yield { name: leaf.attribute(language), ...kind, text: `${label} (${language})` };
}

/** In the default language; the name where there is no label. */
function labelOf({ label, name }: Field, [language]: readonly Language[]): string {
  const text = language === undefined ? undefined : label[language];
  return text === undefined || text.trim() === '' ? name : text;
}

/** Attributes that keep values as JSON because nothing plainer gives them back; declared once some record needs them. */
export function fallbackAttributes(shapes: Iterable<FieldShape>, blobs: Iterable<RecordFields>): Attribute[] {
  const used = new Set<string>();
  for (const blob of blobs) for (const name of Object.keys(blob)) used.add(name);
  const attributes = new Map<string, Attribute>();
  for (const { fallback, name } of shapes) {
    if (fallback === undefined || !used.has(fallback)) continue;
    attributes.set(fallback, { name: fallback, datatype: anyText, cardinality: '1', text: `${name}, in all languages, as JSON` });
  }
  return [...attributes.values()];
}
