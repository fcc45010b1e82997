import { describe, expect, it } from 'vitest';
import { searchWords, termWords } from './words.js';

describe('termWords', () => {
  it.each([
    ['Aurora 2 Daypacks', ['aurora', '2', 'daypacks']],
    ['  (TE103-009),\n', ['te103-009']],
    ['Crème BRÛLÉE e\u0301', ['creme', 'brulee', 'e']],
    ['Straße ΣΊΣΥΦΟΣ İ ﬁn', ['strasse', 'σισυφοσ', 'i', 'fin']],
    ['日本語 💥 …', ['日本語']],
    ['"a" AND -b* ^c:d', ['a', 'and', 'b', 'c:d']],
    ['', []],
  ])('reads %j', (text, words) => {
    expect(termWords(text)).toEqual(words);
  });
});

describe('searchWords', () => {
  it('finds compound words by every run of their parts', () => {
    expect([...searchWords(['PA201-001-S'])].sort()).toEqual(['001', '001-s', 'pa201', 'pa201-001', 'pa201-001-s', 's']);
  });

  it('finds a long one by its parts, by six of them together, and by all', () => {
    const long = 'a/b/c/d/e/f/g/h';
    const words = searchWords([long]);
    expect(words.has('b/c/d/e/f/g')).toBe(true);
    expect(words.has('a/b/c/d/e/f/g')).toBe(false);
    expect(words.has(long)).toBe(true);
    expect(words.size).toBe(8 + 7 + 6 + 5 + 4 + 3 + 1);
  });

  it('has a word of several texts once', () => {
    expect([...searchWords(['Tent tent', 'TENT'])]).toEqual(['tent']);
  });
});
