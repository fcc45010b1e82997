import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { RouteTable } from './route-table.js';

describe('RouteTable', () => {
  const routes = new RouteTable();
  const server = fastify();
  routes.observe(server);
  server.get('/records/:key', () => '');
  server.post('/records/:key', () => '');
  server.get('/records/:key/', () => '');
  server.route({ method: ['PUT', 'DELETE'], url: '/things', handler: () => '' });

  it('knows the methods of a path, HEAD where GET is', async () => {
    await server.ready();
    expect(routes.allowed('/records/a%2Fb')).toEqual(['GET', 'HEAD', 'POST']);
    expect(routes.allowed('/records/a/')).toEqual(['GET', 'HEAD']);
    expect(routes.allowed('/things')).toEqual(['DELETE', 'PUT']);
  });

  it.each(['/', '/records', '/records/a/b', '/things/', '/records/%zz'])('knows no methods of %s', (path) => {
    expect(routes.allowed(path)).toEqual([]);
  });
});
