import { expect, it } from 'vitest';
import { describeOnEngines, describeOnFreshGateways } from '../../support/gateway.js';
import { as, basic, fixture, passwordOf, refusal, tagOf, tokenOf, users } from './support.js';

const path = '/api/v1/users/';
const { A, C, H, M, U, X } = users;
/** ADMINISTRATOR, MODERATOR, everything. */
const [S, T, everything] = ['site_admin', 'site_moderator', 'all_bits'];

interface User {
  readonly id: number;
  readonly name: string;
  readonly permissions: number;
}

const documents = fixture.users.map(({ id, name, permissions, display_name, youtube_channel }) => ({
  id,
  name,
  permissions,
  display_name,
  youtube_channel,
}));
const userOf = (name: string) => documents.find((user) => user.name === name)!;
const [allIds, lastId] = [documents.map(({ id }) => id), 12];
const idsWhere = (matches: (user: User) => boolean) => documents.filter(matches).map(({ id }) => id);

describeOnEngines('pointercrate users', (gateway) => {
  const list = (user: string | undefined, query = '') => as(gateway(), user, 'GET', `${path}${query}`);
  const idsOf = async (user: string, query = '') => (await list(user, query)).json<User[]>().map(({ id }) => id);

  it('lists all users to moderators of the site', async () => {
    for (const user of [S, T, everything]) {
      const answer = await list(user);
      expect(answer.status).toBe(200);
      expect(answer.json()).toEqual(documents);
      expect(answer.headers.links).toBe(`<${path}?after=0>; rel=first,<${path}?before=${lastId + 1}>; rel=last`);
      expect(answer.headers.link).toBe(`<${path}?after=0>; rel="first", <${path}?before=${lastId + 1}>; rel="last"`);
      expect(answer.headers.etag).toBeUndefined();
    }
  });

  it('lists to others those who hold what they can assign, and nobody to those who can assign nothing', async () => {
    expect(await idsOf(A)).toEqual(idsWhere(({ permissions }) => (permissions & 0x0006) !== 0));
    for (const user of [H, M, U, X]) {
      const answer = await list(user, '?limit=0');
      expect(answer.status).toBe(403);
      expect(answer.json()).toEqual(refusal(40300));
    }
    expect((await list(undefined)).json()).toEqual(refusal(40100));
  });

  it('filters, all conditions together', async () => {
    expect(await idsOf(T, '?name=list_helper')).toEqual([5]);
    expect(await idsOf(T, '?name=LIST_HELPER')).toEqual([]);
    expect(await idsOf(T, '?name_contains=helper')).toEqual([5, 10]);
    expect(await idsOf(T, '?name_contains=_')).toEqual(idsWhere(({ name }) => name.includes('_')));
    expect(await idsOf(T, '?name_contains=')).toEqual(allIds);
    expect(await idsOf(T, '?display_name=Helper+Two')).toEqual([10]);
    expect(await idsOf(T, '?has_permissions=12')).toEqual(idsWhere(({ permissions }) => (permissions & 12) === 12));
    expect(await idsOf(T, '?any_permissions=12')).toEqual(idsWhere(({ permissions }) => (permissions & 12) !== 0));
    expect(await idsOf(T, '?any_permissions=12&name_contains=list')).toEqual([3, 4]);
    expect(await idsOf(T, '?any_permissions=0')).toEqual([]);
    expect(await idsOf(T, '?has_permissions=0')).toEqual(allIds);
    expect(await idsOf(A, '?any_permissions=8')).toEqual([12]);
    expect(await idsOf(A, '?name=stardust1971')).toEqual([]);
    expect(await idsOf(T, '?name=%00')).toEqual([]);
  });

  it('pages by id, with the filters in the links in their order', async () => {
    const page = await list(T, '?any_permissions=65535&foo=bar&limit=2&name_contains=l&after=3');
    expect(page.json<User[]>().map(({ id }) => id)).toEqual([4, 5]);
    const query = 'limit=2&name_contains=l&any_permissions=65535';
    expect(page.headers.links).toBe(
      [
        `<${path}?after=0&${query}>; rel=first`,
        `<${path}?before=13&${query}>; rel=last`,
        `<${path}?after=5&${query}>; rel=next`,
        `<${path}?before=4&${query}>; rel=prev`,
      ].join(','),
    );
    expect(await idsOf(T, '?before=9&limit=3')).toEqual([6, 7, 8]);
    expect(await idsOf(T, '?before=9&after=6&limit=3')).toEqual([7, 8]);
    expect(await idsOf(T, '?before=9&after=9')).toEqual([]);
    expect(await idsOf(T, '?after=2147483647')).toEqual([]);
    const sought: number[] = [];
    for (let next: string | undefined = '?limit=5'; next !== undefined; ) {
      const answer = await list(T, next);
      sought.push(...answer.json<User[]>().map(({ id }) => id));
      next = /<[^<]*(\?after=[^>]*)>; rel=next/.exec(String(answer.headers.links))?.[1];
    }
    expect(sought).toEqual(allIds);
  });

  it('refuses what no query can be', async () => {
    for (const query of ['?limit=x', '?has_permissions=65536', '?any_permissions=-1', '?has_permissions=', '?name=a&name=b']) {
      const answer = await list(H, query);
      expect(answer.status, query).toBe(400);
      expect(answer.json()).toEqual(refusal(40000));
    }
    expect((await list(T, '?limit=101')).json()).toEqual(refusal(42207));
    expect((await list(T, '?before=1&after=2')).json()).toEqual(refusal(42227));
  });

  it('shows a user to moderators of the site and to those who can assign what he holds', async () => {
    const show = (user: string | undefined, id: number | string, headers = {}) =>
      as(gateway(), user, 'GET', `${path}${id}/`, headers);
    for (const [user, id] of [
      [T, 2],
      [S, 11],
      [A, 5],
      [A, 12],
    ] as const) {
      const answer = await show(user, id);
      expect(answer.status).toBe(200);
      const data = documents.find((each) => each.id === id);
      expect(answer.json()).toEqual({ data });
      expect(answer.headers.etag).toBe(tagOf(data));
      expect(answer.headers.vary).toBe('Authorization');
      expect(answer.headers['cache-control']).toBe('private, no-cache');
    }
    for (const [user, id] of [
      [A, 2],
      [A, 3],
      [A, 7],
      [H, 5],
      [U, 1],
      [T, 42],
      [T, 0],
      // The reader of the demo is a member, but no person.
      [T, 1001],
      [T, -2147483648],
      [T, 2147483647],
    ] as const) {
      const answer = await show(user, id, { 'if-match': '"1"' });
      expect(answer.status, `${user} ${id}`).toBe(404);
      expect(answer.json()).toEqual(refusal(40401, { user_id: id }));
    }
    expect((await show(H, 'x')).json()).toEqual(refusal(42200));
    expect((await show(undefined, 'x')).json()).toEqual(refusal(40100));
    const tag = tagOf(userOf(H));
    expect((await show(A, 5, { 'if-none-match': tag })).status).toBe(304);
    expect((await show(A, 5, { 'if-match': '"1"' })).json()).toEqual(refusal(41200));
  });

  it('has users of demonlists only, and shows them to nobody from outside', async () => {
    expect((await as(gateway(), T, 'GET', `/spaces/country${path}`)).json()).toEqual(refusal(40400));
    expect((await as(gateway(), T, 'GET', `/spaces/nowhere${path}`)).json()).toEqual(refusal(40400));
    expect((await as(gateway(), T, 'GET', `/spaces/noorderlicht${path}`)).status).toBe(403);
    const links = (await as(gateway(), T, 'GET', `/spaces/demonlist${path}?limit=1`)).headers.links;
    expect(links).toContain('</spaces/demonlist/api/v1/users/?after=1&limit=1>; rel=next');
  });

  it('checks a change in the order of the contract', async () => {
    const change = (user: string | undefined, id: number | string, headers: object, body: string | object) =>
      as(gateway(), user, 'PATCH', `${path}${id}/`, { ...headers }, body);
    const [stale, json] = [{ 'if-match': '"1"' }, { 'content-type': 'application/json' }];
    expect((await change(undefined, 'x', {}, 'x')).json()).toEqual(refusal(40100));
    const withBasic = { authorization: basic(T, passwordOf(T)), ...stale };
    expect((await change(undefined, 5, withBasic, {})).json()).toEqual(refusal(40100));
    expect((await change(T, 'x', {}, 'x')).json()).toEqual(refusal(42800));
    expect((await change(T, 'x', stale, 'x')).json()).toEqual(refusal(42200));
    expect((await change(T, 42, stale, 'x')).json()).toEqual(refusal(41500, { expected: 'application/json' }));
    expect((await change(T, 42, { ...stale, ...json }, '{')).json()).toEqual(refusal(40000));
    for (const permissions of [null, '2', 1.5, -1, 65_536])
      expect((await change(T, 42, stale, { permissions })).json()).toEqual(refusal(42200));
    expect((await change(T, 42, stale, {})).json()).toEqual(refusal(40401, { user_id: 42 }));
    expect((await change(T, 1001, stale, {})).json()).toEqual(refusal(40401, { user_id: 1001 }));
    expect((await change(A, 2, stale, { permissions: 8 })).json()).toEqual(refusal(40401, { user_id: 2 }));
    expect((await change(A, 5, stale, { display_name: null })).json()).toEqual(refusal(40301, { required: [8192, 16384] }));
    expect((await change(A, 5, stale, { permissions: 0x200f })).json()).toEqual(refusal(40305, { non_assignable: [1, 8, 8192] }));
    expect((await change(T, 5, stale, { permissions: 2 })).json()).toEqual(refusal(40305, { non_assignable: [2] }));
    expect((await change(S, 5, stale, { permissions: 0xffff })).json()).toEqual(
      refusal(40305, { non_assignable: [16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 16384, 32768] }),
    );
    for (const user of [T, H]) {
      const own = await change(user, userOf(user).id, stale, { permissions: 8 });
      expect(own.status).toBe(403);
      expect(own.json()).toEqual(refusal(40303));
    }
    expect((await change(A, 5, stale, { permissions: 6 })).json()).toEqual(refusal(41200));
    expect((await change(T, 5, stale, { display_name: 'x' })).json()).toEqual(refusal(41200));
    const tag = { 'if-match': tagOf(userOf(H)) };
    expect((await change(T, 5, { ...tag, 'if-none-match': '*' }, {})).json()).toEqual(refusal(41200));
    expect((await change(T, 5, tag, { display_name: 'x' })).json()).toEqual(refusal(42202));
    expect((await change(T, 5, tag, { youtube_channel: 'https://example.org/' })).json()).toEqual(refusal(42226));
    expect((await list(T)).json()).toEqual(documents);
  });

  it('checks a deletion in the order of the contract', async () => {
    const remove = (user: string | undefined, id: number | string, headers: Record<string, string> = {}) =>
      as(gateway(), user, 'DELETE', `${path}${id}/`, headers);
    const stale = { 'if-match': '"1"' };
    expect((await remove(undefined, 5)).json()).toEqual(refusal(40100));
    expect((await remove(T, 'x')).json()).toEqual(refusal(42800));
    expect((await remove(T, 'x', stale)).json()).toEqual(refusal(42200));
    for (const id of [5, 42, 6]) expect((await remove(T, id, stale)).json()).toEqual(refusal(40301, { required: [16384] }));
    expect((await remove(S, 1, stale)).json()).toEqual(refusal(40302));
    expect((await remove(S, 42, stale)).json()).toEqual(refusal(40401, { user_id: 42 }));
    expect((await remove(S, 1001, stale)).json()).toEqual(refusal(40401, { user_id: 1001 }));
    expect((await remove(S, 5, stale)).json()).toEqual(refusal(41200));
    expect((await list(T)).json()).toEqual(documents);
  });
});

