import { describe, expect, it } from 'vitest';
import { UnexpectedParameter } from '../errors/register-errors.js';
import { QueryParameters } from './query-parameters.js';

const integer = (query: string): number => new QueryParameters(`/records${query}`).integer('page-size', 100, 1, 5000);

describe('integer parameters (contract §2.7)', () => {
  it.each([
    ['', 100],
    ['?other=x', 100],
    ['?page-size=1', 1],
    ['?page-size=5000', 5000],
    ['?page-size=007', 7],
    ['?page%2Dsize=7', 7],
  ])('%j gives %d', (query, value) => expect(integer(query)).toBe(value));

  it.each([
    '?page-size=',
    '?page-size',
    '?page-size=0',
    '?page-size=-0',
    '?page-size=-1',
    '?page-size=5001',
    '?page-size=x',
    '?page-size=1.5',
    '?page-size=1e2',
    '?page-size=%2B1',
    '?page-size=+1',
    '?page-size=1&page-size=1',
    '?page-size=\u0661',
    `?page-size=${'9'.repeat(400)}`,
  ])('%j is unexpected', (query) => expect(() => integer(query)).toThrow(UnexpectedParameter));
});

it('reads a text at most once', () => {
  expect(new QueryParameters('/r?name=a%20b').once('name')).toBe('a b');
  expect(new QueryParameters('/r').once('name')).toBeUndefined();
  expect(() => new QueryParameters('/r?name=a&name=a').once('name')).toThrow(UnexpectedParameter);
});
