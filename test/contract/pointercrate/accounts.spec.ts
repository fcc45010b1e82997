import { expect, it } from 'vitest';
import { describeOnEngines, engines, type RunningGateway, startGateway } from '../../support/gateway.js';
import { as, basic, fixture, passwordOf, refusal, tagOf, users } from './support.js';

const path = '/api/v1/auth/';

describeOnEngines('pointercrate accounts', (gateway) => {
  const logIn = (authorization?: string, body?: string | Buffer) =>
    gateway().request('POST', path, { headers: authorization === undefined ? {} : { authorization }, ...(body ? { body } : {}) });

  it('case 116: the right password gives a token that works', async () => {
    const answer = await logIn(basic(users.H, passwordOf(users.H)));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
    const { data, token } = answer.json<{ data: { id: number }; token: string }>();
    expect(data.id).toBe(5);
    expect(Object.keys(answer.json<object>())).toEqual(['data', 'token']);
    expect(answer.headers.etag).toBe(tagOf(data));
    const [header, claims] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(JSON.parse(header!)).toEqual({ typ: 'JWT', alg: 'HS256' });
    expect(JSON.parse(claims!)).toEqual({ sub: '5', gen: 0 });
    const record = await gateway().request('GET', '/api/v1/records/2/', { headers: { authorization: `Bearer ${token}` } });
    expect(record.status).toBe(200);
  });

  it('case 116: every user of the fixture logs in and is shown as the fixture has him', async () => {
    for (const { id, name, permissions, display_name, youtube_channel } of fixture.users) {
      if (name === 'oauth_only') continue;
      const { data } = (await logIn(basic(name, passwordOf(name)))).json<{ data: object }>();
      expect(data).toEqual({ id, name, permissions, display_name, youtube_channel });
    }
  });

  it('case 117: a wrong password, an unknown name and no header are all the same', async () => {
    const attempts = [
      basic(users.H, 'wrong'),
      basic(users.H, ''),
      basic('nobody', passwordOf(users.H)),
      basic('LIST_HELPER', passwordOf(users.H)),
      basic('list\0helper', passwordOf(users.H)),
      basic('', ''),
      basic(users.H, 'x'.repeat(5000)),
      undefined,
      'Bearer abc',
      'Digest abc',
      '',
    ];
    for (const authorization of attempts) {
      const answer = await logIn(authorization);
      expect(answer.status, authorization).toBe(401);
      expect(answer.json()).toEqual(refusal(40100));
      expect(answer.headers['www-authenticate']).toBe('Basic');
    }
  });

  it('case 118: credentials that are no base64 of UTF-8 are malformed', async () => {
    for (const authorization of [
      'Basic öüß',
      'Basic %%%',
      'Basic',
      `Basic ${Buffer.from([0xff, 0x3a, 0xff]).toString('base64')}`,
    ]) {
      const answer = await logIn(Buffer.from(authorization).toString('latin1'));
      expect(answer.status, authorization).toBe(400);
      expect(answer.json()).toEqual(refusal(40002, { header: 'Authorization' }));
    }
  });

  it('case 119: an account without password login cannot log in', async () => {
    for (const password of ['', 'null', passwordOf('oauth_only')]) {
      const answer = await logIn(basic('oauth_only', password));
      expect(answer.status).toBe(401);
      expect(answer.json()).toEqual(refusal(40100));
    }
  });

  it('ignores the body, whatever it is', async () => {
    expect((await logIn(basic(users.H, passwordOf(users.H)), '{"broken')).status).toBe(200);
    expect((await logIn(basic(users.H, passwordOf(users.H)), Buffer.from([0xff, 0x00]))).status).toBe(200);
  });

  it('refuses more than 1 MiB', async () => {
    const answer = await logIn(basic(users.H, passwordOf(users.H)), Buffer.alloc(1024 * 1024 + 1, 'x'));
    expect(answer.status).toBe(413);
    expect(answer.json()).toEqual(refusal(41300));
  });

  it('shows the permissions that the account has in the space', async () => {
    const authorization = basic(users.H, passwordOf(users.H));
    const permissionsIn = async (prefix: string) =>
      (await gateway().request('POST', `${prefix}${path}`, { headers: { authorization } })).json<{
        data: { permissions: number };
      }>().data.permissions;
    expect(await permissionsIn('/spaces/demonlist')).toBe(2);
    expect(await permissionsIn('/spaces/country')).toBe(0);
    const unknown = await gateway().request('POST', `/spaces/nowhere${path}`, { headers: { authorization } });
    expect(unknown.json()).toEqual(refusal(40400));
  });

  it('never limits logins where limits are off', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await logIn('Basic %')).status).toBe(400);
  });

  it('is no endpoint for tokens: a token of login is refused there', async () => {
    const answer = await as(gateway(), users.H, 'POST', path);
    expect(answer.json()).toEqual(refusal(40100));
  });
});

