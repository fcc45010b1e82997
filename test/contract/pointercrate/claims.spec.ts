import { expect, it } from 'vitest';
import { describeOnFreshGateways } from '../../support/gateway.js';
import { as, refusal, users } from './support.js';

const { A, U, C, L, H } = users;
const staff = 'site_moderator';
const list = '/api/v1/players/claims/';
const claim = (player: number | string, user?: number | string): string =>
  user === undefined ? `/api/v1/players/${player}/claims/` : `/api/v1/players/${player}/claims/${user}/`;

const named = (id: number, name: string): object => ({ id, name });
const claims = [
  { user: named(2, U), player: named(1, 'stardust1971'), verified: true },
  { user: named(8, C), player: named(10, 'Kestrel77'), verified: false },
  { user: named(9, L), player: named(6, 'Quillfeather'), verified: true },
  { user: named(10, 'second_helper'), player: named(21, 'Wexford'), verified: true },
];

describeOnFreshGateways('pointercrate claims', (gateway) => {
  const ask = (user: string | undefined, method: string, path: string, body?: object) =>
    as(gateway(), user, method, path, {}, body);
  const listed = async (query = '') => (await ask(staff, 'GET', `${list}${query}`)).json();

  it('case 126: a claim is made unverified, and answered bare', async () => {
    const answer = await ask(A, 'PUT', claim(2));
    expect(answer.status).toBe(201);
    expect(answer.text).toBe('{"user_id":3,"player_id":2,"verified":false,"lock_submissions":false}');
    expect(answer.headers).toMatchObject({ location: '/api/v1/players/2/claims/3/', 'content-type': 'application/json' });
    expect(answer.headers.etag).toBeUndefined();
    const mine = await ask(A, 'GET', '/api/v1/players/me/');
    expect(mine.json<{ data: { id: number } }>().data.id).toBe(2);
  });

  it('case 126: whatever body is sent with it counts for nothing', async () => {
    const answer = await as(gateway(), A, 'PUT', claim(2), { 'content-type': 'text/plain' }, 'anything');
    expect(answer.status).toBe(201);
  });

  it('case 126: a claim takes the place of the earlier one', async () => {
    await ask(U, 'PUT', claim(2));
    expect(await listed()).toEqual([...claims.slice(1), { user: named(2, U), player: named(2, 'Pennutoh'), verified: false }]);
    expect((await ask(U, 'PUT', claim(2))).status).toBe(201);
    expect(await listed()).toHaveLength(4);
  });

  it('a player with a verified claim cannot be claimed, not even by its user', async () => {
    for (const user of [A, U]) {
      const answer = await ask(user, 'PUT', claim(1));
      expect([answer.status, answer.json()]).toEqual([422, refusal(42231)]);
    }
    expect((await ask(A, 'PUT', claim(10))).status).toBe(201);
    expect((await ask(A, 'PUT', claim(4711))).json()).toEqual(refusal(40401, { player_id: 4711 }));
    expect((await ask(A, 'PUT', claim('x'))).json()).toEqual(refusal(42200));
    expect((await ask(undefined, 'PUT', claim(2))).json()).toEqual(refusal(40100));
  });

  it('verifying a claim removes all others on the player', async () => {
    await ask(A, 'PUT', claim(10));
    await ask(H, 'PUT', claim(10));
    const answer = await ask(staff, 'PATCH', claim(10, 3), { verified: true });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('{"user_id":3,"player_id":10,"verified":true,"lock_submissions":false}');
    expect(await listed()).toEqual([
      ...claims.filter(({ verified }) => verified),
      { user: named(3, A), player: named(10, 'Kestrel77'), verified: true },
    ]);
    expect((await ask(C, 'GET', '/api/v1/players/me/')).status).toBe(404);
    const taken = await ask(staff, 'PATCH', claim(10, 3), { verified: false });
    expect(taken.json()).toMatchObject({ verified: false });
    expect((await ask(C, 'PUT', claim(10))).status).toBe(201);
  });

  it('only moderators verify', async () => {
    for (const user of [C, A]) {
      const answer = await ask(user, 'PATCH', claim(10, 8), { verified: true });
      expect([answer.status, answer.json()]).toEqual([403, refusal(40301, { required: [8192, 16384] })]);
    }
    expect((await ask('site_admin', 'PATCH', claim(10, 8), { verified: true })).status).toBe(200);
  });

  it('only the user of a verified claim locks submissions', async () => {
    const lock = (user: string | undefined, player: number, of: number) =>
      ask(user, 'PATCH', claim(player, of), { lock_submissions: true });
    expect((await lock(staff, 1, 2)).json()).toEqual(refusal(40401, { member_id: 2, player_id: 1 }));
    const unverified = await lock(C, 10, 8);
    expect([unverified.status, unverified.json()]).toEqual([403, refusal(40306)]);
    const locked = await lock(U, 1, 2);
    expect(locked.text).toBe('{"user_id":2,"player_id":1,"verified":true,"lock_submissions":true}');
    const submission = {
      progress: 100,
      player: 'stardust1971',
      demon: 2,
      video: 'https://youtu.be/abcdefghijk',
      raw_footage: 'https://example.org/raw',
    };
    expect((await ask(H, 'POST', '/api/v1/records/', submission)).json()).toEqual(refusal(40308));
    expect((await ask(L, 'PATCH', claim(6, 9), { lock_submissions: false })).json()).toMatchObject({ lock_submissions: false });
    expect((await ask(undefined, 'PATCH', claim(1, 2), {})).json()).toEqual(refusal(40100));
  });

  it('a change of a claim is checked for its shape', async () => {
    for (const body of [{ verified: null }, { lock_submissions: 1 }, []]) {
      expect((await ask(staff, 'PATCH', claim(1, 2), body)).json()).toEqual(refusal(42200));
    }
    expect((await ask(staff, 'PATCH', claim(1, 'x'), {})).json()).toEqual(refusal(42200));
    expect((await ask(staff, 'PATCH', claim(2, 2), {})).json()).toEqual(refusal(40401, { member_id: 2, player_id: 2 }));
    expect((await ask(C, 'PATCH', claim(1, 2), {})).json()).toMatchObject({ user_id: 2, verified: true });
  });

  it('moderators delete claims', async () => {
    expect((await ask(U, 'DELETE', claim(1, 2))).json()).toEqual(refusal(40301, { required: [8192, 16384] }));
    expect((await ask(staff, 'DELETE', claim(1, 9))).json()).toEqual(refusal(40401, { member_id: 9, player_id: 1 }));
    const answer = await ask(staff, 'DELETE', claim(1, 2));
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await ask(U, 'GET', '/api/v1/players/me/')).json()).toEqual(refusal(40400));
    expect(await listed()).toEqual(claims.slice(1));
  });

  it('claims are listed by id, for moderators', async () => {
    const answer = await ask(staff, 'GET', list);
    expect(answer.json()).toEqual(claims);
    expect(answer.headers.links).toBe(
      '</api/v1/players/claims/?after=0>; rel=first,</api/v1/players/claims/?before=7>; rel=last',
    );
    expect((await ask(A, 'GET', list)).json()).toEqual(refusal(40301, { required: [8192, 16384] }));
    expect((await ask(undefined, 'GET', list)).json()).toEqual(refusal(40100));
  });

  it('claims are filtered and paged', async () => {
    expect(await listed('?verified=false')).toEqual([claims[1]]);
    expect(await listed('?any_name_contains=STARDUST')).toEqual([claims[0]]);
    expect(await listed('?any_name_contains=feather')).toEqual([claims[2]]);
    expect(await listed('?any_name_contains=helper')).toEqual([claims[3]]);
    expect(await listed('?any_name_contains=e&verified=true&after=1&before=6')).toEqual([claims[2]]);
    expect(await listed('?after=1&limit=2')).toEqual(claims.slice(1, 3));
    expect(await listed('?before=6&limit=2')).toEqual(claims.slice(1, 3));
    const named = await ask(staff, 'GET', `${list}?limit=1&verified=true&any_name_contains=e`);
    expect(named.headers.links).toBe(
      [
        '</api/v1/players/claims/?after=0&limit=1&any_name_contains=e&verified=true>; rel=first',
        '</api/v1/players/claims/?before=7&limit=1&any_name_contains=e&verified=true>; rel=last',
        '</api/v1/players/claims/?after=4&limit=1&any_name_contains=e&verified=true>; rel=next',
      ].join(','),
    );
    expect(await listed('?limit=0')).toEqual(refusal(42207));
    expect(await listed('?verified=maybe')).toEqual(refusal(40000));
    for (const { id } of [{ id: 1 }, { id: 6 }]) await ask(staff, 'DELETE', claim(id, id === 1 ? 2 : 9));
    expect(await listed('?verified=true')).toEqual([claims[3]]);
  });
});
