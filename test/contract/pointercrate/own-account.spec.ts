import { expect, it } from 'vitest';
import { describeOnEngines, describeOnFreshGateways, startGateway } from '../../support/gateway.js';
import { as, basic, fixture, passwordOf, refusal, tagOf, tokenOf, users } from './support.js';

const me = '/api/v1/auth/me/';
const userOf = (name: string) => {
  const { id, permissions, display_name, youtube_channel } = fixture.users.find((user) => user.name === name)!;
  return { id, name, permissions, display_name, youtube_channel };
};
const ownBasic = (name: string, password = passwordOf(name)) => ({ authorization: basic(name, password) });
const challenge = refusal(40100);

describeOnEngines('pointercrate own account', (gateway) => {
  it('shows the caller himself, to whom he is in the space', async () => {
    for (const name of Object.values(users)) {
      const answer = await as(gateway(), name, 'GET', me);
      expect(answer.status).toBe(200);
      expect(answer.json()).toEqual({ data: userOf(name) });
      expect(answer.headers.etag).toBe(tagOf(userOf(name)));
      expect(answer.headers.vary).toBe('Authorization');
      expect(answer.headers['cache-control']).toBe('private, no-cache');
    }
    const elsewhere = await as(gateway(), users.M, 'GET', `/spaces/country${me}`);
    expect(elsewhere.json()).toEqual({ data: { ...userOf(users.M), permissions: 0 } });
    expect((await as(gateway(), users.M, 'GET', `/spaces/nowhere${me}`)).json()).toEqual(refusal(40400));
  });

  it('evaluates the conditions of a read', async () => {
    const tag = tagOf(userOf(users.M));
    const read = (headers: Record<string, string>) => as(gateway(), users.M, 'GET', me, headers);
    const unchanged = await read({ 'if-none-match': tag });
    expect([unchanged.status, unchanged.text, unchanged.headers.etag]).toEqual([304, '', tag]);
    expect((await read({ 'if-none-match': '"1"' })).status).toBe(200);
    expect((await read({ 'if-match': '"1"' })).json()).toEqual(refusal(41200));
    expect((await read({ 'if-match': tag })).status).toBe(200);
  });

  it('takes a token for reading and nothing but name and password for the rest', async () => {
    for (const headers of [{}, ownBasic(users.M)]) {
      const answer = await gateway().request('GET', me, { headers });
      expect(answer.status).toBe(401);
      expect(answer.json()).toEqual(challenge);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
    for (const [method, path] of [
      ['POST', '/api/v1/auth/invalidate/'],
      ['PATCH', me],
      ['DELETE', me],
    ] as const) {
      for (const authorization of [
        undefined,
        `Bearer ${await tokenOf(gateway(), users.M)}`,
        basic(users.M, 'wrong'),
        basic('nobody', passwordOf(users.M)),
        basic('oauth_only', ''),
      ]) {
        const headers = { 'content-type': 'text/plain', ...(authorization === undefined ? {} : { authorization }) };
        const answer = await gateway().request(method, path, { headers });
        expect(answer.status, `${method} ${authorization}`).toBe(401);
        expect(answer.json()).toEqual(challenge);
        expect(answer.headers['www-authenticate']).toBe('Basic');
      }
      const malformed = await gateway().request(method, path, { headers: { authorization: 'Basic %%%' } });
      expect(malformed.status).toBe(400);
      expect(malformed.json()).toEqual(refusal(40002, { header: 'Authorization' }));
    }
  });

  it('checks credentials, then If-Match, then the body, then the tag, then the values', async () => {
    const change = (headers: Record<string, string>, body: string | object) =>
      gateway().request('PATCH', me, { headers: { ...ownBasic(users.M), ...headers }, body });
    const json = { 'content-type': 'application/json' };
    expect((await change({}, 'nonsense')).json()).toEqual(refusal(42800));
    expect((await change({ 'if-match': ' ' }, 'nonsense')).json()).toEqual(refusal(42800));
    expect((await change({ 'if-match': '"1"' }, 'x')).json()).toEqual(refusal(41500, { expected: 'application/json' }));
    expect((await change({ 'if-match': '"1"', ...json }, '{')).json()).toEqual(refusal(40000));
    expect((await change({ 'if-match': '"1"' }, { display_name: 5 })).json()).toEqual(refusal(42200));
    expect((await change({ 'if-match': '"1"' }, { password: null })).json()).toEqual(refusal(42200));
    expect((await change({ 'if-match': '"1"' }, { password: 'short' })).json()).toEqual(refusal(41200));
    const tag = tagOf(userOf(users.M));
    expect((await change({ 'if-match': tag, 'if-none-match': tag }, {})).json()).toEqual(refusal(41200));
    expect((await change({ 'if-match': '*' }, { password: 'nine byte', display_name: 'x' })).json()).toEqual(refusal(42204));
    expect((await change({ 'if-match': tag }, { display_name: 'ab', youtube_channel: 'x' })).json()).toEqual(refusal(42202));
    for (const [channel, code, data] of [
      ['youtube.com/@me', 40001, null],
      ['ftp://youtube.com/@me', 42222, null],
      ['https://me@youtube.com/@me', 42223, null],
      ['https://192.0.2.1/@me', 42200, null],
      ['https://youtu.be/@me', 42226, null],
      ['https://m.youtube.com/@me', 42226, null],
      ['https://www.youtube.com/me', 42225, { expected: expect.any(String) }],
      ['https://www.youtube.com/channel/', 42225, { expected: expect.any(String) }],
      [`https://www.youtube.com/@${'x'.repeat(200)}`, 42225, { expected: expect.any(String) }],
    ] as const) {
      expect((await change({ 'if-match': '*' }, { youtube_channel: channel })).json(), channel).toEqual(refusal(code, data));
    }
    expect((await as(gateway(), users.M, 'GET', me)).json()).toEqual({ data: userOf(users.M) });
  });
});

describeOnFreshGateways('pointercrate changes of the own account', (gateway) => {
  const change = (name: string, body: object, headers: Record<string, string> = { 'if-match': '*' }, password?: string) =>
    gateway().request('PATCH', me, { headers: { ...ownBasic(name, password), ...headers }, body });

  it('case 121: invalidating ends every token, and the next one works', async () => {
    const token = await tokenOf(gateway(), users.H);
    const read = (bearer: string) => gateway().request('GET', me, { headers: { authorization: `Bearer ${bearer}` } });
    expect((await read(token)).status).toBe(200);
    const answer = await gateway().request('POST', '/api/v1/auth/invalidate/', { headers: ownBasic(users.H) });
    expect([answer.status, answer.text, answer.headers.etag]).toEqual([204, '', undefined]);
    expect((await read(token)).status).toBe(401);
    const again = await gateway().request('POST', '/api/v1/auth/', { headers: ownBasic(users.H) });
    expect((await read(again.json<{ token: string }>().token)).status).toBe(200);
    expect((await as(gateway(), users.M, 'GET', me)).status).toBe(200);
  });

  it('changes what the user says of himself, and answers 304 where that is nothing new', async () => {
    const before = userOf(users.H);
    const first = await change(
      users.H,
      { display_name: 'Helper Ü', youtube_channel: 'HTTP://YouTube.com/@a b' },
      {
        'if-match': tagOf(before),
      },
    );
    expect(first.status).toBe(200);
    const after = { ...before, display_name: 'Helper Ü', youtube_channel: 'http://youtube.com/@a%20b' };
    expect(first.json()).toEqual({ data: after });
    expect(first.headers.etag).toBe(tagOf(after));
    expect((await as(gateway(), users.H, 'GET', me)).json()).toEqual({ data: after });
    for (const body of [{}, { display_name: 'Helper Ü' }, { youtube_channel: 'http://youtube.com/@a%20b', unknown: 1 }]) {
      const same = await change(users.H, body, { 'if-match': tagOf(after) });
      expect([same.status, same.text, same.headers.etag]).toEqual([304, '', tagOf(after)]);
    }
    expect((await change(users.H, { display_name: 'late' }, { 'if-match': tagOf(before) })).json()).toEqual(refusal(41200));
    const emptied = await change(users.H, { display_name: null, youtube_channel: null });
    expect(emptied.json()).toEqual({ data: before });
    expect(emptied.headers.etag).toBe(tagOf(before));
  });

  it('takes every form of a channel', async () => {
    for (const channel of [
      'https://www.youtube.com/channel/UCabc',
      'http://youtube.com/user/somebody',
      'https://youtube.com/c/somebody',
      'https://www.youtube.com/@handle?sub_confirmation=1',
    ]) {
      const answer = await change(users.H, { youtube_channel: channel });
      expect(answer.json<{ data: object }>().data).toMatchObject({ youtube_channel: channel });
    }
  });

  it('ends every token with a new password, and answers 204', async () => {
    const token = await tokenOf(gateway(), users.H);
    const answer = await change(users.H, { password: 'a new password', display_name: 'Changed too' });
    const changed = { ...userOf(users.H), display_name: 'Changed too' };
    expect([answer.status, answer.text, answer.headers.etag]).toEqual([204, '', tagOf(changed)]);
    const old = await gateway().request('GET', me, { headers: { authorization: `Bearer ${token}` } });
    expect(old.status).toBe(401);
    expect((await gateway().request('POST', '/api/v1/auth/', { headers: ownBasic(users.H) })).status).toBe(401);
    const login = await gateway().request('POST', '/api/v1/auth/', { headers: ownBasic(users.H, 'a new password') });
    expect(login.json<{ data: object }>().data).toEqual(changed);
    // The same password again is a change as well.
    const again = await change(users.H, { password: 'a new password' }, { 'if-match': '*' }, 'a new password');
    expect(again.status).toBe(204);
    const { token: ended } = login.json<{ token: string }>();
    expect((await gateway().request('GET', me, { headers: { authorization: `Bearer ${ended}` } })).status).toBe(401);
  });

  it('changes nothing of the profile where the password is refused, and the other way round', async () => {
    expect((await change(users.H, { password: 'short', display_name: 'New' })).json()).toEqual(refusal(42204));
    expect((await change(users.H, { password: 'a new password', display_name: 'ab' })).json()).toEqual(refusal(42202));
    expect((await gateway().request('POST', '/api/v1/auth/', { headers: ownBasic(users.H) })).json()).toMatchObject({
      data: userOf(users.H),
    });
  });

  it('lets one of several changes with the same tag through', async () => {
    const tag = tagOf(userOf(users.H));
    const answers = await Promise.all(
      ['one', 'two', 'three', 'four'].map((display_name) => change(users.H, { display_name }, { 'if-match': tag })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const winner = answers.find(({ status }) => status === 200)!;
    expect((await as(gateway(), users.H, 'GET', me)).text).toBe(winner.text);
  });

  it('deletes the user with his claim and his name under notes, and his tokens stay dead', async () => {
    const author = async () => {
      const notes = (await as(gateway(), users.M, 'GET', '/api/v1/records/22/notes/')).json<{ id: number; author: unknown }[]>();
      return notes.find(({ id }) => id === 12)?.author;
    };
    const token = await tokenOf(gateway(), users.H);
    const remove = (headers: Record<string, string>) =>
      gateway().request('DELETE', me, { headers: { ...ownBasic(users.H), ...headers } });
    expect((await remove({})).json()).toEqual(refusal(42800));
    expect((await remove({ 'if-match': '"1"' })).json()).toEqual(refusal(41200));
    expect(await author()).toBe('list_helper');
    const answer = await remove({ 'if-match': tagOf(userOf(users.H)) });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await remove({ 'if-match': '*' })).json()).toEqual(refusal(40100));
    expect((await gateway().request('GET', me, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    expect(await author()).toBeNull();
    // The name is free, but whoever takes it is somebody else.
    const registration = { name: 'list_helper', password: 'a new password' };
    const again = await gateway().request('POST', '/api/v1/auth/register/', { body: registration });
    expect(again.status).toBe(201);
    const { data } = again.json<{ data: { id: number; permissions: number } }>();
    expect(data.permissions).toBe(0);
    expect(data.id).toBeGreaterThan(12);
    expect((await gateway().request('GET', me, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    expect(await author()).toBeNull();
  });

  it('lets go of a claim, so that the player is free', async () => {
    const submission = {
      progress: 100,
      player: 'Quillfeather',
      demon: 2,
      video: 'https://youtu.be/abcdefghijk',
      raw_footage: 'https://example.org/raw',
    };
    const submit = () => gateway().request('POST', '/api/v1/records/', { body: submission });
    expect((await submit()).json()).toEqual(refusal(40308));
    const answer = await gateway().request('DELETE', me, { headers: { ...ownBasic(users.L), 'if-match': '*' } });
    expect(answer.status).toBe(204);
    expect((await submit()).status).toBe(200);
  });

  it('keeps an account that is of use elsewhere', async () => {
    const ops = { authorization: basic('ops', 'ops-demo-password') };
    const join = (space: string, name: string) =>
      gateway().request('PUT', `/ops/v1/spaces/${space}/members/${name}`, { headers: ops, body: { role: 'read' } });
    await join('country', users.C);
    const remove = (name: string, password?: string) =>
      gateway().request('DELETE', me, { headers: { ...ownBasic(name, password), 'if-match': '*' } });
    const token = await tokenOf(gateway(), users.C);
    expect((await remove(users.C)).status).toBe(204);
    const after = await gateway().request('GET', me, { headers: { authorization: `Bearer ${token}` } });
    expect(after.json()).toEqual({ data: userOf(users.C) });
    // He is no user of the list any more, so there is nothing left to delete; an operator that never was one neither.
    for (const answer of [await remove(users.C), await remove('ops', 'ops-demo-password')]) {
      expect(answer.status).toBe(403);
      expect(answer.json()).toEqual(refusal(40300));
    }
    await join('demonlist', 'ops');
    expect((await remove('ops', 'ops-demo-password')).status).toBe(204);
    expect((await gateway().request('GET', '/ops/v1/spaces', { headers: ops })).status).toBe(200);
  });
});

it('refuses every change of accounts in read-only maintenance', async () => {
  const gateway = await startGateway('sqlite', { READ_ONLY: 'true' });
  try {
    for (const [method, path] of [
      ['POST', '/api/v1/auth/register/'],
      ['POST', '/api/v1/auth/invalidate/'],
      ['PATCH', me],
      ['DELETE', '/api/v1/users/2/'],
    ] as const) {
      expect((await gateway.request(method, path)).json()).toEqual(refusal(50301));
    }
  } finally {
    await gateway.stop();
  }
});
