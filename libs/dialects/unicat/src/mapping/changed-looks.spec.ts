import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Definition, Field, FieldClass } from '../wire/schema.js';
import { echoesOfSchema } from './changed-looks.js';
import { mainProject, readFixture } from './project-fixture.js';
import type { SchemaContent } from './project-schema.js';

const { content } = mainProject(readFixture(JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'))));
const named = <T extends { readonly name: string }>(items: ReadonlyMap<string, T>, name: string): T =>
  [...items.values()].find((item) => item.name === name) as T;
const withField = (name: string, change: Partial<Field>): SchemaContent => {
  const field = named(content.fields, name);
  return { ...content, fields: new Map(content.fields).set(field.gid, { ...field, ...change }) };
};
const definitionsWith = (...names: string[]): string[] => {
  const gids = names.map((name) => named(content.fields, name).gid);
  const classes = [...content.classes.values()].filter(({ fields }) => fields.some((gid) => gids.includes(gid)));
  return [...content.definitions.values()]
    .filter(
      (each) =>
        each.fields.some((gid) => gids.includes(gid)) || each.classes.some((gid) => classes.some((own) => own.gid === gid)),
    )
    .map(({ gid }) => gid)
    .sort();
};
const echoed = (after: SchemaContent): string[] =>
  echoesOfSchema(content, after)
    .map((echo) => (echo.kind === 'all' ? 'all' : echo.gid))
    .sort();

describe('a changed schema', () => {
  it('shows in records by what a field is, not by how it is described', () => {
    expect(echoed(content)).toEqual([]);
    expect(echoed(withField('brand', { label: { en: 'Make' }, unit: 'x', is_required: true, metadata: {} }))).toEqual([]);
    for (const change of [{ name: 'make' }, { type: 'text' as const }, { is_localized: true }, { options: {} }]) {
      expect(echoed(withField('brand', change))).toEqual(definitionsWith('brand'));
    }
  });

  it('shows through classes, and through the fields that hold them', () => {
    expect(echoed(withField('width__mm', { name: 'width' }))).toEqual(definitionsWith('dimensions'));
    expect(echoed(withField('seo_title', { name: 'headline' }))).toEqual(definitionsWith('seo_title'));
    const property = named(content.classes, 'property');
    const shorter: FieldClass = { ...property, fields: property.fields.slice(1) };
    const classes = new Map(content.classes).set(property.gid, shorter);
    expect(echoed({ ...content, classes })).toEqual(definitionsWith('properties'));
  });

  it('shows by the fields and the title of a definition', () => {
    const article = named(content.definitions, 'article');
    const put = (change: Partial<Definition>): SchemaContent => ({
      ...content,
      definitions: new Map(content.definitions).set(article.gid, { ...article, ...change }),
    });
    expect(echoed(put({ childdefinitions: [], metadata: {}, fieldlists: {} }))).toEqual([]);
    expect(echoed(put({ fields: article.fields.slice(1) }))).toEqual([article.gid]);
    expect(echoed(put({ titlefield: article.fields.find((gid) => gid !== article.titlefield) ?? '' }))).toEqual([article.gid]);
    expect(echoed(put({ gid: article.gid, classes: [] }))).toEqual([article.gid]);
  });

  it('shows everywhere by languages, and by channels and orderings that go', () => {
    const put = (options: object): SchemaContent => ({
      ...content,
      project: { ...content.project, options: { ...content.project.options, ...options } },
    });
    const { channels, orderings } = content.project.options;
    expect(echoed(put({ languages: ['en', 'nl'] }))).toEqual(['all']);
    expect(echoed(put({ channels: {} }))).toEqual(['all']);
    expect(echoed(put({ orderings: {} }))).toEqual(['all']);
    expect(echoed(put({ channels: { ...channels, x: 'X' }, orderings: { ...orderings, y: 'Y' } }))).toEqual([]);
    expect(echoed({ ...content, project: { ...content.project, name: 'Another' } })).toEqual([]);
  });
});
