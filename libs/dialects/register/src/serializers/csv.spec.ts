import { describe, expect, it } from 'vitest';
import { cellsOf, guardFormulas, serializeCsv } from './csv.js';

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

describe('CSV for spreadsheets', () => {
  const guarded = (value: string | readonly string[]): string => guardFormulas(csv(value));

  it.each<[string | string[], string]>([
    ['plain', 'plain'],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+cmd', "'+cmd"],
    ['-cmd', "'-cmd"],
    ['\t=1', "\t'=1"],
    ['\r=1', "\r'=1"],
    ['\n=1', "\n'=1"],
    [' =1', "' =1"],
    ['\uff1d1', "'\uff1d1"],
    ['=HYPERLINK("http://x","y")', `'=HYPERLINK(""http://x"",""y"")`],
    // In a locale that separates by semicolons these begin a cell.
    ['x;=1', "x;'=1"],
    [['x', '=1'], "x;'=1"],
    [['=1;2'], `""=1;2""`],
    // A row would begin here, where quotes are not understood.
    ['a\r\n=1', "a\r\n'=1"],
    // Numbers are no formulas.
    ['-2', '-2'],
    ['-2.5', '-2.5'],
    ['-2+3', "'-2+3"],
    ['a=b', 'a=b'],
    ['a-b', 'a-b'],
    ["'=1", "'=1"],
    ['', ''],
    ['a,=1', 'a,=1'],
  ])('writes %j as %s', (value, cell) => {
    expect(guarded(value)).toBe(`"key","value"\r\n"k","${cell}"\r\n`);
  });

  it('keeps the rows and cells', () => {
    expect(guardFormulas('a,b\r\n,"x\r\ny"\r\n1,\r\n')).toBe('"a","b"\r\n"","x\r\ny"\r\n"1",""\r\n');
  });

  it('is not what is served otherwise: values come unaltered', () => {
    expect(csv('=1+1')).toBe('key,value\r\nk,=1+1\r\n');
    expect(csv('-2')).toBe('key,value\r\nk,-2\r\n');
  });

  it('takes time in proportion to the length', () => {
    const started = performance.now();
    for (const text of [`${';'.repeat(20_000)}${' '.repeat(20_000)}`, '; '.repeat(20_000), '"'.repeat(20_000)]) guarded(text);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