describeOnFreshGateways('pointercrate changes of users', (gateway) => {
  const change = (user: string, id: number, body: object, headers: Record<string, string> = { 'if-match': '*' }) =>
    as(gateway(), user, 'PATCH', `${path}${id}/`, headers, body);
  const permissionsOf = async (name: string) =>
    (await as(gateway(), name, 'GET', '/api/v1/auth/me/')).json<{ data: User }>().data.permissions;
  const ops = { authorization: basic('ops', 'ops-demo-password') };
  const setRole = (name: string, role: string) =>
    gateway().request('PUT', `/ops/v1/spaces/demonlist/members/${name}`, { headers: ops, body: { role } });
  /** Whether a register shows a reader what only staff see. */
  const isStaff = async (name: string) => {
    const headers = { authorization: basic(name, passwordOf(name)) };
    return (await gateway().request('GET', '/registers/demonlist-submitter/records/1', { headers })).status === 200;
  };

  it('gives and takes the permissions that the caller can assign, and leaves the others', async () => {
    const before = userOf(everything);
    const tag = { 'if-match': tagOf(before) };
    const answer = await change(A, before.id, { permissions: 4 }, tag);
    expect(answer.status).toBe(200);
    const after = { ...before, permissions: (before.permissions & ~6) | 4 };
    expect(answer.json()).toEqual({ data: after });
    expect(answer.headers.etag).toBe(tagOf(after));
    expect(await permissionsOf(everything)).toBe(after.permissions);
    const same = await change(A, before.id, { permissions: 4 }, { 'if-match': tagOf(after) });
    expect([same.status, same.text, same.headers.etag]).toEqual([304, '', tagOf(after)]);
    expect((await change(A, before.id, { permissions: 4 }, tag)).json()).toEqual(refusal(41200));
    const emptied = await change(S, before.id, { permissions: 0 });
    expect(emptied.json()).toEqual({ data: { ...before, permissions: before.permissions & ~0x200f } });
  });

  it('loses sight of a user whom it has taken everything from, after it has answered', async () => {
    const answer = await change(A, 5, { permissions: 0 });
    expect(answer.json()).toEqual({ data: { ...userOf(H), permissions: 0 } });
    expect((await as(gateway(), A, 'GET', `${path}5/`)).status).toBe(404);
    expect((await change(A, 5, { permissions: 2 })).json()).toEqual(refusal(40401, { user_id: 5 }));
  });

  it('lets moderators of the site change what users say of themselves', async () => {
    const body = { display_name: 'Somebody', youtube_channel: 'https://youtube.com/c/x' };
    const answer = await change(T, 2, body, { 'if-match': tagOf(userOf(U)) });
    expect(answer.json()).toEqual({ data: { ...userOf(U), ...body } });
    const emptied = await change(S, 2, { display_name: null, youtube_channel: null, permissions: 8192 });
    expect(emptied.json()).toEqual({
      data: { ...userOf(U), display_name: null, youtube_channel: null, permissions: 8192 },
    });
    expect((await change(S, 2, {})).status).toBe(304);
  });

  it('makes helpers staff in the other dialects too, and readers again afterwards', async () => {
    expect(await isStaff(C)).toBe(false);
    await change(S, userOf(C).id, { permissions: 1 });
    expect(await isStaff(C)).toBe(false);
    await change(S, userOf(C).id, { permissions: 4 });
    expect(await isStaff(C)).toBe(true);
    await change(S, userOf(C).id, { permissions: 2 });
    expect(await isStaff(C)).toBe(true);
    await change(S, userOf(C).id, { permissions: 1 });
    expect(await isStaff(C)).toBe(false);
  });

  it('leaves the role that an operator gave', async () => {
    await setRole(C, 'staff');
    await change(S, userOf(C).id, { permissions: 1 });
    expect(await isStaff(C)).toBe(true);
    await change(S, userOf(C).id, { permissions: 2 });
    await change(S, userOf(C).id, { permissions: 0 });
    expect(await isStaff(C)).toBe(true);
    // Nor does a helper whom an operator has lowered become staff by a change that is none of his being a helper.
    await setRole(H, 'read');
    await change(S, userOf(H).id, { permissions: 4 });
    expect(await isStaff(H)).toBe(false);
  });

  it('lets one of several changes with the same tag through', async () => {
    const tag = { 'if-match': tagOf(userOf(H)) };
    const bodies = [{ permissions: 1 }, { permissions: 4 }, { display_name: 'one' }, { display_name: 'two' }];
    const answers = await Promise.all(bodies.map((body) => change(S, 5, body, tag)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const winner = answers.find(({ status }) => status === 200)!;
    expect((await as(gateway(), S, 'GET', `${path}5/`)).text).toBe(winner.text);
  });

  it('deletes a user with everything that is his', async () => {
    const token = await tokenOf(gateway(), H);
    const remove = () => as(gateway(), S, 'DELETE', `${path}5/`, { 'if-match': tagOf(userOf(H)) });
    const answer = await remove();
    expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([204, '', undefined]);
    expect((await remove()).json()).toEqual(refusal(40401, { user_id: 5 }));
    const me = await gateway().request('GET', '/api/v1/auth/me/', { headers: { authorization: `Bearer ${token}` } });
    expect(me.status).toBe(401);
    // Record by record, since there is no list of all notes.
    const records = [...new Set(fixture.record_notes.filter(({ author }) => author === H).map(({ record }) => record))];
    const shown = await Promise.all(
      records.map(async (record) =>
        (await as(gateway(), M, 'GET', `/api/v1/records/${record}/notes/`)).json<{ id: number; author: string | null }[]>(),
      ),
    );
    const expected = fixture.record_notes.filter(({ record }) => records.includes(record));
    expect(expected.length).toBeGreaterThanOrEqual(25);
    const authors = (notes: readonly { id: number; author: string | null }[]) =>
      Object.fromEntries(notes.map(({ id, author }) => [id, author === H ? null : author]));
    expect(Object.fromEntries(shown.flat().map(({ id, author }) => [id, author]))).toEqual(authors(expected));
    const ids = (await as(gateway(), S, 'GET', path)).json<User[]>().map(({ id }) => id);
    expect(ids).toEqual(allIds.filter((id) => id !== 5));
  });

  it('moves first and last of the list as users come and go', async () => {
    const links = async () => (await as(gateway(), T, 'GET', `${path}?name=nobody`)).headers.links;
    const between = (after: number, before: number) =>
      `<${path}?after=${after}&name=nobody>; rel=first,<${path}?before=${before}&name=nobody>; rel=last`;
    expect(await links()).toBe(between(0, 13));
    const registration = { name: 'newcomer', password: 'ten bytes!' };
    const { data } = (await gateway().request('POST', '/api/v1/auth/register/', { body: registration })).json<{ data: User }>();
    expect(await links()).toBe(between(0, data.id + 1));
    expect((await as(gateway(), S, 'DELETE', `${path}${data.id}/`, { 'if-match': '*' })).status).toBe(204);
    expect(await links()).toBe(between(0, 13));
    // Nobody is ever given the id of one who is gone.
    const next = (await gateway().request('POST', '/api/v1/auth/register/', { body: registration })).json<{ data: User }>();
    expect(next.data.id).toBe(data.id + 1);
  });
});
