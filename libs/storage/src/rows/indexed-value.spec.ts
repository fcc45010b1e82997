import { describe, expect, it } from 'vitest';
import { attributeValues, indexedNumber, indexedValue } from './indexed-value.js';

describe('indexedValue', () => {
  it('keeps values of up to 200 bytes as they are, in NFC', () => {
    expect(indexedValue('cafe\u0301')).toBe('caf\u00e9');
    expect(indexedValue('é'.repeat(100))).toBe('é'.repeat(100));
    expect(indexedValue('')).toBe('');
  });

  it('shortens longer ones to a prefix of whole code points and the hash of all', () => {
    const long = indexedValue(`${'💥'.repeat(50)}.`);
    expect(long).toMatch(/^(💥){30}…[0-9a-f]{64}$/u);
    expect(long).not.toBe(indexedValue(`${'💥'.repeat(50)},`));
    expect(Buffer.byteLength(indexedValue('é'.repeat(5000)))).toBeLessThanOrEqual(200);
  });

  it('shortens what looks like a shortened value', () => {
    const shortened = indexedValue('x'.repeat(300));
    expect(indexedValue(shortened)).not.toBe(shortened);
  });
});

describe('indexedNumber', () => {
  it('reads decimal numbers in canonical form', () => {
    for (const [text, number] of [
      ['0', 0],
      ['42', 42],
      ['-7', -7],
      ['99.50', 99.5],
      ['9007199254740993', 9007199254740992],
    ] as const) {
      expect(indexedNumber(text)).toBe(number);
    }
  });

  it('reads nothing else as a number', () => {
    for (const text of ['', '007', '+1', '1e5', '.5', '1.', 'NaN', ' 1', '0x1', '9'.repeat(400)])
      expect(indexedNumber(text)).toBeNull();
  });
});

describe('attributeValues', () => {
  it('gives one row for each attribute and distinct value', () => {
    const rows = [...attributeValues({ a: ['1', '1', 'cafe\u0301', 'caf\u00e9'], b: '1' }).values()];
    expect(rows).toEqual([
      { attribute: 'a', value: '1', number: 1 },
      { attribute: 'a', value: 'café', number: null },
      { attribute: 'b', value: '1', number: 1 },
    ]);
  });
});
