import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, searchWords, type TextFacts } from '#records';
import { containing, gramsOf } from './grams.js';

function factsOf(...parts: readonly string[]): TextFacts {
  const { texts, marks } = gramsOf(parts);
  return { words: searchWords(texts), marks: new Set(marks) };
}

const provoking = fc.constantFrom(...'aBc1_.- \n/é\u0301İßΣςﬁ帐篷ไ\u00a0\u3000\ud83d', '💥', '👨‍👩‍👧');
const text = fc.array(provoking, { maxLength: 30 }).map((letters) => letters.join(''));

describe('grams', () => {
  it('hold of every text that contains the part', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), fc.nat(), (one, other, from, length) => {
        const lower = one.toLowerCase();
        const start = from % (lower.length + 1);
        const part = lower.slice(start, start + 1 + (length % 20));
        expect(holds(containing(part), factsOf(other, one))).toBe(true);
      }),
    );
  });

  it('hold of few others', () => {
    const facts = factsOf('IMG_00777.jpg', '帐篷袋');
    expect(['g_0077', '777', 'jpg', '帐篷', '篷袋', '_', ''].filter((part) => holds(containing(part), facts))).toHaveLength(7);
    expect(['778', 'gif', '袋帐', '帐袋', 'xyz'].filter((part) => holds(containing(part), facts))).toEqual([]);
  });

  it('leave objects with very many of them to whoever looks at them', () => {
    const long = Array.from({ length: 13_000 }, (_, at) => at.toString(36).padStart(3, '0')).join(' ');
    expect(gramsOf([long])).toEqual({ texts: [], marks: [expect.any(String)] });
    expect(holds(containing('whatever'), factsOf(long))).toBe(true);
  });
});
