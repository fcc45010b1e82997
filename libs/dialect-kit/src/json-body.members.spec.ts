import { describe, expect, it } from 'vitest';
import { InvalidRecord } from '#records';
import { requireDistinctMembers } from './json-body.js';

const check = (text: string) => (): void => requireDistinctMembers(Buffer.from(text));

describe('requireDistinctMembers', () => {
  it.each([
    '{"a":1,"a":1}',
    '{"a":1,"b":{"c":[1,2]},"a":null}',
    '{ "\\u0061" : 1 , "a" : 2 }',
    '{"a\\"":1,"a\\"":2}',
    '{"x":":","x":"}"}',
  ])('refuses %s', (text) => {
    expect(check(text)).toThrow(InvalidRecord);
  });

  it.each([
    '{}',
    '{"a":1,"b":2}',
    '{"a":{"b":1,"c":2},"b":[{"a":1},{"a":2}],"c":"\\"a\\":1,\\"a\\":2"}',
    '{"a":{"x":1,"x":2}}',
    '{"a":"a","b":"a"}',
  ])('lets %s pass', (text) => {
    expect(check(text)).not.toThrow();
  });
});
