import { describe, expect, it } from 'vitest';
import type { JsonValue, RecordFields } from '#records';
import type { Field, FieldClass, FieldType } from '../wire/schema.js';
import { bareField, bareProject } from './bare-project.js';
import { changeValues, keepShared } from './changed-values.js';
import { ProjectSchema, registerSpelling } from './project-schema.js';
import { decodeValues } from './record-values.js';

const all = ['en', 'nl'];
const gidOf = (name: string): string => `gid-of-${name}`;

function field(name: string, type: FieldType, isLocalized: boolean, more: Partial<Field> = {}): Field {
  return { ...bareField(gidOf(name), name, { en: name, nl: name }, type, isLocalized), ...more };
}

const colours = [
  { key: 'r', en: 'Red', nl: 'Rood' },
  { key: 'b', en: 'Blue', nl: 'Blauw' },
];
const fields = [
  field('name', 'textline', true, { is_required: true }),
  field('stock', 'number', false),
  field('price', 'decimal', false),
  field('on', 'boolean', false),
  field('colour', 'textline', false, { options: { values: colours } }),
  field('shades', 'textlist', true, { options: { values: colours } }),
  field('note', 'text', true),
  field('width', 'number', false),
  field('size', 'class', false, { options: { class: 'size' } }),
  field('rows', 'classlist', true, { options: { class: 'size' } }),
  field('link', 'record', false),
  field('links', 'recordlist', false),
];
const size: FieldClass = {
  gid: 'size',
  original: null,
  name: 'size',
  label: {},
  fields: ['width', 'note', 'colour'].map(gidOf),
  layout: '',
  metadata: {},
  is_new: false,
  is_working_copy: false,
};
const shortProject = { gid: '00000000-0000-4000-8000-000000000000', name: 'p', icon: null, owner: 'o', status: 'active' };
const definition = (gid: string, names: readonly string[]) => ({
  gid,
  original: null,
  name: gid,
  label: {},
  classes: [],
  fields: names.map(gidOf),
  titlefield: gidOf('name'),
  fieldlists: {},
  layout: '',
  childdefinitions: [],
  metadata: {},
  is_base: false,
  is_extended: false,
  is_new: false,
  is_working_copy: false,
});
const schema = new ProjectSchema(
  {
    project: bareProject(shortProject, all),
    languageNames: {},
    definitions: new Map([
      [
        'd',
        definition(
          'd',
          fields.map(({ name }) => name),
        ),
      ],
      ['small', definition('small', ['name', 'stock'])],
    ]),
    classes: new Map([['size', size]]),
    fields: new Map(fields.map((each) => [each.gid, each])),
    layouts: new Map(),
    queries: new Map(),
  },
  registerSpelling(['reg', 'end-date']),
);
const shape = schema.shapeOfRecord('d');

type Given = { readonly [language: string]: { readonly [name: string]: JsonValue } };
function change(given: Given, stored: RecordFields = {}) {
  const { fields: changed, findings } = changeValues(shape, stored, given, all);
  return {
    changed,
    codes: findings.map(({ language, field, code }) => `${language} ${field} ${code}`),
    shown: decodeValues(shape, changed, all),
  };
}

