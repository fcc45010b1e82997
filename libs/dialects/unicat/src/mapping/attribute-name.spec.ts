import { describe, expect, it } from 'vitest';
import { InvalidRecord } from '#records';
import { attributeName } from './attribute-name.js';

const reserved = ['noorderlicht-record', 'end-date'];
const spell = (...path: string[]) => attributeName(path, 'value', reserved);

describe('attributeName', () => {
  it.each([
    ['artnr', 'artnr'],
    ['is_active', 'is-active'],
    ['price__eur', 'price--eur'],
    ['a___b', 'a---0---0---0b'],
    ['a_', 'a---0'],
    ['_a', 'f---8---0a'],
    ['aB', 'a---1b'],
    ['a_B', 'a---0---1b'],
    ['A', 'f---8---1a'],
    ['a_1', 'a-1'],
    ['end_date', 'f---8end-date'],
    ['noorderlicht_record', 'f---8noorderlicht-record'],
  ])('spells %s as %s', (name, expected) => {
    expect(spell(name)).toBe(expected);
  });

  it('steps into a class', () => {
    expect(spell('dimensions', 'width__mm')).toBe('dimensions---2width--mm');
  });

  it('puts the language last, with its region', () => {
    expect(attributeName(['name'], { language: 'nl-be' }, reserved)).toBe('name---nl-be');
    expect(attributeName(['end_date'], { language: 'nl' }, reserved)).toBe('end-date---nl');
  });

  it('marks what is kept as JSON', () => {
    expect(attributeName(['accessories'], 'json', reserved)).toBe('accessories---9');
  });

  it.each(['', '1a', 'a-b', 'a b', 'é', 'a/key'])('refuses %j as the name of a field', (name) => {
    expect(() => spell(name)).toThrow(InvalidRecord);
  });

  it.each(['', 'NL', 'nl_be', 'nl--be', '1', 'nl-'])('refuses %j as a language', (language) => {
    expect(() => attributeName(['name'], { language }, reserved)).toThrow(InvalidRecord);
  });
});
