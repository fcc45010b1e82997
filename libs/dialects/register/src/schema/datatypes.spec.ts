import { describe, expect, it } from 'vitest';
import { isOfDatatype } from './datatypes.js';
import { isKey } from './keys.js';

/** From the specification and the client tests, as the contract's grammar (§1.3) has them. */
const examples: { readonly [datatype: string]: { readonly valid: readonly string[]; readonly invalid: readonly string[] } } = {
  string: {
    valid: ['a', ' a ', '\u00e9', '\u{1d11e}', 'line\ntwo', '0'],
    invalid: ['', ' ', '\t\n', '\u00a0', '\ufeffa', 'a\ufeff'],
  },
  text: { valid: ['# Title\n\n* item'], invalid: ['', '\n'] },
  name: { valid: ['a', 'country', 'local-authority-eng', 'a1-', 'a--b'], invalid: ['', 'A', '1a', '-a', 'a_b', 'a.b', '\u00e9'] },
  integer: {
    valid: ['0', '1', '-1', '10', '42', '-100', '123456789012345678901234567890'],
    invalid: ['', '-0', '+1', '01', '1.0', '1e3', ' 1', '1 ', '--1', '0x1', '\u0661'],
  },
  boolean: { valid: ['true', 'false'], invalid: ['', 'True', 'TRUE', '1', '0', 'yes', 'true '] },
  datetime: {
    valid: [
      '2001',
      '2001-01',
      '2001-01-31',
      '2000-02-29',
      '2016-02-29',
      '0000',
      '2001-01-31T23Z',
      '2001-01-31T23:20Z',
      '2001-01-31T23:20:55Z',
      '2016-12-31T23:59:60Z',
      '2001-01-31T24Z',
      '2001-01-31T24:00Z',
      '2001-01-31T24:00:00Z',
    ],
    invalid: [
      '',
      '01',
      '20010',
      '2001-1',
      '2001-13',
      '2001-00',
      '2001-02-30',
      '2001-02-29',
      '1900-02-29',
      '2001-04-31',
      '2001-01-32',
      '2001-01-00',
      '20010131',
      '2001-01T10Z',
      '2001-01-31T23:20:55',
      '2001-01-31T23:20:55+01:00',
      '2001-01-31T23:20:55.5Z',
      '2001-01-31T25Z',
      '2001-01-31T24:01Z',
      '2001-01-31T23:60Z',
      '2001-01-31T23:20:61Z',
      '2001-01-31t23:20:55z',
      '2001-01-31 23:20:55Z',
      ' 2001',
    ],
  },
  timestamp: {
    valid: ['2016-04-05T13:23:05Z', '2000-02-29T00:00:00Z', '2016-12-31T23:59:60Z'],
    invalid: [
      '',
      '2016-04-05',
      '2016-04-05T13:23Z',
      '2016-04-05T13:23:05',
      '2016-02-30T13:23:05Z',
      '2016-04-05T24:00:00Z',
      '2016-04-05T13:23:05.1Z',
    ],
  },
  period: {
    valid: [
      'P1Y',
      'P1Y2M3D',
      'P1Y2M3DT4H5M6S',
      'PT1H',
      'PT0S',
      'P100Y',
      'P1M',
      'PT1M',
      '2001/2002',
      '2001-01-01/2002-02',
      '2001-01-01T00:00:00Z/P1D',
      'P1Y/2001',
    ],
    invalid: [
      '',
      'P',
      'PT',
      'P2YT',
      'P1Y/P1Y',
      'P1',
      '1Y',
      'P1H',
      'PT1D',
      'P1M1Y',
      '2001',
      '2001/',
      '/2001',
      '2001/2002/2003',
      '2001-02-30/P1D',
      'P1.5Y',
      'P-1Y',
    ],
  },
  curie: {
    valid: [
      'country:GB',
      'country:',
      'local-authority-eng:LND',
      'a:b/c',
      'a_b:x',
      'a:%2F',
      'a:b:c'.replace(':c', ''),
      "a:!$&'()*+,;=@~",
    ],
    invalid: ['', 'country', ':GB', 'Country:GB', '1a:b', 'a:b c', 'a:%', 'a:%2', 'a:%zz', 'a:b:c', 'a:\u00e9', 'a:b#c', 'a:b?c'],
  },
  url: {
    valid: [
      'https://example.org',
      'http://example.org/a?b=c#d',
      'HTTPS://EXAMPLE.ORG/',
      'https://[::1]:8080/',
      'https://user@example.org/',
      'https://\u00e9.example/\u00e9',
    ],
    invalid: [
      '',
      'example.org',
      '//example.org',
      'ftp://example.org',
      'mailto:a@example.org',
      'http:',
      'http://',
      'http:///x',
      'http:example.org',
      'http://exa mple.org',
      ' http://example.org',
      'http://example.org:99999/',
      'javascript:alert(1)',
    ],
  },
  hash: {
    valid: [`1220${'0a'.repeat(32)}`, `sha-256:${'ff'.repeat(32)}`],
    invalid: [
      '',
      'ff'.repeat(32),
      `1220${'0A'.repeat(32)}`,
      `1221${'0a'.repeat(32)}`,
      `sha-256:${'f'.repeat(63)}`,
      `sha-1:${'ff'.repeat(20)}`,
    ],
  },
  // Not known, so not checked.
  point: { valid: ['[1,2]', 'anything'], invalid: [] },
  constructor: { valid: ['anything'], invalid: [] },
};

describe.each(Object.entries(examples))('%s', (datatype, { valid, invalid }) => {
  it.each(valid.map((text) => [text]))('takes %j', (text) => expect(isOfDatatype(datatype, text)).toBe(true));
  if (invalid.length > 0)
    it.each(invalid.map((text) => [text]))('refuses %j', (text) => expect(isOfDatatype(datatype, text)).toBe(false));
});

describe('keys (contract §1.4)', () => {
  it.each(['1', 'GB', '01', '10.5', 'CA-ZX', 'an_id', '10.2/3', 'A-', 'a/b/c', 'E09000019'])('takes %j', (key) => {
    expect(isKey(key)).toBe(true);
  });
  it.each(['', ' ', '_1', '.34', 'A..B', 'ALPHA--', 'C__34', 'C_/34', 'a b', '\u00e9', '-', 'A\n', 'a:b', 'a%2Fb'])(
    'refuses %j',
    (key) => {
      expect(isKey(key)).toBe(false);
    },
  );
  it('is quick about long ones', () => {
    const started = performance.now();
    expect(isKey(`${'a-'.repeat(50_000)}-`)).toBe(false);
    expect(isKey('a'.repeat(100_000))).toBe(true);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
