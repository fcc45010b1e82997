import { describe, expect, it } from 'vitest';
import { bearerToken } from './bearer.js';

describe('bearerToken', () => {
  it.each([
    ['Bearer a.b.c', 'a.b.c'],
    ['Bearer  a.b.c', ''],
    ['Bearer a b', ''],
    ['Bearer a ', ''],
    ['Bearer ', ''],
    ['Bearer', ''],
    ['bearer a.b.c', undefined],
    ['BEARER a.b.c', undefined],
    ['Bearera.b.c', undefined],
    ['Basic YTpi', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j: %j', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });
});
