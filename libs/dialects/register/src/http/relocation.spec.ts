import { describe, expect, it } from 'vitest';
import { relocate, rootOf, splitBase } from './relocation.js';

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

describe('in the v1 view (contract §4.1)', () => {
  it.each([
    ['/record/GB', '/records/GB'],
    ['/record/GB/entries.csv', '/records/GB/entries.csv'],
    ['/records/GB/', '/records/GB'],
    ['/entry/72.json', '/entries/72.json'],
    ['/item/sha-256:ab?x=1', '/items/sha-256:ab?x=1'],
    ['/item/sha-256%3Aab.csv', '/items/sha-256%3Aab.csv'],
    ['/proof/entry/10/200/merkle:sha-256', '/proof/entries/10/200/merkle:sha-256'],
    ['/download-register.zip', '/archive.zip'],
    ['/?a=b', '/register?a=b'],
  ])('%s leads to %s', (from, to) => {
    for (const base of ['/v1', '/registers/country/v1']) {
      expect(relocate(base + from)).toEqual({ location: base + to, status: 301 });
    }
  });

  it.each(['/items', '/items/sha-256:ab', '/records/name/Ghana', '/proof/entry/10/200', '/blobs'])('%s leads nowhere', (path) => {
    expect(relocate(`/v1${path}`)).toBeUndefined();
  });
});

describe('in the next view, under both its names (contract §4.2)', () => {
  it.each([...moves.filter(([from]) => !from.startsWith('/download-register')), ['/', '/context']] as const)(
    '%s leads to %s',
    (from, to) => {
      for (const base of ['/next', '/v2', '/registers/country/next', '/registers/country/v2']) {
        expect(relocate(base + from)).toEqual({ location: base + to, status: 301 });
      }
    },
  );
});

it('the next view has no archive that an older name could lead to', () => {
  expect(relocate('/next/download-register')).toBeUndefined();
});

describe('where a path is mounted', () => {
  it.each([
    ['/records', '', 'seed', '/records'],
    ['/v1', '/v1', 'v1', ''],
    ['/v1x/records', '', 'seed', '/v1x/records'],
    ['/registers/v1/records', '/registers/v1', 'seed', '/records'],
    ['/registers/next/v2/records', '/registers/next/v2', 'next', '/records'],
    ['/registers/country/next/records/CI', '/registers/country/next', 'next', '/records/CI'],
  ])('%s', (path, base, view, inner) => {
    expect(splitBase(path)).toMatchObject({ base, view, inner });
  });

  it('the root leads to what describes the register', () => {
    expect([rootOf('seed'), rootOf('v1'), rootOf('next')]).toEqual(['/context', '/register', '/context']);
  });
});
