import { expect, it } from 'vitest';
import { describeOnFreshGateways, engines, type RunningGateway, startGateway } from '../../support/gateway.js';
import { basic, refusal, tagOf } from './support.js';

const path = '/api/v1/auth/register/';

function register(gateway: RunningGateway, body: object | string, headers: Record<string, string> = {}, target = path) {
  return gateway.request('POST', target, { headers, body });
}

async function logIn(gateway: RunningGateway, name: string, password: string) {
  return gateway.request('POST', '/api/v1/auth/', { headers: { authorization: basic(name, password) } });
}

const good = { name: 'Aeon', password: 'ten bytes!' };
const expectText = expect.any(String);

describeOnFreshGateways('pointercrate registration', (gateway) => {
  it('case 122: registers a user once', async () => {
    const answer = await register(gateway(), good);
    expect(answer.status).toBe(201);
    const { data } = answer.json<{ data: { id: number } }>();
    expect(data).toEqual({ id: data.id, name: 'Aeon', permissions: 0, display_name: null, youtube_channel: null });
    expect(data.id).toBeGreaterThan(12);
    expect(answer.headers.etag).toBe(tagOf(data));
    expect(answer.headers.location).toBe('/api/v1/auth/me/');
    expect(answer.headers['content-type']).toBe('application/json');
    const again = await register(gateway(), { ...good, password: 'another password' });
    expect(again.status).toBe(409);
    expect(again.json()).toEqual(refusal(40902));
    const login = await logIn(gateway(), 'Aeon', 'ten bytes!');
    expect(login.json()).toEqual({ data, token: expectText });
    const { token } = login.json<{ token: string }>();
    const me = await gateway().request('GET', '/api/v1/auth/me/', { headers: { authorization: `Bearer ${token}` } });
    expect(me.json()).toEqual({ data });
    expect(me.headers.etag).toBe(answer.headers.etag);
  });

  it('case 123: refuses short names and passwords, and the password comes first', async () => {
    const outcomes: readonly (readonly [object | string, number, number])[] = [
      [{ name: 'ab', password: 'ten bytes!' }, 422, 42202],
      [{ name: 'Aeon', password: 'nine byte' }, 422, 42204],
      [{ name: 'ab', password: 'nine byte' }, 422, 42204],
      [{ name: 'list_helper', password: 'nine byte' }, 422, 42204],
      [{ name: ' Aeon', password: 'ten bytes!' }, 422, 42202],
      [{ name: 'Aeon\u2003', password: 'ten bytes!' }, 422, 42202],
      [{ name: '   ', password: 'ten bytes!' }, 422, 42202],
      [{ name: 'Ae:on', password: 'ten bytes!' }, 422, 42202],
      [{ name: 'Ae\u0000on', password: 'ten bytes!' }, 400, 40000],
      [{ name: 'x'.repeat(256), password: 'ten bytes!' }, 422, 42200],
      [{ name: 'x'.repeat(100_000), password: 'ten bytes!' }, 422, 42200],
      [{ name: 'Aeon', password: 'x'.repeat(1025) }, 422, 42200],
      ['{"name":"Aeon","password":"ten bytes\\ud800"}', 400, 40000],
      [{ name: 'Aeon' }, 422, 42200],
      [{ name: 'Aeon', password: null }, 422, 42200],
      [{ name: 5, password: 'ten bytes!' }, 422, 42200],
      ['[]', 422, 42200],
      ['{"name":', 400, 40000],
    ];
    for (const [body, status, code] of outcomes) {
      const answer = await register(gateway(), body, { 'content-type': 'application/json' });
      expect(answer.status, JSON.stringify(body).slice(0, 100)).toBe(status);
      expect(answer.json()).toEqual(refusal(code));
    }
    const plain = await register(gateway(), JSON.stringify(good), { 'content-type': 'text/plain' });
    expect(plain.json()).toEqual(refusal(41500, { expected: 'application/json' }));
    for (const [name, password] of [
      ['é!', 'ééééé'],
      ['x'.repeat(255), '0123456789'],
      ['LIST_HELPER', 'x'.repeat(1024)],
      ['-- "\'%', '::::::::::'],
    ] as const) {
      expect((await register(gateway(), { name, password })).status).toBe(201);
      expect((await logIn(gateway(), name, password)).status).toBe(200);
    }
  });

  it('gives no name to two who ask at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((at) => register(gateway(), { ...good, password: `ten bytes ${at}` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('makes nobody a member of another space', async () => {
    for (const space of ['noorderlicht', 'country', 'demonlist']) {
      const answer = await register(gateway(), good, {}, `/spaces/${space}${path}`);
      expect(answer.status).toBe(404);
      expect(answer.json()).toEqual(refusal(40400));
    }
    expect((await logIn(gateway(), good.name, good.password)).status).toBe(401);
  });
});

it.each(engines.flatMap((engine) => (['true', 'shared'] as const).map((limits) => [engine, limits] as const)))(
  'limits registrations, attempts before and successes after all checks, on %s with limits %s',
  async (engine, limits) => {
    const gateway = await startGateway(engine, { RATE_LIMITS: limits, TRUST_PROXY: 'true' });
    try {
      const from = (address: string, name: string, password = 'ten bytes!') =>
        register(gateway, { name, password }, { 'x-real-ip': address });
      // Neither bad names nor names that are taken use up the one success.
      expect((await from('192.0.2.1', 'ab')).status).toBe(422);
      expect((await from('192.0.2.1', 'list_helper')).status).toBe(409);
      expect((await from('192.0.2.1', 'first')).status).toBe(201);
      const second = await from('192.0.2.1', 'second');
      expect(second.status).toBe(429);
      const { code, data } = second.json<{ code: number; data: { remaining: { secs: number } } }>();
      expect(code).toBe(42900);
      expect(data.remaining.secs).toBeGreaterThan(86_000);
      expect(Number(second.headers['retry-after'])).toBeGreaterThan(86_000);
      expect((await logIn(gateway, 'second', 'ten bytes!')).status).toBe(401);
      expect((await from('192.0.2.1', 'x')).status).toBe(422);
      // The sixth attempt is refused before its password is looked at.
      const sixth = await from('192.0.2.1', 'third', 'short');
      expect(sixth.status).toBe(429);
      expect(sixth.json<{ data: { remaining: { secs: number } } }>().data.remaining.secs).toBeLessThanOrEqual(21_600 / 5);
      expect((await from('192.0.2.2', 'second')).status).toBe(201);
    } finally {
      await gateway.stop();
    }
  },
);

it('registers nobody where the space of the gateway is no demonlist, or does not exist', async () => {
  for (const space of ['noorderlicht', 'nowhere']) {
    const gateway = await startGateway('sqlite', { POINTERCRATE_SPACE: space });
    try {
      expect((await register(gateway, good)).json()).toEqual(refusal(40400));
    } finally {
      await gateway.stop();
    }
  }
});
