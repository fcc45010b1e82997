import { expect, it } from 'vitest';
import { placedBefore } from './placed-before.js';

it.each([
  [['a', 'b'], 'c', undefined, ['a', 'b', 'c']],
  [['a', 'b'], 'c', 'a', ['c', 'a', 'b']],
  [['a', 'b'], 'c', 'x', ['a', 'b', 'c']],
  [['a', 'b', 'c'], 'a', 'c', ['b', 'a', 'c']],
  [['a', 'b', 'c'], 'c', 'a', ['c', 'a', 'b']],
  [['a', 'b', 'c'], 'a', undefined, ['b', 'c', 'a']],
  [['a', 'b', 'c'], 'b', 'b', ['a', 'b', 'c']],
  [['a'], 'b', 'b', ['a', 'b']],
  [[], 'a', 'a', ['a']],
])('%j with %s before %s is %j', (gids, item, before, placed) => {
  expect(placedBefore(gids, item, before)).toEqual(placed);
});
