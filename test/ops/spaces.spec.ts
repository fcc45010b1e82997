import { expect, it } from 'vitest';
import { basic, operator } from '../support/demo.js';
import { describeOnEngines } from '../support/gateway.js';

describeOnEngines('operators', (gateway) => {
  const post = (path: string, body: object | string, headers: Record<string, string> = operator) =>
    gateway().request('POST', path, { headers, body });

  it('list all spaces', async () => {
    const answer = await gateway().request('GET', '/ops/v1/spaces', { headers: operator });
    const spaces = answer.json<{ id: string; birth: string; visibility: string }[]>();
    expect(spaces.map(({ id }) => id)).toEqual(expect.arrayContaining(['country', 'demonlist', 'noorderlicht', 'foreign']));
    expect(spaces.find(({ id }) => id === 'demonlist')).toMatchObject({ birth: 'pointercrate', visibility: 'private' });
    expect(spaces.find(({ id }) => id === 'country')).toMatchObject({ birth: 'register', visibility: 'public' });
  });

  it('make a key that reads the space at once, through registers and Unicat, and no other space', async () => {
    const answer = await post('/ops/v1/spaces/demonlist/keys', { role: 'read' });
    expect(answer.status).toBe(201);
    const { key } = answer.json<{ key: string }>();
    const headers = { authorization: `Bearer ${key}` };
    expect((await gateway().request('GET', '/registers/demonlist-record/records/2', { headers })).status).toBe(200);
    expect((await gateway().request('GET', '/registers/noorderlicht-record/records', { headers })).status).toBe(401);
  });

  it('make members, and change their role', async () => {
    const headers = { authorization: basic('ines', 'sample-password') };
    const seen = () => gateway().request('GET', '/registers/demonlist-record/records/22', { headers });
    expect((await seen()).status).toBe(401);
    const put = (role: string) =>
      gateway().request('PUT', '/ops/v1/spaces/demonlist/members/ines', { headers: operator, body: { role } });
    expect((await put('read')).json()).toEqual({ space: 'demonlist', account: 'ines', role: 'read' });
    expect((await seen()).status).toBe(404);
    expect((await put('staff')).status).toBe(200);
    expect((await seen()).status).toBe(200);
  });

  it.each([
    ['an unknown space', '/ops/v1/spaces/nowhere/keys', { role: 'read' }, 404],
    ['an unknown role', '/ops/v1/spaces/country/keys', { role: 'owner' }, 422],
    ['no role', '/ops/v1/spaces/country/keys', {}, 422],
    ['a list', '/ops/v1/spaces/country/keys', '[]', 422],
    ['broken JSON', '/ops/v1/spaces/country/keys', '{"role":', 400],
    ['no body', '/ops/v1/spaces/country/keys', '', 422],
    ['deep nesting', '/ops/v1/spaces/country/keys', '['.repeat(100_000), 400],
    ['more than a mebibyte', '/ops/v1/spaces/country/keys', ' '.repeat(1024 * 1024 + 1), 413],
  ])('are told of %s', async (_what, path, body, status) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
  });

  it('alone may do so, whatever is wrong with the body', async () => {
    for (const headers of [{}, { authorization: basic('ines', 'wrong') }, { authorization: 'Bearer demo-reader-keys' }]) {
      expect((await post('/ops/v1/spaces/country/keys', '{', headers as Record<string, string>)).status).toBe(401);
    }
    for (const authorization of [basic('ines', 'sample-password'), 'Bearer demo-reader-key']) {
      expect((await post('/ops/v1/spaces/country/keys', '{', { authorization })).status).toBe(403);
    }
  });

  it('get problem documents for unknown addresses and methods', async () => {
    expect((await gateway().request('GET', '/ops/v1/nothing')).json()).toMatchObject({ status: 404 });
    const answer = await gateway().request('DELETE', '/ops/v1/spaces');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
  });
});
