import { describe, expect, it } from 'vitest';
import { relocate } from './relocation.js';

const moves = [
  ['/records/CI/', '/records/CI'],
  ['/records/?page-index=2', '/records?page-index=2'],
  ['/records///', '/records'],
  ['/anything/', '/anything'],
  ['/record/CI', '/records/CI'],
  ['/record/CI.json?x=1', '/records/CI.json?x=1'],
  ['/record/CI/entries', '/records/CI/entries'],
  ['/record/CI/entries.csv', '/records/CI/entries.csv'],
  ['/record/c.1%2F2', '/records/c.1%2F2'],
  ['/entry/72', '/entries/72'],
  ['/entry/72.csv', '/entries/72.csv'],
  ['/item/sha-256:ab', '/blobs/sha-256:ab'],
  ['/items/sha-256%3Aab.json', '/blobs/sha-256%3Aab.json'],
  ['/items', '/blobs'],
  ['/items.csv?limit=5', '/blobs.csv?limit=5'],
  ['/download-register', '/archive'],
  ['/download-register.zip', '/archive.zip'],
  ['/records/local-authority-type/CC', '/records?name=local-authority-type&value=CC'],
  ['/records/local-authority-type/CC.csv?page-size=10', '/records.csv?name=local-authority-type&value=CC&page-size=10'],
  // A plus is a plus in a path, and a blank in a query.
  ['/records/name/a+b%20c', '/records?name=name&value=a%2Bb%20c'],
  ['/records/name/x%26value=y', '/records?name=name&value=x%26value%3Dy'],
] as const;

describe('older names and trailing slashes (contract §2.9)', () => {
  it.each(moves)('%s leads to %s', (from, to) => {
    expect(relocate(from)).toEqual({ location: to, status: 301 });
  });

  it.each(moves)('%s leads to %s within a path prefix', (from, to) => {
    expect(relocate(`/registers/country${from}`)).toEqual({ location: `/registers/country${to}`, status: 301 });
  });

  it('leads from the root of a register to its context', () => {
    expect(relocate('/registers/country/?x=1')).toEqual({ location: '/registers/country/context?x=1', status: 301 });
  });

  it.each([
    '/',
    '/records',
    '/record',
    '/nowhere',
    '/entry/1/2',
    '/items/a/b',
    '/records/a/b/c',
    '/records/name/%ff',
    '/records/%/x',
    // Would lead to another host.
    '//evil.example/',
    '/\\evil.example/',
    '///',
    'http://evil.example/records/',
  ])('%s leads nowhere', (url) => {
    expect(relocate(url)).toBeUndefined();
  });
});
