import { describe, expect, it } from 'vitest';
import { parseAddress } from './address.js';

const record = (locator: object): object => ({ kind: 'record', locator });

describe('parseAddress', () => {
  it.each([
    ['/registers/country/records/GB', { dialect: 'register', register: 'country', key: 'GB' }],
    ['/registers/tiny/records/c.1%2F2', { dialect: 'register', register: 'tiny', key: 'c.1/2' }],
    ['https://host:3000/registers/country/records/GB?x=1', { dialect: 'register', register: 'country', key: 'GB' }],
    ['http://country.register.example/records/GB', { dialect: 'register', register: 'country', key: 'GB' }],
    ['/spaces/country/api/v1/records/6/', { dialect: 'pointercrate', space: 'country', id: 6 }],
    ['/api/v1/records/2', { dialect: 'pointercrate', space: undefined, id: 2 }],
    ['/api/p/g/records/r', { dialect: 'unicat', gid: 'g', record: 'r' }],
  ])('reads %s', (address, locator) => {
    expect(parseAddress(address)).toEqual(record(locator));
  });

  it.each([
    '/',
    '/records/GB',
    '/registers/country',
    '/registers/country/entries/1',
    '/spaces/country/records/6',
    '/api/p/g',
    '/elsewhere',
  ])('knows no record at %s', (address) => {
    expect(parseAddress(address)).toEqual({ kind: 'unknown' });
  });

  it.each([
    '',
    'country',
    'ftp://x/registers/country/records/GB',
    '//host/x',
    'http://',
    '/registers/country/records/%zz',
    '/api/v1/records/two/',
  ])('refuses %s', (address) => {
    expect(parseAddress(address)).toEqual({ kind: 'malformed' });
  });
});
