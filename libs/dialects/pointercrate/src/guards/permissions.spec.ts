import { describe, expect, it } from 'vitest';
import { assignableBits, grants, singleBits, sufficientBits } from './permissions.js';

describe('sufficientBits (contract §2.5)', () => {
  it.each([
    ['EXTENDED_ACCESS', [1, 2, 4, 8]],
    ['LIST_HELPER', [2, 4, 8]],
    ['LIST_MODERATOR', [4, 8]],
    ['LIST_ADMINISTRATOR', [8]],
    ['MODERATOR', [8192, 16384]],
    ['ADMINISTRATOR', [16384]],
  ] as const)('%s: %j', (permission, bits) => {
    expect(sufficientBits(permission)).toEqual(bits);
  });
});

describe('grants', () => {
  it('follows implications to the end', () => {
    expect(grants(8, 'EXTENDED_ACCESS')).toBe(true);
    expect(grants(16384, 'MODERATOR')).toBe(true);
  });

  it('does not follow them backwards', () => {
    expect(grants(1, 'LIST_HELPER')).toBe(false);
    expect(grants(8192, 'ADMINISTRATOR')).toBe(false);
  });

  it('gives administrators of the site no list permission', () => {
    expect(grants(16384 | 8192, 'EXTENDED_ACCESS')).toBe(false);
  });

  it('takes unused bits for nothing', () => {
    for (const permission of ['EXTENDED_ACCESS', 'MODERATOR'] as const)
      expect(grants(0x0010 | 0x0020 | 0x8000, permission)).toBe(false);
  });
});

describe('assignableBits (contract §2.5)', () => {
  it.each([
    [0, 0],
    [0x0001 | 0x0002 | 0x0004 | 0x0010 | 0x0020 | 0x2000 | 0x8000, 0],
    [0x0008, 0x0006],
    [0x4000, 0x200f],
    [0x4008, 0x200f],
  ])('of %i: %i', (mask, bits) => {
    expect(assignableBits(mask)).toBe(bits);
  });
});

describe('singleBits', () => {
  it.each([
    [0, []],
    [0x8001, [1, 0x8000]],
    [0x200f, [1, 2, 4, 8, 0x2000]],
  ])('of %i: %j', (mask, bits) => {
    expect(singleBits(mask)).toEqual(bits);
  });
});
