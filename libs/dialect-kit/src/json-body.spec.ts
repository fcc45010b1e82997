import { describe, expect, it } from 'vitest';
import { MalformedInput } from '#records';
import { parseJsonBody } from './json-body.js';

const parse = (text: string): unknown => parseJsonBody(Buffer.from(text));

describe('parseJsonBody', () => {
  it('reads JSON of any kind', () => {
    expect(parse('{"a":1}')).toEqual({ a: 1 });
    expect(parse(' [true, null, "é𝄞"] ')).toEqual([true, null, 'é𝄞']);
    expect(parse('"x"')).toBe('x');
  });

  it('takes no bytes for no body', () => {
    expect(parseJsonBody(undefined)).toBeUndefined();
    expect(parse('')).toBeUndefined();
  });

  it('accepts nesting of 64 and brackets in strings', () => {
    expect(() => parse('['.repeat(64) + ']'.repeat(64))).not.toThrow();
    expect(parse(JSON.stringify({ a: '[{"'.repeat(100) }))).toEqual({ a: '[{"'.repeat(100) });
  });

  it.each([
    ['broken JSON', '{"a":'],
    ['trailing garbage', '{} x'],
    ['nesting of 65', '['.repeat(65) + ']'.repeat(65)],
    ['nesting of 100,000', '['.repeat(100_000)],
    ['a lone surrogate', '{"a":"\\ud800"}'],
    ['a lone surrogate in a name', '{"\\udc00":1}'],
    ['a NUL', '["\\u0000"]'],
    ['a number that no double holds', '{"a":[1e999]}'],
    ['a negative one', '-1e999'],
    ['a byte order mark before garbage', '\ufeff{'],
  ])('refuses %s', (_what, text) => {
    expect(() => parse(text)).toThrow(MalformedInput);
  });

  it('refuses what is not UTF-8', () => {
    expect(() => parseJsonBody(Buffer.from([0x22, 0xff, 0x22]))).toThrow(MalformedInput);
    expect(() => parseJsonBody(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toThrow(MalformedInput);
  });
});
