import { describe, expect, it } from 'vitest';
import { listsTag, parseTagList } from './tag-list.js';

describe('parseTagList', () => {
  it.each([
    ['"1"', ['1']],
    ['"1", "2"', ['1', '2']],
    ['"1","2"', ['1', '2']],
    ['  "1" ,\t"2"  ', ['1', '2']],
    ['W/"1"', ['1']],
    ['W/"1", "2"', ['1', '2']],
    ['10434480491831244259', ['10434480491831244259']],
    ['W/12', ['12']],
    ['"a,b"', ['a,b']],
    ['"a, "b", "c"', []],
    ['"1", "2', ['1']],
    ['"p;g"', ['p;g']],
    ['""', ['']],
    ['1 2, "3"', ['3']],
    ['w/"1"', []],
    ['a"b', []],
    ['', []],
    [',, ,', []],
    ['"1" "2"', []],
  ])('reads %s', (header, tags) => {
    expect(parseTagList(header)).toEqual(tags);
  });

  it.each(['*', ' * '])('takes %j as the wildcard', (header) => {
    expect(parseTagList(header)).toBe('*');
  });

  it.each(['"*"', '*, "1"', '**'])('does not take %j as the wildcard', (header) => {
    expect(parseTagList(header)).not.toBe('*');
  });

  it('reads a long header of quotes quickly', () => {
    expect(parseTagList('"'.repeat(16_001))).toEqual([]);
  });
});

describe('listsTag', () => {
  it('finds a tag among several, and any with the wildcard', () => {
    expect(listsTag(['1', '2'], '2')).toBe(true);
    expect(listsTag('*', '2')).toBe(true);
  });

  it('does not find part of a tag', () => {
    expect(listsTag(['12'], '1')).toBe(false);
    expect(listsTag([], '')).toBe(false);
  });
});
