import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displaced } from './positions.js';

/** Positions by name, moved by the rule: each demon on its own. */
function byRule(positions: ReadonlyMap<string, number>, name: string, to: number): Map<string, number> {
  const from = positions.get(name) ?? positions.size + 1;
  const others = [...positions].map(([other, position]) => [other, displaced(position, from, to)] as const);
  return new Map([...others, [name, to]]);
}

describe('displaced', () => {
  it.each([
    ['before both', 1, 3, 5, 1],
    ['behind both', 6, 3, 5, 6],
    ['passed by one that goes down', 4, 3, 5, 3],
    ['at the place that one goes down to', 5, 3, 5, 4],
    ['passed by one that goes up', 4, 5, 3, 5],
    ['at the place that one goes up to', 3, 5, 3, 4],
    ['where nothing moves', 3, 4, 4, 3],
  ])('%s', (_, position, from, to, expected) => {
    expect(displaced(position, from, to)).toBe(expected);
  });

  it('does what taking out of an array and putting in again does', () => {
    const step = fc.record({ insert: fc.boolean(), which: fc.nat(), where: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let model: string[] = [];
        let positions: ReadonlyMap<string, number> = new Map();
        for (const [at, { insert, which, where }] of steps.entries()) {
          const name = insert || model.length === 0 ? `new ${at}` : (model[which % model.length] ?? '');
          const rest = model.filter((other) => other !== name);
          const to = where % (rest.length + 1);
          model = rest.toSpliced(to, 0, name);
          positions = byRule(positions, name, to + 1);
        }
        expect([...positions].sort(([, a], [, b]) => a - b)).toEqual(model.map((name, at) => [name, at + 1]));
      }),
    );
  });
});
