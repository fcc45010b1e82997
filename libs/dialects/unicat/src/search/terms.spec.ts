import { describe, expect, it } from 'vitest';
import { SearchError } from '../errors/unicat-errors.js';
import { readTerms, scoreOf } from './terms.js';

describe('scoreOf', () => {
  it.each<[string, string, number | undefined]>([
    ['', 'anything', 0],
    ['a', 'A b', 1],
    ['a b', 'b c', 1],
    ['a b', 'a b', 2],
    ['a A á', 'a', 1],
    ['a b', 'c', undefined],
    ['+a b', 'a', 0],
    ['+a b', 'b', undefined],
    ['+a +b', 'a b', 0],
    ['-a', 'b', 0],
    ['-a', 'a b', undefined],
    ['b -a', 'c', undefined],
    ['+a -a', 'a', undefined],
    ['+te103-009', 'TE103-009, red', 0],
    ['+te103-009', 'TE103 and 009', undefined],
    ['--a', 'b', 0],
    ['+-a', 'a', 0],
    ['+ - " &', 'anything', 0],
  ])('%j in %j scores %s', (q, text, score) => {
    expect(scoreOf(readTerms(q), [text])).toBe(score);
  });
});

describe('readTerms', () => {
  it('tells whether anything is asked for', () => {
    for (const q of ['', ' \t', '+', '- "', '💥']) expect(readTerms(q).none).toBe(true);
    for (const q of ['a', '-a', '+a']) expect(readTerms(q).none).toBe(false);
  });

  it('takes a hundred different terms', () => {
    const terms = Array.from({ length: 100 }, (_, at) => `t${at}`).join(' ');
    expect(() => readTerms(`${terms} ${terms.toUpperCase()}`)).not.toThrow();
    expect(() => readTerms(`${terms} more`)).toThrow(SearchError);
  });
});
