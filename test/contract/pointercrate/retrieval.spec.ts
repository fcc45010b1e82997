import { expect, it } from 'vitest';
import { describeOnEngines, type Engine, engines, startGateway } from '../../support/gateway.js';
import { as, fixture, forge, fullRecord, refusal, tagOf, tokenOf, users } from './support.js';

const { H, U, X } = users;
const path = (id: number | string): string => `/api/v1/records/${id}/`;

function wireExample(id: number, reader: string): string {
  return JSON.stringify(
    fixture.wire_examples.find(({ as: who, request }) => request === `GET ${path(id)}` && who === reader)?.body,
  );
}

describeOnEngines('pointercrate retrieval', (gateway) => {
  const get = (user: string | undefined, id: number | string, headers?: Record<string, string>) =>
    as(gateway(), user, 'GET', path(id), headers);
  const tag = async (user: string, id: number) => (await get(user, id)).headers.etag as string;

  it('case 1: a list helper gets the whole record with its tag', async () => {
    const answer = await get(H, 2);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(wireExample(2, 'list_helper'));
    expect(answer.headers.etag).toMatch(/^"\d{1,20}"$/);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      vary: 'Authorization',
      'cache-control': 'private, no-cache',
    });
  });

  it('case 2: another user gets neither submitter nor raw footage', async () => {
    const answer = await get(U, 2);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(wireExample(2, 'any reader without list-team bits'));
  });

  it('case 3: raw footage is for list helpers, and the tags differ', async () => {
    const [helper, user] = await Promise.all([get(H, 5), get(U, 5)]);
    expect(helper.json<{ data: object }>().data).toMatchObject({ raw_footage: expect.stringMatching(/^https:/) });
    expect(user.json<{ data: object }>().data).toMatchObject({ raw_footage: null });
    expect(helper.headers.etag).not.toBe(user.headers.etag);
  });

  it('case 4: without a token there is nothing to see', async () => {
    const answer = await get(undefined, 2);
    expect(answer.status).toBe(401);
    expect(answer.json()).toEqual(refusal(40100));
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'www-authenticate': 'Bearer' });
  });

  it('case 5: an invalid token is refused', async () => {
    const good = await tokenOf(gateway(), H);
    const headers = [
      'Bearer nonsense',
      'Bearer',
      'Bearer ',
      `Bearer  ${good}`,
      `Bearer ${good} ${good}`,
      `bearer ${good}`,
      `Bearer ${good.slice(0, -3)}abc`,
      `Bearer ${forge({ sub: '5', gen: 0 }, { dialect: 'unicat' })}`,
      `Bearer ${forge({ sub: '5', gen: 0 }, { header: { alg: 'none', typ: 'JWT' } })}`,
      `Bearer ${forge({ sub: '5', gen: 0 }, { header: { alg: 'HS384', typ: 'JWT' } })}`,
      'Basic bGlzdF9oZWxwZXI6bGlzdF9oZWxwZXItZml4dHVyZS1wdw==',
    ];
    for (const authorization of headers) {
      const answer = await gateway().request('GET', path(2), { headers: { authorization } });
      expect(answer.status, authorization).toBe(401);
      expect(answer.json()).toEqual(refusal(40100));
    }
  });

  it('case 6: a token of an earlier generation is refused, one of the current is not', async () => {
    const [before, now] = await Promise.all(
      [0, 1].map((gen) =>
        gateway().request('GET', path(2), { headers: { authorization: `Bearer ${forge({ sub: '10', gen })}` } }),
      ),
    );
    expect(before?.status).toBe(401);
    expect(before?.json()).toEqual(refusal(40100));
    expect(now?.status).toBe(200);
  });

  it('case 7: a token with other claims than sub and gen is refused', async () => {
    const claims = [
      { sub: '5', gen: 0, session_uuid: '7d4cb2ba-6c6b-4b6c-9f9f-1d1c3b1f6b7a' },
      { sub: '5', gen: 0, iat: 1 },
      { sub: '5', gen: 0, exp: 4102444800 },
      { sub: 5, gen: 0 },
      { sub: '5', gen: '0' },
      { sub: '5' },
      { gen: 0 },
      { sub: '999', gen: 0 },
      { sub: '99999999999', gen: 0 },
      { sub: 'list_helper', gen: 0 },
    ];
    for (const each of claims) {
      const answer = await gateway().request('GET', path(2), { headers: { authorization: `Bearer ${forge(each)}` } });
      expect(answer.status, JSON.stringify(each)).toBe(401);
      expect(answer.json()).toEqual(refusal(40100));
    }
  });

  it('case 8: a record that is not approved needs extended access', async () => {
    const answer = await get(U, 22);
    expect(answer.status).toBe(403);
    expect(answer.json()).toEqual(refusal(40301, { required: [1, 2, 4, 8] }));
    expect(answer.headers.etag).toBeUndefined();
  });

  it('case 9: extended access shows it, without submitter and raw footage', async () => {
    const answer = await get(X, 22);
    expect(answer.status).toBe(200);
    expect(answer.json<{ data: object }>().data).toMatchObject({ status: 'submitted', submitter: null, raw_footage: null });
  });

  it('case 10: a record that does not exist', async () => {
    const answer = await get(H, 42);
    expect(answer.status).toBe(404);
    expect(answer.text).toBe(wireExample(42, 'list_helper'));
    expect(answer.headers['content-type']).toBe('application/json');
  });

  it('case 11: an id that is no 32-bit integer', async () => {
    for (const id of ['abc', '99999999999', '2.0', '2147483648', '+2', '%20', '0x2', '2%00', '%E2%82%AC']) {
      const answer = await get(H, id);
      expect(answer.status, id).toBe(422);
      expect(answer.json()).toEqual(refusal(42200));
    }
  });

  it('case 12: negative ids, zero and leading zeros are ids', async () => {
    expect((await get(H, '-1')).json()).toEqual(refusal(40401, { record_id: -1 }));
    expect((await get(H, '0')).json()).toEqual(refusal(40401, { record_id: 0 }));
    expect((await get(H, '-2147483648')).status).toBe(404);
    expect((await get(H, '002')).text).toBe(wireExample(2, 'list_helper'));
  });

  it('case 13: If-None-Match with the tag gives 304', async () => {
    const etag = await tag(H, 2);
    const answer = await get(H, 2, { 'if-none-match': etag });
    expect(answer.status).toBe(304);
    expect(answer.text).toBe('');
    expect(answer.headers).toMatchObject({ etag, vary: 'Authorization', 'cache-control': 'private, no-cache' });
    expect(answer.headers['content-type']).toBeUndefined();
  });

  it('case 14: If-None-Match with a list that holds the tag gives 304', async () => {
    expect((await get(H, 2, { 'if-none-match': `"1", ${await tag(H, 2)}` })).status).toBe(304);
  });

  it('case 15: If-None-Match with the weak form of the tag gives 304', async () => {
    expect((await get(H, 2, { 'if-none-match': `W/${await tag(H, 2)}` })).status).toBe(304);
  });

  it('case 16: If-None-Match with the wildcard gives 304', async () => {
    expect((await get(H, 2, { 'if-none-match': '*' })).status).toBe(304);
  });

  it('case 17: If-None-Match with another tag gives the record', async () => {
    expect((await get(H, 2, { 'if-none-match': '"1"' })).status).toBe(200);
  });

  it('case 18: If-Match with the tag gives the record', async () => {
    expect((await get(H, 2, { 'if-match': await tag(H, 2) })).status).toBe(200);
  });

  it('case 19: If-Match with another tag is refused', async () => {
    const answer = await get(H, 2, { 'if-match': '"1"' });
    expect(answer.status).toBe(412);
    expect(answer.json()).toEqual(refusal(41200));
  });

  it('case 20: If-Match with a list that holds the tag gives the record', async () => {
    expect((await get(H, 2, { 'if-match': `"1", ${await tag(H, 2)}` })).status).toBe(200);
  });

  it('case 21: If-Match with the wildcard gives the record', async () => {
    expect((await get(H, 2, { 'if-match': '*' })).status).toBe(200);
  });

  it('case 22: If-Match is looked at before If-None-Match', async () => {
    expect((await get(H, 2, { 'if-match': '"1"', 'if-none-match': await tag(H, 2) })).status).toBe(412);
  });

  it('case 23: both with the tag give 304', async () => {
    const etag = await tag(H, 2);
    expect((await get(H, 2, { 'if-match': etag, 'if-none-match': etag })).status).toBe(304);
  });

  it('case 24: a record that does not exist is missing, whatever the precondition', async () => {
    expect((await get(H, 42, { 'if-match': '"1"' })).status).toBe(404);
    expect((await get(U, 22, { 'if-match': '"1"' })).status).toBe(403);
  });

  it("case 25: somebody else's tag names another representation", async () => {
    expect((await get(U, 2, { 'if-none-match': await tag(H, 2) })).status).toBe(200);
  });

  it('case 26: without its slash the path is moved', async () => {
    const answer = await as(gateway(), H, 'GET', '/api/v1/records/2');
    expect(answer.status).toBe(308);
    expect(answer.headers.location).toBe('/api/v1/records/2/');
    expect(answer.text).toBe('');
  });

  it("case 27: links of a link-banned holder's record are shown to nobody", async () => {
    const answer = await get(H, 52);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(wireExample(52, 'list_helper'));
  });

  it('case 28: HEAD has the headers of GET and no body', async () => {
    const [head, full] = [await as(gateway(), H, 'HEAD', path(2)), await get(H, 2)];
    expect(head.status).toBe(200);
    expect(head.text).toBe('');
    for (const name of ['etag', 'content-type', 'content-length', 'vary', 'cache-control']) {
      expect(head.headers[name], name).toBe(full.headers[name]);
    }
    const missing = await as(gateway(), H, 'HEAD', path(42));
    expect([missing.status, missing.text, missing.headers['content-type']]).toEqual([404, '', 'application/json']);
    expect((await as(gateway(), H, 'HEAD', path(2), { 'if-none-match': '*' })).status).toBe(304);
    expect((await as(gateway(), undefined, 'HEAD', path(2))).status).toBe(401);
  });

  it('answers every wire example of the fixture byte for byte', async () => {
    expect(fixture.wire_examples).toHaveLength(7);
    for (const { as: reader, request, status, body } of fixture.wire_examples) {
      const user = reader === 'any reader without list-team bits' ? U : reader;
      const answer = await as(gateway(), user, 'GET', request.replace('GET ', ''));
      expect([answer.status, answer.text], request).toEqual([status, JSON.stringify(body)]);
    }
  });

  it('answers headers of 8 KB like any others', async () => {
    const long = 'x'.repeat(8000);
    expect((await get(H, 2, { 'if-match': `"${long}"` })).status).toBe(412);
    expect((await get(H, 2, { 'if-none-match': `"1", ${long}, ${await tag(H, 2)}` })).status).toBe(304);
    for (const name of ['cookie', 'accept', 'user-agent']) expect((await get(H, 2, { [name]: long })).status).toBe(200);
    const answer = await gateway().request('GET', path(2), { headers: { authorization: `Bearer ${long}` } });
    expect([answer.status, answer.json()]).toEqual([401, refusal(40100)]);
  });

  it('case 29: the published tags', async () => {
    expect(await tag(U, 2)).toBe('"528375903579421849"');
    expect(await tag(H, 2)).toBe('"7692654517558011874"');
  });

  it('shows staff a record whose holder is banned (wire example)', async () => {
    expect((await get(H, 144)).text).toBe(wireExample(144, 'list_helper'));
    expect((await get(H, 22)).text).toBe(wireExample(22, 'list_helper'));
  });

  it('accepts tags as clients of earlier years send them, and several header lines', async () => {
    const etag = await tag(H, 2);
    expect((await get(H, 2, { 'if-none-match': etag.replaceAll('"', '') })).status).toBe(304);
    const authorization = `Bearer ${await tokenOf(gateway(), H)}`;
    const lines = await gateway().request('GET', path(2), { headers: { authorization, 'if-none-match': ['"1"', etag] } });
    expect(lines.status).toBe(304);
  });

  it('takes malformed tags for no match, never for an error', async () => {
    expect((await get(H, 2, { 'if-none-match': '"unclosed, ,,W/' })).status).toBe(200);
    expect((await get(H, 2, { 'if-match': '"unclosed' })).status).toBe(412);
  });

  it('answers in the order of the checks: 401, 422, 404, 403, 412', async () => {
    expect((await get(undefined, 'abc')).status).toBe(401);
    expect((await get(undefined, 42)).status).toBe(401);
    expect((await get(U, 'abc')).status).toBe(422);
    expect((await get(U, 42)).status).toBe(404);
  });

  it('shows every record of the fixture to a helper and to a user as the contract says', async () => {
    for (const record of fixture.records) {
      const [helper, user] = await Promise.all([get(H, record.id), get(U, record.id)]);
      const full = fullRecord(record, true);
      expect(helper.text).toBe(JSON.stringify({ data: full }));
      expect(helper.headers.etag).toBe(tagOf(full));
      if (record.status === 'approved') {
        const redacted = fullRecord(record, false);
        expect(user.text).toBe(JSON.stringify({ data: redacted }));
        expect(user.headers.etag).toBe(tagOf(redacted));
      } else {
        expect(user.json()).toEqual(refusal(40301, { required: [1, 2, 4, 8] }));
      }
    }
  });

  it('knows no record that the fixture does not have', async () => {
    for (const id of [42, 56, 96, 136, 180, 188, 252, 253, 259, 296, 299, 309, 313]) {
      expect((await get(H, id)).json()).toEqual(refusal(40401, { record_id: id }));
    }
  });

  it('lets administrators of the site see no more than others: their permission implies none of the list', async () => {
    expect((await get('site_admin', 22)).json()).toEqual(refusal(40301, { required: [1, 2, 4, 8] }));
    expect((await get('site_moderator', 2)).json<{ data: object }>().data).toMatchObject({ submitter: null });
    expect((await get('all_bits', 22)).json<{ data: object }>().data).toMatchObject({ submitter: { id: 4 } });
    expect((await get(users.M, 22)).status).toBe(200);
  });

  it('ignores cookies, Accept and a body', async () => {
    expect(
      (await as(gateway(), undefined, 'GET', path(2), { cookie: `access_token=${await tokenOf(gateway(), H)}` })).status,
    ).toBe(401);
    const answer = await as(gateway(), H, 'GET', path(42), { accept: 'text/html' });
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'application/json']);
    const authorization = `Bearer ${await tokenOf(gateway(), H)}`;
    const headers = { authorization, 'content-length': '8' };
    expect((await gateway().request('GET', path(2), { headers, body: '{"broken' })).status).toBe(200);
  });
});

const anonymousReads = async (engine: Engine) => startGateway(engine, { POINTERCRATE_ANONYMOUS_READS: 'true' });

it.each(engines)('case 4 with the switch on: anonymous readers see approved records on %s', async (engine) => {
  const gateway = await anonymousReads(engine);
  try {
    const get = (id: number | string, authorization?: string) =>
      gateway.request('GET', path(id), { headers: authorization === undefined ? {} : { authorization } });
    const approved = await get(2);
    expect(approved.status).toBe(200);
    expect(approved.text).toBe(wireExample(2, 'any reader without list-team bits'));
    expect((await get(2, 'Basic YTpi')).status).toBe(200);
    expect((await get(22)).json()).toEqual(refusal(40100));
    expect((await get(42)).status).toBe(404);
    expect((await get('abc')).status).toBe(422);
    expect((await get(2, 'Bearer nonsense')).status).toBe(401);
    for (const space of ['country', 'noorderlicht']) {
      expect((await gateway.request('GET', `/spaces/${space}/api/v1/records/1/`)).status, space).toBe(401);
    }
  } finally {
    await gateway.stop();
  }
});
