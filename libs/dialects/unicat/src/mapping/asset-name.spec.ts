import { describe, expect, it } from 'vitest';
import { BadParameter } from '../errors/unicat-errors.js';
import { requireName, withSerial } from './asset-name.js';

describe('requireName', () => {
  it.each(['aurora.jpg', 'стол 🪑.png', 'a b.c', '.profile', '...', 'x'.repeat(255), 'é'.repeat(127)])('takes %j', (name) => {
    expect(requireName(name, 'name')).toBe(name);
  });

  it('composes what is written in parts', () => {
    expect(requireName('cafe\u0301.png', 'name')).toBe('caf\u00e9.png');
  });

  it.each([
    '',
    ' ',
    '.',
    '..',
    'a/b',
    '../../etc/passwd',
    '..\\boot.ini',
    '/x',
    'a\u0000b',
    'a\nb',
    'a\u007fb',
    'a\u2028b',
    'gpj.\u202eexe',
    ' a',
    'a ',
    '\ud800',
    'x'.repeat(256),
    'é'.repeat(128),
  ])('refuses %j', (name) => {
    expect(() => requireName(name, 'name')).toThrow(BadParameter);
  });
});

describe('withSerial', () => {
  const among =
    (...taken: readonly string[]) =>
    (name: string): boolean =>
      taken.includes(name);

  it('leaves a free name alone', () => {
    expect(withSerial('a.jpg', among('b.jpg'))).toBe('a.jpg');
  });

  it('puts the first free number before the extension', () => {
    expect(withSerial('a.jpg', among('a.jpg'))).toBe('a-2.jpg');
    expect(withSerial('a.jpg', among('a.jpg', 'a-2.jpg', 'a-4.jpg'))).toBe('a-3.jpg');
    expect(withSerial('tents', among('tents'))).toBe('tents-2');
    expect(withSerial('.profile', among('.profile'))).toBe('.profile-2');
  });

  it('stays within the length of a name', () => {
    const name = `${'é'.repeat(125)}.jpg`;
    const numbered = withSerial(name, among(name));
    expect(numbered).toBe(`${'é'.repeat(124)}-2.jpg`);
    expect(Buffer.byteLength(numbered)).toBeLessThanOrEqual(255);
  });
});
