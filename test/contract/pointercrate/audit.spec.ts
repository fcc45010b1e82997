import { expect, it } from 'vitest';
import { describeOnFreshGateways } from '../../support/gateway.js';
import { as, fixture, refusal, users } from './support.js';

const { H, M, A, U } = users;
const path = (id: number): string => `/api/v1/records/${id}/audit/`;
const nameOf = (user: number): string | null => fixture.users.find(({ id }) => id === user)?.name ?? null;

describeOnFreshGateways('pointercrate audit of records', (gateway) => {
  it('case 115: administrators read who did what, from the addition on', async () => {
    for (const id of [2, 5, 11, 154, 301]) {
      const expected = fixture.record_audit
        .filter(({ record }) => record === id)
        .map(({ time, entry_id, user, old }) => ({
          time,
          entry_id,
          id,
          user: { id: user, name: nameOf(user) },
          type: old === undefined ? 'Addition' : { Modification: old },
        }));
      const answer = await as(gateway(), A, 'GET', path(id));
      expect([answer.status, answer.json()]).toEqual([200, expected]);
    }
    const answer = await as(gateway(), M, 'GET', path(2));
    expect([answer.status, answer.json()]).toEqual([403, refusal(40301, { required: [8] })]);
  });

  it('looks at permission before existence', async () => {
    expect((await as(gateway(), U, 'GET', path(42))).status).toBe(403);
    expect((await as(gateway(), A, 'GET', path(42))).json()).toEqual(refusal(40401, { record_id: 42 }));
    expect((await as(gateway(), undefined, 'GET', path(2))).status).toBe(401);
  });

  it('tells old values of what changed, and everything of what was deleted', async () => {
    const record = fixture.records.find(({ id }) => id === 5)!;
    const holder = fixture.players.find(({ id }) => id === record.player)!;
    const demon = fixture.demons.find(({ id }) => id === record.demon)!;
    const before = (await as(gateway(), A, 'GET', path(5))).json<object[]>();
    await as(gateway(), H, 'PATCH', '/api/v1/records/5/', { 'if-match': '*' }, { video: null, player: 'AeonAir' });
    await as(gateway(), M, 'DELETE', '/api/v1/records/5/', { 'if-match': '*' });
    const after = (await as(gateway(), A, 'GET', path(5))).json<{ type: object; user: object; time: string }[]>();
    const fresh = after.slice(before.length);
    const nothing = { progress: null, video: null, status: null, player: null, demon: null };
    expect(fresh.map(({ type }) => type)).toEqual([
      { Modification: { ...nothing, video: record.video } },
      { Modification: { ...nothing, player: { id: holder.id, name: holder.name } } },
      {
        Modification: {
          progress: record.progress,
          video: null,
          status: record.status,
          player: { id: 5, name: 'AeonAir' },
          demon: { id: demon.id, name: demon.name },
        },
      },
      'Deletion',
    ]);
    expect(fresh.map(({ user }) => user)).toEqual([
      ...[H, H, M, M].map((name) => ({ id: fixture.users.find((user) => user.name === name)!.id, name })),
    ]);
    for (const { time } of fresh) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?$/);
  });

  it('blanks the videos of link-banned holders, as everywhere', async () => {
    const video = fixture.records.find(({ id }) => id === 52)!.video!;
    await as(gateway(), H, 'PATCH', '/api/v1/records/52/', { 'if-match': '*' }, { video: null, progress: 99 });
    const answer = await as(gateway(), A, 'GET', path(52));
    expect(answer.text).not.toContain(video);
    expect(answer.text).toContain('"progress":100');
  });
});
