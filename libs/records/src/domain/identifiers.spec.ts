import { describe, expect, it } from 'vitest';
import { derivedId, isName, isRegister, isUuid4, recordId } from './identifiers.js';
import { registerName } from './space.js';

describe('derivedId', () => {
  it('is the same for the same names, of version-4 form, and tells names apart', () => {
    expect(derivedId('record', 'country', 'GB')).toBe(derivedId('record', 'country', 'GB'));
    expect(isUuid4(derivedId('record', 'country', 'GB'))).toBe(true);
    expect(derivedId('a', 'b')).not.toBe(derivedId('ab'));
    expect(derivedId('a', 'b,c')).not.toBe(derivedId('a,b', 'c'));
  });
});

describe('recordId', () => {
  it('is the key where that is a gid', () => {
    const gid = 'f57c22e5-1db2-4254-8c30-1273826087df';
    expect(recordId('s', 'c', gid)).toBe(gid);
    expect(isUuid4(recordId('s', 'c', gid.toUpperCase()))).toBe(true);
    expect(recordId('s', 'c', 'x')).not.toBe(recordId('s', 'd', 'x'));
  });
});

describe('isUuid4', () => {
  it.each([
    'F57c22e5-1db2-4254-8c30-1273826087df',
    'f57c22e5-1db2-1254-8c30-1273826087df',
    'f57c22e5-1db2-4254-7c30-1273826087df',
    '',
  ])('refuses %s', (text) => {
    expect(isUuid4(text)).toBe(false);
  });
});

describe('names', () => {
  it('are lower-case letters, digits and hyphens', () => {
    expect(['a', 'a-1', 'local-authority-eng'].every(isName)).toBe(true);
    expect(['', '1a', 'A', 'a.b', 'a_b', 'a\n'].some(isName)).toBe(false);
  });

  it('of registers join space and collection, except for the space of the same name', () => {
    expect(registerName({ id: 'country', birth: 'register' }, 'country')).toBe('country');
    expect(registerName({ id: 'demonlist', birth: 'pointercrate' }, 'record')).toBe('demonlist-record');
    expect(isRegister('unicat.placement.record')).toBe(false);
    expect(() => registerName({ id: 'x', birth: 'unicat' }, 'unicat.placement.record')).toThrow(RangeError);
  });
});
