import { describe, expect, it } from 'vitest';
import { SearchError } from '../errors/unicat-errors.js';
import { passes, readFilter, type Triplet } from './filter.js';

const read = (filter: readonly unknown[]) => readFilter(filter, (triplet): Triplet => triplet);
const leaf = (property: string, operator: string, operands?: unknown) => ({ leaf: { property, operator, operands } });

describe('readFilter', () => {
  it.each<[readonly unknown[], object]>([
    [[], { all: [] }],
    [['a', 'is', 1], leaf('a', 'is', 1)],
    [['a', 'is_true'], leaf('a', 'is_true')],
    [['a', 'is_true', null], leaf('a', 'is_true')],
    [['and', '', []], { all: [] }],
    [['or', '', [['a', 'is', 1]]], { any: [leaf('a', 'is', 1)] }],
    [['not', '', ['or', '', []]], { not: { any: [] } }],
    [['is', 'and', ['x', 'y']], leaf('is', 'and', ['x', 'y'])],
  ])('reads %j', (filter, meaning) => {
    expect(read(filter)).toEqual(meaning);
  });

  it.each<[readonly unknown[]]>([
    [['a']],
    [['a', 'is', 1, 2]],
    [[1, 'is', 1]],
    [['a', null]],
    [[[], 'is']],
    [['and', '']],
    [['and', '', {}]],
    [['and', 'x', []]],
    [['or', '', [1]]],
    [['or', '', ['a', 'is', 1]]],
    [['not', '', []]],
    [['not', '', [['a', 'is', 1]]]],
    [['not', '']],
  ])('refuses %j', (filter) => {
    expect(() => read(filter)).toThrow(SearchError);
  });

  it('refuses what is nested too deeply or too large', () => {
    const nested = (depth: number): readonly unknown[] => (depth === 0 ? ['a', 'is'] : ['not', '', nested(depth - 1)]);
    expect(() => read(nested(39))).not.toThrow();
    expect(() => read(nested(40))).toThrow(SearchError);
    const wide = (width: number): readonly unknown[] => ['or', '', Array.from({ length: width }, () => ['a', 'is'])];
    expect(() => read(wide(499))).not.toThrow();
    expect(() => read(wide(500))).toThrow(SearchError);
  });
});

describe('passes', () => {
  it.each<[readonly unknown[], boolean]>([
    [['and', '', []], true],
    [['or', '', []], false],
    [
      [
        'and',
        '',
        [
          ['true', ''],
          ['false', ''],
        ],
      ],
      false,
    ],
    [
      [
        'or',
        '',
        [
          ['true', ''],
          ['false', ''],
        ],
      ],
      true,
    ],
    [
      [
        'not',
        '',
        [
          'and',
          '',
          [
            ['true', ''],
            ['not', '', ['false', '']],
          ],
        ],
      ],
      false,
    ],
  ])('evaluates %j', (filter, outcome) => {
    expect(passes(read(filter), ({ property }) => property === 'true')).toBe(outcome);
  });
});
