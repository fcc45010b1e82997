import { describe, expect, it } from 'vitest';
import { parseObjectId } from './object-id.js';

describe('parseObjectId (contract §0)', () => {
  it.each([
    ['2', 2],
    ['0', 0],
    ['007', 7],
    ['-1', -1],
    ['2147483647', 2147483647],
    ['-2147483648', -2147483648],
    [`${'0'.repeat(300)}5`, 5],
  ])('reads %s', (text, id) => {
    expect(parseObjectId(text)).toBe(id);
  });

  it.each([
    '',
    '-',
    'abc',
    '2.0',
    '1e3',
    '0x10',
    '+5',
    ' 5',
    '5 ',
    '5\n',
    '٢',
    '2147483648',
    '-2147483649',
    '99999999999',
    'Infinity',
  ])('refuses %j', (text) => {
    expect(parseObjectId(text)).toBeUndefined();
  });
});
