import { describe, expect, it } from 'vitest';
import { fullScore, recordScore } from './score-formula.js';

describe('fullScore', () => {
  // Worked out in Python from the table of contract §6.6.
  it.each([
    [1, 350.0],
    [3, 313.420184017],
    [4, 291.696205455],
    [20, 112.22939408],
    [21, 110.805591727],
    [35, 92.249877765],
    [36, 89.948272327],
    [55, 58.659017983],
    [56, 57.602605983],
    [75, 40.602428124],
    [150, 18.706116004],
    [151, 0],
    [0, 0],
  ])('of position %i', (position, expected) => {
    expect(fullScore(position)).toBeCloseTo(expected, 8);
  });

  it('falls with every position', () => {
    const scores = Array.from({ length: 151 }, (_, at) => fullScore(at + 1));
    for (let at = 1; at < scores.length; at += 1) expect(scores[at], `${at + 1}`).toBeLessThan(scores[at - 1] ?? 0);
  });
});

describe('recordScore', () => {
  it('is the whole score at 100, half of it just below, a tenth at the requirement', () => {
    expect(recordScore(100, 10, 50)).toBe(fullScore(10));
    expect(recordScore(50, 10, 50)).toBeCloseTo(fullScore(10) / 10, 9);
    expect(recordScore(75, 10, 50)).toBeCloseTo((fullScore(10) * Math.sqrt(5)) / 10, 9);
    expect(recordScore(99.999999, 10, 50)).toBeCloseTo(fullScore(10) / 2, 4);
  });

  it('is nothing below the requirement, and for progress beyond position 75', () => {
    expect(recordScore(49, 10, 50)).toBe(0);
    expect(recordScore(99, 75, 50)).toBeGreaterThan(0);
    expect(recordScore(99, 76, 50)).toBe(0);
    expect(recordScore(100, 76, 50)).toBe(fullScore(76));
    expect(recordScore(Number.NaN, 10, 50)).toBe(0);
  });

  it('is the whole score where the requirement is 100', () => {
    expect(recordScore(100, 10, 100)).toBe(fullScore(10));
    expect(recordScore(99, 10, 100)).toBe(0);
  });
});