it.each(engines)('case 120: the fourth login of an address is refused, right or wrong, on %s', async (engine) => {
  const gateway = await startGateway(engine, { RATE_LIMITS: 'true', TRUST_PROXY: 'true' });
  try {
    const logIn = (authorization: string | undefined, address: string) =>
      gateway.request('POST', path, {
        headers: { 'x-real-ip': address, ...(authorization === undefined ? {} : { authorization }) },
      });
    const right = basic(users.H, passwordOf(users.H));
    expect((await logIn(undefined, '192.0.2.1')).status).toBe(401);
    expect((await logIn(right, '192.0.2.1')).status).toBe(200);
    expect((await logIn(basic(users.H, 'wrong'), '192.0.2.1')).status).toBe(401);
    expect((await logIn('Basic öüß', '192.0.2.1')).status).toBe(400);
    for (const authorization of [right, 'Basic öüß']) {
      const answer = await logIn(authorization, '192.0.2.1');
      expect(answer.status).toBe(429);
      const { code, data } = answer.json<{ code: number; data: { remaining: { secs: number; nanos: number } } }>();
      expect(code).toBe(42900);
      expect(Object.keys(data)).toEqual(['remaining']);
      expect(data.remaining.secs).toBeGreaterThan(500);
      expect(data.remaining.secs).toBeLessThanOrEqual(600);
      expect(data.remaining.nanos).toBeLessThan(1_000_000_000);
      expect(Number(answer.headers['retry-after'])).toBe(data.remaining.secs + (data.remaining.nanos > 0 ? 1 : 0));
    }
    expect((await logIn(undefined, '192.0.2.1')).status).toBe(401);
    expect((await logIn(right, '192.0.2.2')).status).toBe(200);
  } finally {
    await gateway.stop();
  }
});

it.each(engines)('gateways on one database count together where limits are shared, on %s', async (engine) => {
  const environment = { RATE_LIMITS: 'shared', TRUST_PROXY: 'true' };
  const first = await startGateway(engine, environment);
  const second = await startGateway(engine, { ...environment, DATABASE_URL: first.databaseUrl });
  try {
    const logIn = (gateway: RunningGateway, address: string) =>
      gateway.request('POST', path, { headers: { 'x-real-ip': address, authorization: 'Basic %' } });
    const statuses = [];
    for (const gateway of [first, second, first, second, first]) statuses.push((await logIn(gateway, '192.0.2.1')).status);
    expect(statuses).toEqual([400, 400, 400, 429, 429]);
    const together = await Promise.all(Array.from({ length: 10 }, (_, at) => logIn(at % 2 === 0 ? first : second, '192.0.2.2')));
    expect(together.filter(({ status }) => status === 400)).toHaveLength(3);
    expect(together.filter(({ status }) => status === 429)).toHaveLength(7);
  } finally {
    await second.stop();
    await first.stop();
  }
});

it('takes its numbers from POINTERCRATE_LIMITS', async () => {
  const gateway = await startGateway('sqlite', { RATE_LIMITS: 'true', POINTERCRATE_LIMITS: '{"logins_per_ip": [1, 60]}' });
  try {
    const logIn = (address: string) =>
      gateway.request('POST', path, { headers: { authorization: 'Basic %', 'x-real-ip': address } });
    expect((await logIn('192.0.2.1')).status).toBe(400);
    // No proxy is trusted here, so the address that the client claims makes no difference.
    expect((await logIn('192.0.2.2')).status).toBe(429);
  } finally {
    await gateway.stop();
  }
});

it('refuses logins in read-only maintenance, before anything else', async () => {
  const gateway = await startGateway('sqlite', { READ_ONLY: 'true' });
  try {
    for (const target of [path, '/api/v1/nothing/', '/api/v1/records/2/']) {
      const answer = await gateway.request('POST', target);
      expect(answer.status, target).toBe(503);
      expect(answer.json()).toEqual(refusal(50301));
    }
    expect((await gateway.request('GET', '/api/v1/records/2/')).status).toBe(401);
  } finally {
    await gateway.stop();
  }
});
