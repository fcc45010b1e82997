import { describe, expect, it } from 'vitest';
import { cellsOf, serializeCsv } from './csv.js';

const csv = (value: string | readonly string[] | undefined): string =>
  serializeCsv(['key', 'value'], [['k', ...cellsOf(value === undefined ? {} : { value }, ['value'])]]);

describe('CSV (contract §2.4)', () => {
  it('ends every row with CRLF and has a header row even for no rows', () => {
    expect(serializeCsv(['a', 'b'], [])).toBe('a,b\r\n');
    expect(serializeCsv(['a', 'b'], [[1, 'x']])).toBe('a,b\r\n1,x\r\n');
  });

  it.each<[string | string[] | undefined, string]>([
    [undefined, ''],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['a\r\nb', '"a\r\nb"'],
    // A semicolon in one text is ordinary.
    ['Briton;British citizen', 'Briton;British citizen'],
    [['x'], 'x'],
    [['x', 'y'], 'x;y'],
    [['x', 'y;z'], '"x;""y;z"""'],
    [['y;z'], '"""y;z"""'],
    [['a,b', 'c'], '"a,b;c"'],
    [['a"b;c'], '"""a""""b;c"""'],
    [['"a'], '"""""""a"""'],
    [['a"b', 'c'], '"a""b;c"'],
  ])('writes %j as %s', (value, cell) => {
    expect(csv(value)).toBe(`key,value\r\nk,${cell}\r\n`);
  });
});