describe('changeValues', () => {
  it.each<[string, JsonValue[], JsonValue[]]>([
    ['name', ['a', '', null], [5, true, ['a'], {}, 'a\nb']],
    ['note', ['a\nb'], [5, [], {}]],
    ['stock', [0, -5, null], [1.5, '1', true, 2 ** 53]],
    ['price', [0, 1.25, -3], ['1', true, [1]]],
    ['on', [true, false], ['true', 1]],
    ['link', ['3b241101-e2bb-4255-8caf-4136c566a962'], ['x', 5, '3B241101-E2BB-4255-8CAF-4136C566A962']],
    ['links', [[], ['3b241101-e2bb-4255-8caf-4136c566a962']], ['x', ['x'], [null]]],
    ['shades/key', [['r', 'b'], []], ['r', ['x'], [1]]],
    ['colour/key', ['r'], ['x', 5, ['r']]],
    ['colour', ['Red'], ['Rood', 'r']],
    [
      'size',
      [{}, { width: 1 }, { width: null, note: 'x', 'colour/key': 'r' }],
      ['x', [], { width: 'x' }, { other: 1 }, { colour: 'x' }],
    ],
    ['rows', [[], [{ width: 1 }]], [{ width: 1 }, [{ width: 'x' }], [5]]],
  ])('takes only values of its type for %s', (name, good, bad) => {
    const plain = name.replace('/key', '');
    for (const value of good)
      expect(change({ en: { [name]: value } }).codes.filter((code) => code.endsWith('invalid'))).toEqual([]);
    for (const value of bad) {
      const { changed, codes } = change({ en: { [name]: value } });
      expect([changed, codes], JSON.stringify(value)).toEqual([{}, [`en ${plain} invalid`]]);
    }
  });

  it('leaves alone what nobody named, and what belongs to others', () => {
    const stored = { 'name---nl': 'oud', stock: '5', foreign: 'kept', 'end-date': '2027-01-15T08:00:00Z' };
    expect(change({ en: { name: 'new' } }, stored).changed).toEqual({ ...stored, 'name---en': 'new' });
  });

  it('takes a key before a label, and the name before the gid', () => {
    expect(change({ en: { 'colour/key': 'b', colour: 'Red' } }).changed).toEqual({ colour: 'b' });
    expect(change({ en: { stock: 1, [gidOf('stock')]: 2 } }).changed).toEqual({ stock: '1' });
  });

  it('wants labels of several languages to mean the same key', () => {
    expect(change({ en: { colour: 'Red' }, nl: { colour: 'Rood' } })).toMatchObject({ changed: { colour: 'r' }, codes: [] });
    expect(change({ en: { colour: 'Red' }, nl: { colour: 'Blauw' } })).toMatchObject({
      changed: {},
      codes: ['nl colour not_equal'],
    });
  });

  it('keeps what is localized inside a class that is not, in languages that are not named', () => {
    const both = change({ en: { size: { width: 1, note: 'wide' } }, nl: { size: { width: 1, note: 'breed' } } });
    expect(both.codes).toEqual([]);
    const { shown } = change({ en: { size: { width: 2, note: 'wider', 'colour/key': 'r' } } }, both.changed);
    expect(shown.en?.size).toEqual({ width: 2, note: 'wider', colour: 'Red', 'colour/key': 'r' });
    expect(shown.nl?.size).toEqual({ width: 2, note: 'breed', colour: 'Rood', 'colour/key': 'r' });
  });

  it('warns of required values and translations that are missing', () => {
    expect(change({ en: { name: null } }).codes).toEqual(['en name is_empty']);
    expect(change({ en: { name: '' } }, { 'name---nl': 'naam' }).codes).toEqual(['en name not_translated']);
    expect(change({ en: { stock: null } }).codes).toEqual([]);
  });

  it('reports names that the definition does not have, once for each language', () => {
    expect(change({ en: { other: 1, 'stock/key': 1 }, nl: { other: 1 } }).codes).toEqual([
      'en other unknown_field',
      'en stock/key unknown_field',
      'nl other unknown_field',
    ]);
    expect(change({ en: JSON.parse('{"__proto__": 1, "constructor": 2}') }).codes).toHaveLength(2);
  });
});

describe('keepShared', () => {
  it('clears the fields that only the old definition has', () => {
    const stored = { 'name---en': 'n', stock: '5', price: '1.5', 'size---2width': '3', foreign: 'kept', reg: 'key' };
    expect(keepShared(shape, schema.shapeOfRecord('small'), stored, all)).toEqual({
      'name---en': 'n',
      stock: '5',
      foreign: 'kept',
      reg: 'key',
    });
  });
});
