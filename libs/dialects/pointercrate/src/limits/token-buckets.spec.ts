import { describe, expect, it } from 'vitest';
import { TokenBuckets } from './token-buckets.js';

/** Three tokens, one back every 600 s. */
const logins = () => new TokenBuckets([3, 1800]);
const minute = 60_000;

describe('TokenBuckets', () => {
  it('gives as many tokens as it holds, then says how long the next one takes', () => {
    const buckets = logins();
    expect([1, 2, 3, 4].map(() => buckets.take('a', 0))).toEqual([0, 0, 0, 10 * minute]);
    expect(buckets.take('a', 4 * minute)).toBe(6 * minute);
  });

  it('gets one token back after each interval, and no more than it holds', () => {
    const buckets = logins();
    for (let count = 0; count < 3; count += 1) buckets.take('a', 0);
    expect(buckets.take('a', 10 * minute)).toBe(0);
    expect(buckets.take('a', 10 * minute)).toBe(10 * minute);
    const later = 1000 * minute;
    expect([1, 2, 3, 4].map(() => buckets.take('a', later))).toEqual([0, 0, 0, 10 * minute]);
  });

  it('takes nothing when it refuses', () => {
    const buckets = logins();
    for (let count = 0; count < 100; count += 1) buckets.take('a', 0);
    expect(buckets.take('a', 10 * minute)).toBe(0);
  });

  it('counts keys apart', () => {
    const buckets = logins();
    for (let count = 0; count < 4; count += 1) buckets.take('a', 0);
    expect(buckets.take('b', 0)).toBe(0);
  });

  it('gives all its tokens also where the interval is no whole number of milliseconds', () => {
    const buckets = new TokenBuckets([7, 0.1]);
    expect([1, 2, 3, 4, 5, 6, 7].map(() => buckets.take('a', 1e12))).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(buckets.take('a', 1e12)).toBe(15);
  });
});
