import { describe, expect, it } from 'vitest';
import { isNotModified } from './preconditions.js';

describe('isNotModified', () => {
  it.each([
    [{}, false],
    [{ 'if-match': '"7"' }, false],
    [{ 'if-match': '*' }, false],
    [{ 'if-match': '"1", "7"' }, false],
    [{ 'if-none-match': '"7"' }, true],
    [{ 'if-none-match': '*' }, true],
    [{ 'if-none-match': '"1"' }, false],
    [{ 'if-none-match': '' }, false],
    [{ 'if-match': '"7"', 'if-none-match': 'W/"7"' }, true],
  ])('%j: %s', (headers, expected) => {
    expect(isNotModified(headers, '7')).toBe(expected);
  });

  it.each([{ 'if-match': '"1"' }, { 'if-match': '' }, { 'if-match': '"1"', 'if-none-match': '"7"' }])('refuses %j', (headers) => {
    expect(() => isNotModified(headers, '7')).toThrow(expect.objectContaining({ code: 41200 }));
  });
});
