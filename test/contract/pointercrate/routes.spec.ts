import { expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { as, refusal, users } from './support.js';

describeOnEngines('pointercrate routes', (gateway) => {
  const methodsOf = (allow: string | undefined): string[] => (allow ?? '').split(', ').sort();

  it.each([
    ['POST', '/api/v1/records/2/', ['DELETE', 'GET', 'HEAD', 'PATCH']],
    ['PROPFIND', '/api/v1/records/2/', ['DELETE', 'GET', 'HEAD', 'PATCH']],
    ['PUT', '/spaces/country/api/v1/records/2/', ['DELETE', 'GET', 'HEAD', 'PATCH']],
    ['DELETE', '/api/v1/records/', ['GET', 'HEAD', 'POST']],
    ['DELETE', '/api/v1/records/2/audit/', ['GET', 'HEAD']],
    ['PUT', '/api/v1/players/2/', ['GET', 'HEAD', 'PATCH']],
    ['GET', '/api/v1/players/2/claims/', ['PUT']],
    ['PUT', '/api/v2/demons/', ['GET', 'HEAD', 'POST']],
  ])('case 134 in kind: %s %s is 405 and says what is allowed', async (method, path, allowed) => {
    const answer = await as(gateway(), users.H, method, path);
    expect(answer.status).toBe(405);
    expect(methodsOf(answer.headers.allow)).toEqual(allowed);
    expect(answer.json()).toEqual(refusal(40500, { allowed_methods: allowed }));
    expect(answer.headers['content-type']).toBe('application/json');
  });

  it('case 134 in kind: GET on the login', async () => {
    const answer = await as(gateway(), undefined, 'GET', '/api/v1/auth/');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
    expect(answer.json()).toEqual(refusal(40500, { allowed_methods: ['POST'] }));
  });

  it('case 135: an unknown path', async () => {
    const paths = [
      '/api/v1/nothing/',
      '/api/v1/',
      '/api/v1',
      '/api/v2/',
      '/api/v1/records//',
      '/api/v1/records/2/nothing/',
      '/api/v1/records/2//',
      '/spaces/country/api/v1/nothing/',
      '/api/v1/demons/1/',
    ];
    for (const path of paths) {
      const answer = await as(gateway(), users.H, 'GET', path);
      expect(answer.status, path).toBe(404);
      expect(answer.json()).toEqual(refusal(40400));
    }
  });

  it.each(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'])(
    'case 26 in kind: %s is moved to the path with its slash, query kept',
    async (method) => {
      const answer = await as(gateway(), undefined, method, '/api/v1/records/2?player=1&demon=a%20b&x');
      expect(answer.status).toBe(308);
      expect(answer.headers.location).toBe('/api/v1/records/2/?player=1&demon=a%20b&x');
    },
  );

  it.each([
    ['/api/v1/auth', '/api/v1/auth/'],
    ['/spaces/country/api/v1/records/1', '/spaces/country/api/v1/records/1/'],
    ['/api/v1/records/abc', '/api/v1/records/abc/'],
  ])('moves %s to %s', async (path, location) => {
    const answer = await as(gateway(), undefined, 'POST', path);
    expect([answer.status, answer.headers.location]).toEqual([308, location]);
  });

  it('refuses a path that is no percent-encoding, in the envelope', async () => {
    const answer = await as(gateway(), users.H, 'GET', '/api/v1/records/%zz/');
    expect(answer.status).toBe(400);
    expect(answer.json()).toEqual(refusal(40000));
  });
});
