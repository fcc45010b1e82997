import { expect, it } from 'vitest';
import { registerSource } from '../../support/demo.js';
import { describeOnEngines, startGateway } from '../../support/gateway.js';
import { as, refusal, tagOf, tokenOf, users } from './support.js';

const { H, U } = users;
const path = (space: string, id: number): string => `/spaces/${space}/api/v1/records/${id}/`;

/** Users of the Unicat project: all of them have the same password. */
const memberToken = (gateway: Parameters<typeof tokenOf>[0]) => tokenOf(gateway, 'ines', 'sample-password');

describeOnEngines('pointercrate in any space', (gateway) => {
  const get = (user: string | undefined, space: string, id: number, headers?: Record<string, string>) =>
    as(gateway(), user, 'GET', path(space, id), headers);
  const getAsMember = async (space: string, id: number) =>
    gateway().request('GET', path(space, id), { headers: { authorization: `Bearer ${await memberToken(gateway())}` } });

  it.each(['country', 'territory', 'allergen'])('shows every record of the register %s in the generic form', async (register) => {
    const records = registerSource(register).records;
    expect(records.length).toBeGreaterThan(10);
    for (const { ordinal, item } of records) {
      const answer = await get(U, register, ordinal);
      const data = { id: ordinal, status: 'approved', ...item };
      expect(answer.status).toBe(200);
      expect(answer.json()).toEqual({ data });
      expect(answer.headers.etag).toBe(tagOf(data));
      expect(Object.keys(answer.json<{ data: object }>().data).slice(0, 2)).toEqual(['id', 'status']);
    }
  });

  it('answers 404 where the ordinal is no first entry', async () => {
    const { records } = registerSource('country');
    const later = records.findIndex(({ ordinal }, at) => ordinal !== at + 1) + 1;
    expect(later).toBeGreaterThan(1);
    expect((await get(U, 'country', later)).json()).toEqual(refusal(40401, { record_id: later }));
    expect((await get(U, 'country', 0)).json()).toEqual(refusal(40401, { record_id: 0 }));
    expect((await get(U, 'country', -1)).status).toBe(404);
    expect((await get(U, 'country', 2147483647)).status).toBe(404);
  });

  it('handles conditions as for any record', async () => {
    const { headers } = await get(U, 'country', 6);
    const etag = headers.etag as string;
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      vary: 'Authorization',
      'cache-control': 'private, no-cache',
    });
    expect((await get(U, 'country', 6, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(U, 'country', 6, { 'if-match': '"1"' })).status).toBe(412);
  });

  it('wants a token, also for a public space, and an id', async () => {
    expect((await get(undefined, 'country', 1)).json()).toEqual(refusal(40100));
    expect((await get(undefined, 'nowhere', 1)).json()).toEqual(refusal(40100));
    expect((await as(gateway(), U, 'GET', '/spaces/country/api/v1/records/GB/')).json()).toEqual(refusal(42200));
  });

  it.each(['nowhere', 'Country', '%2E%2E', 'a%00b'])('knows no space %s', async (space) => {
    expect((await as(gateway(), U, 'GET', `/spaces/${space}/api/v1/records/1/`)).json()).toEqual(refusal(40400));
  });

  it('shows the demonlist there as it does at its own address', async () => {
    for (const id of [2, 5, 22, 42, 52, 144]) {
      for (const user of [H, U]) {
        const [there, here] = [await get(user, 'demonlist', id), await as(gateway(), user, 'GET', `/api/v1/records/${id}/`)];
        expect([there.status, there.text, there.headers.etag]).toEqual([here.status, here.text, here.headers.etag]);
      }
    }
  });

  it('lists the records of a register by ordinal, with links', async () => {
    const list = '/spaces/country/api/v1/records/';
    const first = await as(gateway(), U, 'GET', `${list}?limit=2&status=approved&unknown=1`);
    expect((await as(gateway(), U, 'GET', `${list}?status=rejected`)).json()).toEqual([]);
    expect((await as(gateway(), U, 'GET', `${list}?player=1`)).json()).toEqual([]);
    expect(first.json()).toMatchObject([
      { id: 1, status: 'approved', country: expect.any(String) },
      { id: 2, status: 'approved' },
    ]);
    const [, last, next] = [...(first.headers.links as string).matchAll(/<([^>]+)>; rel=(\w+)/g)];
    expect([next?.[1], next?.[2]]).toEqual([`${list}?after=2&limit=2&status=approved`, 'next']);
    const ids: number[] = [];
    let path: string | undefined = `${list}?limit=60`;
    while (path !== undefined) {
      const answer: Awaited<ReturnType<typeof as>> = await as(gateway(), U, 'GET', path);
      ids.push(...answer.json<{ id: number }[]>().map(({ id }) => id));
      path = /<([^>]+)>; rel=next/.exec(answer.headers.links as string)?.[1];
    }
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(ids).toHaveLength(199);
    const end = (await as(gateway(), U, 'GET', last?.[1] as string)).json<{ id: number }[]>();
    expect(end.map(({ id }) => id)).toEqual(ids.slice(-2));
    expect((await as(gateway(), U, 'GET', `${list}?limit=0`)).json()).toEqual(refusal(42207));
    expect((await as(gateway(), undefined, 'GET', list)).status).toBe(401);
    expect((await as(gateway(), U, 'GET', '/spaces/noorderlicht/api/v1/records/')).json()).toEqual(
      refusal(40301, { required: [] }),
    );
  });

  it('shows a private space to its members', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((id) => getAsMember('noorderlicht', id)));
    const [found] = answers.filter(({ status }) => status === 200);
    const { data } = found!.json<{ data: Record<string, unknown> }>();
    expect(data).toMatchObject({ id: expect.any(Number), status: 'approved' });
    expect(Object.keys(data).length).toBeGreaterThan(2);
    expect(found!.headers.etag).toBe(tagOf(data));
  });

  it('shows nothing of a private space to others, not even what does not exist', async () => {
    for (const id of [1, 999_999]) {
      const answer = await get(U, 'noorderlicht', id);
      expect(answer.status).toBe(403);
      expect(answer.json()).toEqual(refusal(40301, { required: [] }));
    }
  });

  it('shows a private space to operators', async () => {
    const token = await tokenOf(gateway(), 'ops', 'ops-demo-password');
    const answer = await gateway().request('GET', path('noorderlicht', 999_999), {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.json()).toEqual(refusal(40401, { record_id: 999_999 }));
  });

  it('shows the demonlist to accounts that are no members, as to any user', async () => {
    const answer = await getAsMember('demonlist', 2);
    expect(answer.status).toBe(200);
    expect(answer.json<{ data: object }>().data).toMatchObject({ submitter: null });
    expect((await getAsMember('demonlist', 22)).json()).toEqual(refusal(40301, { required: [1, 2, 4, 8] }));
  });
});

it('treats a demonlist that is not the configured one like any private space', async () => {
  const gateway = await startGateway('sqlite', { POINTERCRATE_SPACE: 'country', POINTERCRATE_ANONYMOUS_READS: 'true' });
  try {
    const authorization = `Bearer ${await memberToken(gateway)}`;
    expect(
      (await gateway.request('GET', '/api/v1/records/1/', { headers: { authorization } })).json<{ data: object }>().data,
    ).toMatchObject({
      id: 1,
      status: 'approved',
      country: expect.any(String),
    });
    expect((await gateway.request('GET', path('demonlist', 2), { headers: { authorization } })).json()).toEqual(
      refusal(40301, { required: [] }),
    );
    expect((await as(gateway, U, 'GET', path('demonlist', 2))).status).toBe(200);
    // The switch is about a demonlist; no other space is ever shown to anonymous readers.
    expect((await gateway.request('GET', '/api/v1/records/1/')).json()).toEqual(refusal(40100));
  } finally {
    await gateway.stop();
  }
});
