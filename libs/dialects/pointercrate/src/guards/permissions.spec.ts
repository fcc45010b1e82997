import { describe, expect, it } from 'vitest';
import { grants, sufficientBits } from './permissions.js';

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
