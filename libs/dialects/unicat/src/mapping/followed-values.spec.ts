import { expect, it } from 'vitest';
import type { Definition, Field } from '../wire/schema.js';
import { bareProject } from './bare-project.js';
import { followingValues } from './followed-values.js';
import { ProjectSchema, registerSpelling } from './project-schema.js';

const committed = { original: null, is_new: false, is_working_copy: false };

function field(gid: string, changes: Partial<Field> = {}): Field {
  return {
    ...committed,
    gid,
    name: gid,
    label: {},
    type: 'textline',
    options: {},
    is_localized: false,
    is_required: false,
    initial: {},
    unit: null,
    metadata: {},
    ...changes,
  };
}

function schemaOf(
  fields: readonly Field[],
  languages: readonly string[] = ['en', 'nl'],
  inside: readonly string[] = [],
): ProjectSchema {
  const own = fields.filter(({ gid }) => !inside.includes(gid)).map(({ gid }) => gid);
  const definition: Definition = {
    ...committed,
    gid: 'd',
    name: 'd',
    label: {},
    classes: [],
    fields: own,
    titlefield: own[0] ?? '',
    fieldlists: {},
    layout: '',
    childdefinitions: [],
    metadata: {},
    is_base: true,
    is_extended: false,
  };
  const project = bareProject({ gid: 'p', name: 'p', icon: null, owner: 'o', status: 'active' }, languages);
  return new ProjectSchema(
    {
      project,
      languageNames: {},
      definitions: new Map([['d', definition]]),
      classes: new Map([['k', { ...committed, gid: 'k', name: 'k', label: {}, fields: inside, layout: '', metadata: {} }]]),
      fields: new Map(fields.map((each) => [each.gid, each])),
      layouts: new Map(),
      queries: new Map(),
    },
    registerSpelling([]),
  );
}

const follow = (before: ProjectSchema, after: ProjectSchema, stored: Record<string, string | string[]>) =>
  followingValues(before, after, 'd')?.(stored);

it('nothing is to be done where values stay where they are', () => {
  const labelled = field('a', { label: { en: 'A' }, is_required: true });
  expect(followingValues(schemaOf([field('a')]), schemaOf([labelled, field('b')]), 'd')).toBeUndefined();
});

it('what belongs to no field, or to a field that stays, is not touched', () => {
  const before = schemaOf([field('a'), field('b')]);
  const after = schemaOf([field('a', { name: 'c' }), field('b')]);
  expect(follow(before, after, { a: 'x', b: 'y', foreign: 'z' })).toEqual({ b: 'y', c: 'x', foreign: 'z' });
});

it('two fields that swap their names keep their values', () => {
  const before = schemaOf([field('a'), field('b')]);
  const after = schemaOf([field('a', { name: 'b' }), field('b', { name: 'a' })]);
  expect(follow(before, after, { a: 'of a', b: 'of b' })).toEqual({ b: 'of a', a: 'of b' });
});

it('a field that goes away takes its values along, those kept as JSON too', () => {
  const before = schemaOf([field('a', { is_localized: true }), field('b', { is_localized: true })]);
  const after = schemaOf([field('b', { is_localized: true })]);
  expect(follow(before, after, { 'a---9': '{"en":"","nl":""}', 'b---en': 'x' })).toEqual({ 'b---en': 'x' });
});

it('a new language copies the closest one, from JSON too', () => {
  const fields = [field('a', { is_localized: true }), field('b', { is_localized: true })];
  const stored = { 'a---nl': 'ja', 'b---9': '{"en":"x","nl":""}' };
  expect(follow(schemaOf(fields), schemaOf(fields, ['en', 'nl', 'nl-be']), stored)).toEqual({
    'a---nl': 'ja',
    'a---nl-be': 'ja',
    'b---9': '{"en":"x","nl":"","nl-be":""}',
  });
});

it('another type keeps what it can have, and nothing else', () => {
  const before = schemaOf([field('a', { type: 'image' }), field('b', { type: 'text' }), field('c')]);
  const after = schemaOf([field('a'), field('b', { type: 'barcode' }), field('c', { type: 'image' })]);
  expect(follow(before, after, { a: 'gid', b: 'two\nlines', c: 'no gid' })).toEqual({ a: 'gid' });
});

it('values that a field gets are found by label or key, those that it loses stay as keys', () => {
  const values = [{ key: 'r', en: 'Red', nl: 'Rood' }];
  const plain = schemaOf([field('a', { type: 'textlist' })]);
  const chosen = schemaOf([field('a', { type: 'textlist', options: { values } })]);
  expect(follow(plain, chosen, { a: ['Red', 'r', 'Blue'] })).toEqual({ a: ['r', 'r', 'Blue'] });
  expect(follow(chosen, plain, { a: ['r'] })).toEqual({ a: ['r'] });
});

it('inside a class, what becomes shared is that of the first language; an unset class stays unset', () => {
  const owner = field('o', { type: 'class', options: { class: 'k' } });
  const before = schemaOf([owner, field('in', { is_localized: true })], ['en', 'nl'], ['in']);
  const after = schemaOf([owner, field('in', { name: 'inner' })], ['en', 'nl'], ['in']);
  expect(follow(before, after, { 'o---2in---nl': 'binnen' })).toEqual({ 'o---2inner': 'binnen' });
  expect(follow(before, after, {})).toEqual({});
});
