import { describe, expect, it } from 'vitest';
import { parseAuthorization, parseBasic } from './authorization.js';

const encode = (text: string): string => Buffer.from(text).toString('base64');

describe('parseAuthorization', () => {
  it('cuts at the first blank', () => {
    expect(parseAuthorization('Bearer a.b.c')).toEqual({ scheme: 'Bearer', credentials: 'a.b.c' });
    expect(parseAuthorization('Bearer  a b ')).toEqual({ scheme: 'Bearer', credentials: 'a b' });
    expect(parseAuthorization('some-key')).toEqual({ scheme: 'some-key', credentials: '' });
    expect(parseAuthorization(undefined)).toBeUndefined();
  });
});

describe('parseBasic', () => {
  it('cuts name and password at the first colon', () => {
    expect(parseBasic(encode('a:b:c'))).toEqual({ name: 'a', password: 'b:c' });
    expect(parseBasic(encode('é:'))).toEqual({ name: 'é', password: '' });
  });

  it.each(['öüß', 'YTpi!', encode('no colon'), Buffer.from([0xff, 0x3a]).toString('base64')])('refuses %s', (credentials) => {
    expect(parseBasic(credentials)).toBeUndefined();
  });
});
