import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Definition, Field, FieldClass } from '../wire/schema.js';
import { echoesOfSchema } from './changed-looks.js';
import { mainProject, readFixture } from './project-fixture.js';
import type { SchemaContent } from './project-schema.js';

const { content } = mainProject(readFixture(JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'))));
const named = <T extends { readonly name: string }>(items: ReadonlyMap<string, T>, name: string): T =>
  [...items.values()].find((item) => item.name === name) as T;
const field = (name: string): Field => named(content.fields, name);
const article = named(content.definitions, 'article');
const property = named(content.classes, 'property');
const seo = named(content.classes, 'seo');

const withField = (name: string, change: Partial<Field>, to = content): SchemaContent => {
  const { gid } = field(name);
  return { ...to, fields: new Map(to.fields).set(gid, { ...named(to.fields, name), ...change }) };
};
const withClass = (own: FieldClass, change: Partial<FieldClass>, to = content): SchemaContent => ({
  ...to,
  classes: new Map(to.classes).set(own.gid, { ...own, ...change }),
});
const withDefinition = (change: Partial<Definition>, own = article, to = content): SchemaContent => ({
  ...to,
  definitions: new Map(to.definitions).set(own.gid, { ...own, ...change }),
});
const withOptions = (change: object): SchemaContent => ({
  ...content,
  project: { ...content.project, options: { ...content.project.options, ...change } },
});
const withChoices = (name: string, change: object): SchemaContent => {
  const { options } = field(name);
  return withField(name, { options: { ...options, values: options.values?.map((choice) => ({ ...choice, ...change })) ?? [] } });
};

const echoed = (after: SchemaContent, before = content): string[] =>
  echoesOfSchema(before, after).map((echo) => (echo.kind === 'all' ? 'all' : echo.gid));
/** The sample has one definition `article`, and a record's own copy of it. */
const definitions = (...names: string[]): string[] =>
  [...content.definitions.values()].filter(({ name }) => names.includes(name)).map(({ gid }) => gid);

describe('records look different', () => {
  const brand = field('brand');
  it.each<[string, SchemaContent, string[]]>([
    ['where a field has another name', withField('brand', { name: 'make' }), ['group', 'article']],
    ['or another type', withField('stock', { type: 'decimal' }), ['article', 'variant']],
    ['or other values for other languages', withField('brand', { is_localized: true }), ['group', 'article']],
    ['or reads a key differently', withChoices('brand', { nl: 'Merk' }), ['group', 'article']],
    ['or has choices no more', withField('brand', { options: {} }), ['group', 'article']],
    ['or has some now', withField('origin', { options: { values: [] } }), ['article']],
    [
      'or shows keys for labels',
      withField('colors', { options: { ...field('colors').options, value_labels: false } }),
      ['article', 'variant'],
    ],
    [
      'or labels for keys',
      withField('size_code', { options: { ...field('size_code').options, value_labels: true } }),
      ['variant'],
    ],
    ['where a field has another name inside a class that a field holds', withField('width__mm', { name: 'width' }), ['article']],
    ['or reads a key differently there', withChoices('season', { nl: 'Seizoen' }), ['article']],
    ['where a class that a field holds has other fields', withClass(property, { fields: property.fields.slice(1) }), ['article']],
    ['where a field holds another class', withField('properties', { options: { class: seo.gid } }), ['article']],
    ['where a class of a definition has other fields', withClass(seo, { fields: [field('ean').gid] }), ['chapter', 'group']],
    ['or one of another name', withField('seo_title', { name: 'headline' }), ['chapter', 'group']],
  ])('%s', (_, after, names) => {
    expect(echoed(after)).toEqual(definitions(...names));
    expect(names).not.toEqual([]);
  });

  it.each<[string, Partial<Definition>]>([
    ['has another field', { fields: [...article.fields, field('usps').gid] }],
    ['lost a field', { fields: article.fields.slice(1) }],
    ['lost a class', { classes: [] }],
    ['has another title', { titlefield: field('artnr').gid }],
    ['has no title', { titlefield: field('usps').gid }],
  ])('where their definition, or their own copy of it, %s', (_, change) => {
    for (const gid of definitions('article')) {
      expect(echoed(withDefinition(change, content.definitions.get(gid)))).toEqual([gid]);
    }
  });

  it('everywhere by languages, and by channels and orderings that go', () => {
    expect(echoed(withOptions({ languages: ['en', 'nl'] }))).toEqual(['all']);
    expect(echoed(withOptions({ languages: ['nl', 'en', 'de'] }))).toEqual(['all']);
    expect(echoed(withOptions({ channels: {} }))).toEqual(['all']);
    expect(echoed(withOptions({ orderings: {} }))).toEqual(['all']);
  });

  it('where a field shows that another one of its name stood before', () => {
    const before = withDefinition(
      { fields: [...article.fields, field('summary').gid] },
      article,
      withField('summary', { name: 'ean' }),
    );
    expect(echoed(withDefinition({ fields: article.fields }, article, before), before)).toEqual([]);
    const swapped = [field('summary').gid, ...article.fields];
    expect(echoed(withDefinition({ fields: swapped }, article, before), before)).toEqual([article.gid]);
  });

  it('but not by a class inside a class, which shows as it is stored', () => {
    const held = withField('summary', { type: 'class', options: { class: seo.gid } });
    const dimensions = named(content.classes, 'dimensions');
    const before = withClass(dimensions, { fields: [...dimensions.fields, field('summary').gid] }, held);
    expect(echoed(withClass(seo, { fields: seo.fields.slice(1) }, before), before)).toEqual(definitions('chapter', 'group'));
  });

  it('but not by how a field is described', () => {
    const described = { label: { en: 'Make' }, unit: 'x', is_required: true, metadata: { a: 1 }, initial: { en: 'x' } };
    expect(echoed(withField('brand', { ...described, options: { ...brand.options, ...{ opaque: 1 } } }))).toEqual([]);
  });
});

describe('records look the same', () => {
  const { channels, orderings } = content.project.options;
  const working: Definition = { ...article, gid: 'copy', original: article.gid, is_working_copy: true };
  it.each<[string, SchemaContent, SchemaContent?]>([
    ['as long as nothing changes', content],
    [
      'by another copy of the same',
      { ...content, fields: new Map([...content.fields].map(([gid, each]) => [gid, { ...each }])) },
    ],
    ['wherever their fields stand', withDefinition({ fields: article.fields.toReversed() })],
    ['wherever the fields of a class stand', withClass(property, { fields: property.fields.toReversed() })],
    ['in whichever of class and definition a field is', withDefinition({ fields: [...article.fields, field('packing').gid] })],
    [
      'whatever a definition is called, and has below it',
      withDefinition({
        name: 'x',
        label: { en: 'x' },
        childdefinitions: [],
        fieldlists: {},
        metadata: {},
        layout: 'x',
      }),
    ],
    ['by another label of a key that shows itself', withChoices('size_code', { nl: 'Maat' })],
    ['by choices of a field that has none', withField('stock', { options: { values: [], value_labels: false, class: seo.gid } })],
    ['by what is in the making', withDefinition({ fields: [] }, working), withDefinition({}, working)],
    ['by what was in the making', withDefinition({ fields: [] }, named(content.definitions, 'spare_part'))],
    ['by what is new', withDefinition({}, working)],
    [
      'by channels and orderings that are new',
      withOptions({ channels: { ...channels, x: 'X' }, orderings: { ...orderings, y: 'Y' } }),
    ],
    ['by all else that a project is', { ...content, project: { ...content.project, name: 'Another' } }],
  ])('%s', (_, after, before = content) => {
    expect(echoed(after, before)).toEqual([]);
  });
});
