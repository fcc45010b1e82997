import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Definition, Field } from '../wire/schema.js';
import { mainProject, readFixture } from './project-fixture.js';
import { ProjectSchema, registerSpelling } from './project-schema.js';
import { recordAppearance } from './record-appearance.js';

const sample: unknown = JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'));
const { content } = mainProject(readFixture(sample));
const schema = new ProjectSchema(content, registerSpelling([]));
const named = <T extends { readonly name: string }>(items: ReadonlyMap<string, T>, wanted: string): T =>
  [...items.values()].find(({ name }) => name === wanted)!;
const article = named(content.definitions, 'article');

const withDefinition = (change: Partial<Definition>): ProjectSchema =>
  schema.with({ definitions: new Map(content.definitions).set(article.gid, { ...article, ...change }) });
const withField = (name: string, change: Partial<Field>): ProjectSchema => {
  const field = named(content.fields, name);
  return schema.with({ fields: new Map(content.fields).set(field.gid, { ...field, ...change }) });
};
const { options } = named(content.fields, 'brand');
const values = options.values?.map((choice) => ({ ...choice, nl: 'Merk' })) ?? [];
const { project } = content;

it.each<[string, ProjectSchema]>([
  ['has another field', withDefinition({ fields: [...article.fields, named(content.fields, 'tent_poles').gid] })],
  ['lost a class', withDefinition({ classes: [] })],
  ['has another title', withDefinition({ titlefield: named(content.fields, 'artnr').gid })],
  ['has a field of another name', withField('stock', { name: 'in_stock' })],
  ['has a field of another name inside a class', withField('width__mm', { name: 'width' })],
  ['reads a key differently', withField('brand', { options: { ...options, values } })],
  ['shows keys for labels', withField('brand', { options: { ...options, value_labels: false } })],
  ['has values that are free', withField('brand', { options: {} })],
  ['reads a key differently inside a class', withField('season', { options: { ...options, values } })],
  ['has other languages', schema.with({ project: { ...project, options: { ...project.options, languages: ['en', 'nl'] } } })],
])('a record looks different where its definition %s', (_change, changed) => {
  expect(recordAppearance(changed, article.gid)).not.toBe(recordAppearance(schema, article.gid));
});

it.each<[string, ProjectSchema]>([
  ['has its fields in another order', withDefinition({ fields: article.fields.toReversed() })],
  [
    'has another label, other children or fieldlists',
    withDefinition({ label: { en: 'x' }, childdefinitions: [], fieldlists: {} }),
  ],
  ['needs a field that it did not', withField('stock', { is_required: true, label: { en: 'x' }, unit: 'kg', metadata: {} })],
  ['is beside another that changed', withField('usps', { name: 'reasons' })],
])('a record looks the same where its definition %s', (_change, changed) => {
  expect(recordAppearance(changed, article.gid)).toBe(recordAppearance(schema, article.gid));
});
