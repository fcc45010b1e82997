import { createHmac, hkdfSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { pointercrateToken } from '../../support/demo.js';
import { describeOnEngines, startGateway, testSecret } from '../../support/gateway.js';
import { call, expectFailure, foreignProject, get, project, records, tokenOf, unknownGid } from './client.js';

const challenge = 'Bearer realm="JWT access to Unicat."';
const path = `/api/p/${project}/records/get`;
const body = { record: records[5]!.gid };

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;

function sign(header: object, claims: object, secret: string | Buffer): string {
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

describeOnEngines('unicat: envelope and tokens', (gateway, engine) => {
  const withHeader = (authorization: string) => call(gateway(), 'POST', path, { headers: { authorization }, body });

  async function expectRefused(authorization: string): Promise<void> {
    const answer = await withHeader(authorization);
    expectFailure(answer, 401);
    expect(answer.envelope.result.message).toBe('Permission denied');
    expect(answer.headers['www-authenticate']).toBe(challenge);
  }

  it('case 9: without a header it is 401 with the challenge', async () => {
    const answer = await call(gateway(), 'POST', path, { body });
    expectFailure(answer, 401);
    expect(answer.headers['www-authenticate']).toBe(challenge);
    expect(answer.headers.authorization).toBeUndefined();
  });

  it('case 10: another scheme, a missing or a garbled token is 401', async () => {
    const token = await tokenOf(gateway());
    for (const header of [
      'Basic aW5lczpz',
      'Bearer',
      'Bearer ',
      'Bearer x.y.z',
      `Token ${token}`,
      token,
      `Bearer ${token}x`,
      `Bearer "${token}"`,
    ]) {
      await expectRefused(header);
    }
  });

  it('takes the scheme in any case', async () => {
    const token = await tokenOf(gateway());
    for (const scheme of ['bearer', 'BEARER', 'bEaReR']) expect((await withHeader(`${scheme} ${token}`)).status).toBe(200);
  });

  it('case 11: an expired token is 401', async () => {
    const shortLived = await startGateway(engine, { UNICAT_TOKEN_TTL_S: '1' });
    try {
      const token = await tokenOf(shortLived);
      await new Promise((resolve) => setTimeout(resolve, 2100));
      const answer = await get(shortLived, token, body);
      expectFailure(answer, 401);
      expect(answer.headers['www-authenticate']).toBe(challenge);
    } finally {
      await shortLived.stop();
    }
  });

  it('case 11: a token signed with another secret is 401', async () => {
    const claims = claimsOf(await tokenOf(gateway()));
    for (const secret of ['', 'secret', testSecret]) {
      await expectRefused(`Bearer ${sign({ alg: 'HS256', typ: 'JWT' }, claims, secret)}`);
    }
  });

  it('case 11: alg none is 401, with or without a signature', async () => {
    const token = await tokenOf(gateway());
    const [, claims, signature] = token.split('.');
    for (const alg of ['none', 'None', 'HS512', 'RS256']) {
      const header = encode({ alg, typ: 'JWT' });
      await expectRefused(`Bearer ${header}.${claims}.`);
      await expectRefused(`Bearer ${header}.${claims}.${signature}`);
    }
  });

  it('the token carries sub, iat, exp and jti and lives for an hour', async () => {
    const claims = claimsOf(await tokenOf(gateway()));
    expect(Object.keys(claims).sort()).toEqual(['exp', 'iat', 'jti', 'sub']);
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
  });

  it('a token is as good with another instance as with the one that issued it', async () => {
    const other = await startGateway(engine);
    try {
      expect((await get(other, await tokenOf(gateway()), body)).status).toBe(200);
    } finally {
      await other.stop();
    }
  });

  it('refuses a token with other claims than its own', async () => {
    const key = Buffer.from(hkdfSync('sha256', testSecret, '', 'records-gateway/jwt/unicat', 32));
    const { jti, ...claims } = claimsOf(await tokenOf(gateway()));
    const signed = (all: object) => `Bearer ${sign({ alg: 'HS256', typ: 'JWT' }, all, key)}`;
    expect((await withHeader(signed({ ...claims, jti }))).status).toBe(200);
    await expectRefused(signed(claims));
    await expectRefused(signed({ ...claims, jti, aud: 'unicat' }));
    await expectRefused(signed({ ...claims, jti, sub: 'ines' }));
    await expectRefused(signed({ ...claims, jti, sub: unknownGid }));
    await expectRefused(signed({ ...claims, jti, exp: Math.floor(Date.now() / 1000) }));
  });

  it('refuses the token of another dialect', async () => {
    const { authorization } = await pointercrateToken(gateway(), 'list_helper');
    await expectRefused(authorization);
    await expectRefused('Bearer demo-reader-key');
  });

  it('case 12: a user who is no member is 403 without a challenge', async () => {
    const token = await tokenOf(gateway(), foreignProject, 'foreign-api-key');
    const answer = await get(gateway(), token, body);
    expectFailure(answer, 403);
    expect(answer.envelope.result.message).toBe('Forbidden');
  });

  it('case 13: an unknown project is 403', async () => {
    const token = await tokenOf(gateway());
    for (const gid of [unknownGid, 'nonsense', project.toUpperCase(), '%00'])
      expectFailure(await get(gateway(), token, body, gid), 403);
  });

  it('case 14: the renewed token works, and so does the older one', async () => {
    const first = await tokenOf(gateway());
    const second = (await get(gateway(), first, body)).headers.authorization!;
    expect(second).not.toBe(first);
    expect(second).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const third = (await get(gateway(), second, body)).headers.authorization!;
    expect(third).not.toBe(second);
    for (const token of [first, second, third]) expect((await get(gateway(), token, body)).status).toBe(200);
  });

  it('case 15: malformed JSON and JSON that is no object are 400', async () => {
    const token = await tokenOf(gateway());
    for (const text of ['{', '{"record": }', 'record=1', '[]', '"x"', 'null', '5', 'true', `[{"record": "${body.record}"}]`]) {
      expectFailure(await get(gateway(), token, text), 400);
    }
  });

  it('refuses broken UTF-8, lone surrogates, NUL and deep nesting with 400', async () => {
    const token = await tokenOf(gateway());
    const headers = { authorization: `Bearer ${token}` };
    const deep = `{"records": ${'['.repeat(5000)}${']'.repeat(5000)}}`;
    for (const each of [Buffer.from([0x7b, 0xff, 0x7d]), '{"x": "\\ud800"}', '{"record": "\\u0000"}', deep]) {
      expectFailure(await call(gateway(), 'POST', path, { headers, body: each }), 400);
    }
  });

  it('answers 413 in the envelope', async () => {
    const headers = { authorization: `Bearer ${await tokenOf(gateway())}` };
    expectFailure(await call(gateway(), 'POST', path, { headers, body: `{"x": "${'x'.repeat(1024 * 1024)}"}` }), 413);
  });

  it('case 16: an unknown path is 404 and another method 405, both in the envelope', async () => {
    const token = await tokenOf(gateway());
    const headers = { authorization: `Bearer ${token}` };
    for (const unknown of [
      '/api',
      '/api/p',
      `/api/p/${project}`,
      `/api/p/${project}/nonsense`,
      `${path}/`,
      '/sync/nonsense',
      '/dam/x',
      '/media/x',
    ]) {
      expectFailure(await call(gateway(), 'POST', unknown, { headers, body }), 404);
    }
    const wrongMethod = await call(gateway(), 'GET', path, { headers });
    expectFailure(wrongMethod, 405);
    expect(wrongMethod.headers.allow).toBe('POST');
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expectFailure(await call(gateway(), method, path, { headers }), 405);
    expect((await call(gateway(), 'DELETE', `/api/p/${project}/init`)).headers.allow).toBe('GET, HEAD, POST');
  });

  it('does not care about the content type of the request', async () => {
    const token = await tokenOf(gateway());
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml; charset=utf-16',
      'multipart/form-data',
    ]) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': type };
      expect((await call(gateway(), 'POST', path, { headers, body: JSON.stringify(body) })).status).toBe(200);
    }
  });

  // Case 17, three members with `result` and `data` objects, is held against every answer of these files in `call`.
});
