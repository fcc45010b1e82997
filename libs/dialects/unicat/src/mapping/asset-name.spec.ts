import { describe, expect, it } from 'vitest';
import { BadParameter } from '../errors/unicat-errors.js';
import { requireName, serialNames } from './asset-name.js';

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

describe('serialNames', () => {
  const firstFree = (name: string, ...taken: readonly string[]): string => {
    for (const each of serialNames(name)) if (!taken.includes(each)) return each;
    throw new Error('unreachable');
  };

  it('leaves a free name alone', () => {
    expect(firstFree('a.jpg', 'b.jpg')).toBe('a.jpg');
  });

  it('puts the first free number before the extension', () => {
    expect(firstFree('a.jpg', 'a.jpg')).toBe('a-2.jpg');
    expect(firstFree('a.jpg', 'a.jpg', 'a-2.jpg', 'a-4.jpg')).toBe('a-3.jpg');
    expect(firstFree('tents', 'tents')).toBe('tents-2');
    expect(firstFree('.profile', '.profile')).toBe('.profile-2');
  });

  it('stays within the length of a name', () => {
    const name = `${'é'.repeat(125)}.jpg`;
    const numbered = firstFree(name, name);
    expect(numbered).toBe(`${'é'.repeat(124)}-2.jpg`);
    expect(Buffer.byteLength(numbered)).toBeLessThanOrEqual(255);
  });
});
