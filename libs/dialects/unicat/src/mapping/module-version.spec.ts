import { describe, expect, it } from 'vitest';
import { higherVersion, isModuleVersion } from './module-version.js';

describe('higherVersion', () => {
  it.each([
    ['1.9.3', '1.10.0', '1.10.0'],
    ['1.10.0', '1.9.3', '1.10.0'],
    ['2.0', '1.99.99', '2.0'],
    ['1.0', '1.0.1', '1.0.1'],
    ['1.0.0', '1.0', '1.0.0'],
  ])('of %s and %s is %s', (one, other, higher) => {
    expect(higherVersion(one, other)).toBe(higher);
  });
});

describe('isModuleVersion', () => {
  it('wants numbers between dots', () => {
    expect(['1.2.3', '0', '10.0.1'].every(isModuleVersion)).toBe(true);
    expect(['', 'v1', '1.', '.1', '1..2', '1.2.3-beta', '1.2.9999999999'].some(isModuleVersion)).toBe(false);
  });
});
