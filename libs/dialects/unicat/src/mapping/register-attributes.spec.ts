import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvalidRecord } from '#records';
import type { Field } from '../wire/schema.js';
import { mainProject } from './project-fixture.js';
import { ProjectSchema, registerSpelling } from './project-schema.js';
import { endDateOf, registerAttributes } from './register-attributes.js';

const { content } = mainProject(JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8')));
const register = 'noorderlicht-record';
const [definition] = [...content.definitions.values()].filter(({ name }) => name === 'article');

/** The demo project with further fields in one of its definitions. */
function schemaWith(...changes: readonly Partial<Field>[]): ProjectSchema {
  const [base] = content.fields.values();
  if (base === undefined || definition === undefined) throw new Error('The demo project has no article');
  const added = changes.map((change, at): Field => ({ ...base, gid: `field-${at}`, ...change }));
  return new ProjectSchema(
    {
      ...content,
      definitions: new Map([
        ...content.definitions,
        [definition.gid, { ...definition, fields: [...definition.fields, ...added.map(({ gid }) => gid)] }],
      ]),
      fields: new Map([...content.fields, ...added.map((field) => [field.gid, field] as const)]),
    },
    registerSpelling([register, 'end-date']),
  );
}

describe('registerAttributes', () => {
  const attributes = registerAttributes(schemaWith(), register);
  const named = (name: string) => attributes.find((attribute) => attribute.name === name);

  it('begins with the key and ends with the end', () => {
    expect(attributes[0]).toMatchObject({ name: register, datatype: 'string', cardinality: '1' });
    expect(attributes.at(-1)).toMatchObject({ name: 'end-date', datatype: 'datetime', cardinality: '1' });
  });

  it('has each name once', () => {
    expect(new Set(attributes.map(({ name }) => name)).size).toBe(attributes.length);
  });

  it.each([
    ['name---nl', { datatype: 'string', cardinality: '1' }],
    ['description---de', { datatype: 'text', cardinality: '1' }],
    ['usps---en', { datatype: 'string', cardinality: 'n' }],
    ['stock', { datatype: 'integer', cardinality: '1' }],
    ['price--eur', { datatype: 'string', cardinality: '1' }],
    ['is-active', { datatype: 'boolean', cardinality: '1' }],
    ['dimensions---2width--mm', { datatype: 'integer', cardinality: '1' }],
    ['dimensions---2colors', { datatype: 'string', cardinality: 'n' }],
    ['properties---en', { datatype: 'string', cardinality: 'n' }],
    ['replacement', { datatype: 'string', cardinality: '1', register }],
    ['accessories', { datatype: 'string', cardinality: 'n', register }],
    ['packing', { datatype: 'integer', cardinality: '1' }],
  ])('declares %s', (name, kind) => {
    expect(named(name)).toMatchObject(kind);
  });

  it('leaves out fields that are not committed', () => {
    expect(registerAttributes(schemaWith({ name: 'draft', is_new: true }), register)).toEqual(attributes);
    expect(registerAttributes(schemaWith({ name: 'stock', is_working_copy: true }), register)).toEqual(attributes);
  });

  it('takes two fields that are spelt alike and of one kind', () => {
    expect(registerAttributes(schemaWith({ name: 'artnr', type: 'textline', is_localized: false }), register)).toEqual(
      attributes,
    );
  });

  it.each<Partial<Field>>([
    { name: 'stock', type: 'textline', is_localized: false },
    { name: 'artnr', type: 'textlist', is_localized: false },
    { name: 'artnr', type: 'record', is_localized: false },
    { name: 'name', type: 'text', is_localized: true },
  ])('refuses another $name of type $type, which would be an attribute of two kinds', (field) => {
    expect(() => registerAttributes(schemaWith(field), register)).toThrow(InvalidRecord);
  });

  it('gives a field called end_date a name of its own', () => {
    const names = registerAttributes(schemaWith({ name: 'end_date', type: 'number', is_localized: false }), register).map(
      ({ name }) => name,
    );
    expect(names).toEqual(expect.arrayContaining(['f---8end-date', 'end-date']));
  });
});

describe('endDateOf', () => {
  it('is a time to the second', () => {
    expect(endDateOf(1700091517.625)).toBe('2023-11-15T23:38:37Z');
  });
});
