import { describe, expect, it } from 'vitest';
import type { RouteTable } from '#dialect-kit';
import { pointercrateDialect } from './pointercrate.dialect.js';

describe('pointercrateDialect', () => {
  it.each(['/api/v1', '/api/v1/', '/api/v1/records/2/', '/api/v2/demons/', '/spaces/country/api/v1/records/1', '/api/v1/%zz'])(
    'owns %s',
    (path) => {
      expect(pointercrateDialect.owns(path)).toBe(true);
    },
  );

  it.each([
    '/',
    '/api',
    '/api/v10/',
    '/api/v1x',
    '/api/p/x/records/get',
    '/spaces/country',
    '/spaces//api/v1/',
    '/spaces/a/b/api/v1/',
    '/x/api/v1/',
  ])('does not own %s', (path) => {
    expect(pointercrateDialect.owns(path)).toBe(false);
  });

  it.each([
    ['GET', false],
    ['HEAD', false],
    ['POST', true],
    ['OPTIONS', true],
    ['PATCH', true],
  ])('%s mutates: %s', (method, mutates) => {
    expect(pointercrateDialect.mutates(method, '/api/v1/records/2/')).toBe(mutates);
  });

  it('sends a path without its slash to the path with it, and keeps the query', () => {
    const routes = { allowed: (path: string) => (path === '/api/v1/records/' ? ['GET'] : []) } as unknown as RouteTable;
    expect(pointercrateDialect.relocate?.('/api/v1/records?player=1&x', routes)).toEqual({
      location: '/api/v1/records/?player=1&x',
      status: 308,
    });
    expect(pointercrateDialect.relocate?.('/api/v1/nothing', routes)).toBeUndefined();
    expect(pointercrateDialect.relocate?.('/api/v1/records/', routes)).toBeUndefined();
  });
});
