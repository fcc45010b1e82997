import { describe, expect, it } from 'vitest';
import type { Field } from '../wire/schema.js';
import { bareField } from './bare-project.js';
import { shapeOf } from './field-shape.js';
import { decodeTitle, decodeValues, encodeValues, type RecordShape } from './record-values.js';

const all = ['en', 'nl', 'de'];

function shape(type: Field['type'], localized: boolean): RecordShape {
  const field = shapeOf(bareField('gid', 'name', {}, type, localized), () => [], []);
  return { definition: 'definition', fields: [field], title: field };
}

describe('decodeTitle', () => {
  const localized = shape('textline', true);

  it('is the value of the title field in each language asked for', () => {
    expect(decodeTitle(localized, { 'name---en': 'Tent', 'name---nl': 'Tentje' }, ['nl'], all)).toEqual({ nl: 'Tentje' });
  });

  it('falls back to the default language, then to any that has a value', () => {
    expect(decodeTitle(localized, { 'name---en': 'Tent' }, all, all)).toEqual({ en: 'Tent', nl: 'Tent', de: 'Tent' });
    expect(decodeTitle(localized, { 'name---de': 'Zelt' }, ['nl'], all)).toEqual({ nl: 'Zelt' });
  });

  it('is never null', () => {
    expect(decodeTitle(localized, {}, ['en'], all)).toEqual({ en: '' });
    expect(decodeTitle({ ...localized, title: undefined }, { 'name---en': 'Tent' }, ['en'], all)).toEqual({ en: '' });
  });

  it('is text whatever the type of the title field', () => {
    expect(decodeTitle(shape('number', false), { name: '42' }, ['en'], all)).toEqual({ en: '42' });
    expect(decodeTitle(shape('textlist', false), { name: ['a', 'b'] }, ['en'], all)).toEqual({ en: 'a, b' });
  });
});

describe('decodeValues', () => {
  it('shows what other dialects wrote as well as the type allows', () => {
    const en = (type: Field['type'], name: string | string[]) => decodeValues(shape(type, false), { name }, ['en']).en?.name;
    expect(en('number', 'many')).toBe('many');
    expect(en('number', '12345678901234567890')).toBe('12345678901234567890');
    expect(en('boolean', 'maybe')).toBe('maybe');
    expect(en('textlist', 'one')).toEqual(['one']);
    expect(en('textline', ['one', 'two'])).toBe('one; two');
  });
});

describe('encodeValues', () => {
  it('keeps as JSON what differs between languages where it must not', () => {
    const values = { en: { name: 'Tent' }, nl: { name: 'Tentje' } };
    expect(encodeValues(shape('textline', false), values)).toEqual({ 'name---9': '{"en":"Tent","nl":"Tentje"}' });
  });

  it.each([[''], [' '], ['\ufeff'], [`**REDACTED**${'ab'.repeat(32)}`], ['a\u0000'], ['\ud800'], [[]], [['a', null]], [5]])(
    'keeps %j as JSON',
    (name) => {
      const type = Array.isArray(name) ? 'textlist' : 'textline';
      expect(Object.keys(encodeValues(shape(type, false), { en: { name } }))).toEqual(['name---9']);
    },
  );

  it('has no attribute for what is unset', () => {
    expect(encodeValues(shape('textline', true), { en: { name: null }, nl: {} })).toEqual({});
  });
});
