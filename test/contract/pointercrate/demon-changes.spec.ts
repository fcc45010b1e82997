import { expect, it } from 'vitest';
import { type Answer, describeOnFreshGateways } from '../../support/gateway.js';
import { demonRow, demonsByPosition, fullDemon, listedDemon, minimalPlayer, playerName } from './demon-fixture.js';
import { as, fixture, refusal, tagOf, users } from './support.js';

const { H, M, A, U } = users;
const list = '/api/v2/demons/';

const base = {
  name: 'Paper Lanterns',
  position: 3,
  requirement: 60,
  verifier: 'aeonair',
  publisher: 'brand new',
  creators: ['Pennutoh', 'BRAND NEW'],
  video: 'https://youtu.be/abcdefghijk?t=4',
  level_id: 77,
};

interface Demon {
  readonly id: number;
  readonly name: string;
  readonly position: number;
  readonly thumbnail: string;
  readonly records: readonly { readonly id: number }[];
  readonly creators: readonly { readonly id: number }[];
}

const statusAndBody = (answer: Answer): [number, unknown] => [answer.status, answer.json()];

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/);

describeOnFreshGateways('pointercrate changes of demons', (gateway) => {
  const send = (user: string | undefined, method: string, path: string, body?: string | object, headers = {}) =>
    as(gateway(), user, method, `${list}${path}`, headers, body);
  const patch = (id: number, body: object, { user = M as string, tag = '*' } = {}) =>
    send(user, 'PATCH', `${id}/`, body, { 'if-match': tag });
  const demon = async (id: number): Promise<Demon> => (await send(undefined, 'GET', `${id}/`)).json<{ data: Demon }>().data;
  /** Names by position, which must be 1 to n. */
  const order = async (): Promise<string[]> => {
    const all = (await send(undefined, 'GET', 'listed/?limit=100')).json<Demon[]>();
    expect(all.map(({ position }) => position)).toEqual(all.map((_, at) => at + 1));
    return all.map(({ name }) => name);
  };
  const names = demonsByPosition.map(({ name }) => name);

  it('adds a demon, and those from its position on move down', async () => {
    const answer = await send(M, 'POST', '', base);
    expect(answer.status).toBe(201);
    const { data } = answer.json<{ data: Demon }>();
    const newPlayer = { id: 41, name: 'brand new', banned: false };
    expect(data).toEqual({
      id: 31,
      position: 3,
      name: 'Paper Lanterns',
      requirement: 60,
      video: 'https://www.youtube.com/watch?v=abcdefghijk',
      thumbnail: 'https://i.ytimg.com/vi/abcdefghijk/mqdefault.jpg',
      publisher: newPlayer,
      verifier: minimalPlayer(5),
      level_id: 77,
      creators: [minimalPlayer(2), newPlayer],
      records: [],
    });
    expect(answer.headers).toMatchObject({
      location: '/api/v2/demons/31/',
      etag: tagOf(data),
      'content-type': 'application/json',
    });
    expect((await send(undefined, 'GET', '31/')).json()).toEqual({ data });
    expect(await order()).toEqual(names.toSpliced(2, 0, 'Paper Lanterns'));

    const third = demonsByPosition[2]!;
    expect((await send(undefined, 'GET', `${third.id}/audit/movement/`)).json()).toEqual([
      { reason: 'Added', time, new_position: 3 },
      { reason: { OtherAddedAbove: { other: { id: 31, name: 'Paper Lanterns' } } }, time, new_position: 4 },
    ]);
    expect((await send(undefined, 'GET', '31/audit/movement/')).json()).toEqual([{ reason: 'Added', time, new_position: 3 }]);
    const bloodbath = await send(undefined, 'GET', '2/audit/movement/');
    expect(bloodbath.json()).toHaveLength(1);

    const last = await send(M, 'POST', '', { ...base, position: 32, video: null, level_id: null, creators: [] });
    expect(last.json<{ data: Demon }>().data).toMatchObject({
      id: 32,
      position: 32,
      video: null,
      thumbnail: 'https://i.ytimg.com/vi/zebrafishes/mqdefault.jpg',
      level_id: null,
      creators: [],
    });
    const { video: _, level_id: __, ...least } = base;
    const others = await send(M, 'POST', '', { ...least, video: 'https://vimeo.com/42' });
    expect(others.json<{ data: Demon }>().data.thumbnail).toBe('https://i.ytimg.com/vi/zebrafishes/mqdefault.jpg');
    const linkBanned = await send(M, 'POST', '', { ...base, level_id: 78, verifier: 'Tessellate' });
    expect(linkBanned.json()).toMatchObject({
      data: { video: null, thumbnail: 'https://i.ytimg.com/vi/zebrafishes/mqdefault.jpg' },
    });
  });

  it('refuses demons that cannot be, and then stores nothing', async () => {
    const refusals: [object, number, object][] = [
      [{ requirement: -1 }, 422, refusal(42212)],
      [{ requirement: 101 }, 422, refusal(42212)],
      [{ position: 0 }, 422, refusal(42213, { maximal: 31 })],
      [{ position: 32 }, 422, refusal(42213, { maximal: 31 })],
      [{ level_id: 0 }, 422, refusal(42235)],
      [{ level_id: 83969065 }, 409, refusal(40900)],
      [{ video: 'youtu.be/abcdefghijk' }, 400, refusal(40001)],
      [{ video: 'https://drive.google.com/file/d/x/view' }, 422, refusal(42224)],
      [{ creators: ['Pennutoh', 'new one', ' PENNUTOH'] }, 409, refusal(40905)],
      [{ creators: ['  '] }, 422, refusal(42200)],
      [{ verifier: '' }, 422, refusal(42200)],
      [{ name: ' ' }, 422, refusal(42200)],
      [{ name: null }, 422, refusal(42200)],
      [{ position: 2.5 }, 422, refusal(42200)],
      [{ position: 40000 }, 422, refusal(42200)],
      [{ creators: null }, 422, refusal(42200)],
      [{ level_id: '5' }, 422, refusal(42200)],
    ];
    for (const [change, status, body] of refusals) {
      expect(statusAndBody(await send(M, 'POST', '', { ...base, ...change })), JSON.stringify(change)).toEqual([status, body]);
    }
    const { creators: _, ...incomplete } = base;
    expect((await send(M, 'POST', '', incomplete)).json()).toEqual(refusal(42200));
    expect((await send(M, 'POST', '', '{', { 'content-type': 'application/json' })).json()).toEqual(refusal(40000));
    expect((await send(M, 'POST', '', '{}', { 'content-type': 'text/plain' })).json()).toEqual(
      refusal(41500, { expected: 'application/json' }),
    );
    expect(statusAndBody(await send(undefined, 'POST', '', base))).toEqual([401, refusal(40100)]);
    for (const user of [H, U]) {
      expect(statusAndBody(await send(user, 'POST', '', base))).toEqual([403, refusal(40301, { required: [4, 8] })]);
    }
    expect(await order()).toEqual(names);
    // No player was made either.
    const added = await send(M, 'POST', '', base);
    expect(added.json()).toMatchObject({ data: { id: 31, publisher: { id: 41 } } });
  });

  it('moves a demon, and those between make room', async () => {
    const [, second, , fourth, fifth] = demonsByPosition;
    const up = await patch(fifth!.id, { position: 2 });
    expect([up.status, up.json<{ data: Demon }>().data.position]).toEqual([200, 2]);
    const afterUp = [names[0], names[4], names[1], names[2], names[3], ...names.slice(5)];
    expect(await order()).toEqual(afterUp);
    await patch(fifth!.id, { position: 4 });
    const afterDown = [names[0], names[1], names[2], names[4], names[3], ...names.slice(5)];
    expect(await order()).toEqual(afterDown);
    await patch(fifth!.id, { position: 30, name: 'Renamed' });
    expect(await order()).toEqual([...names.slice(0, 4), ...names.slice(5), 'Renamed']);

    const moved = { OtherMoved: { other: { id: fifth!.id, name: 'Renamed' } } };
    expect((await send(undefined, 'GET', `${fourth!.id}/audit/movement/`)).json()).toEqual([
      { reason: 'Added', time, new_position: 4 },
      { reason: moved, time, new_position: 5 },
      { reason: moved, time, new_position: 4 },
    ]);
    expect((await send(undefined, 'GET', `${fifth!.id}/audit/movement/`)).json()).toEqual([
      { reason: 'Added', time, new_position: 5 },
      { reason: 'Moved', time, new_position: 2 },
      { reason: 'Moved', time, new_position: 4 },
      { reason: 'Moved', time, new_position: 30 },
    ]);
    const movements = (await send(undefined, 'GET', `${second!.id}/audit/movement/`)).json<{ time: string }[]>();
    expect(movements.map((movement) => movement.time)).toEqual(movements.map((movement) => movement.time).toSorted());
  });

  it('changes what is asked for and nothing else', async () => {
    const row = demonRow(1);
    const answer = await patch(
      1,
      {
        name: 'Cadrega Town',
        video: 'https://vimeo.com/42',
        thumbnail: 'https://example.org/t.png',
        publisher: 'AEONAIR',
        unknown: 1,
      },
      { tag: tagOf(fullDemon(row)) },
    );
    const expected = {
      ...fullDemon(row),
      name: 'Cadrega Town',
      video: 'https://vimeo.com/42',
      thumbnail: 'https://example.org/t.png',
      publisher: minimalPlayer(5),
    };
    expect(statusAndBody(answer)).toEqual([200, { data: expected }]);
    expect(answer.headers.etag).toBe(tagOf(expected));
    expect((await send(undefined, 'GET', '1/')).json()).toEqual({ data: expected });
    expect(await order()).toEqual(names.with(row.position - 1, 'Cadrega Town'));

    const removed = await patch(1, { video: null, verifier: 'somebody new' });
    expect(removed.json()).toMatchObject({
      data: { video: null, thumbnail: 'https://example.org/t.png', verifier: { id: 41, name: 'somebody new' } },
    });
  });

  it('answers 304 where nothing changes', async () => {
    const { name, position, video, thumbnail, requirement, verifier } = demonRow(1);
    const tag = tagOf(fullDemon(demonRow(1)));
    const same = { name, position, video, thumbnail, requirement, verifier: playerName(verifier) };
    for (const body of [{}, same]) {
      const answer = await patch(1, body, { tag });
      expect([answer.status, answer.text, answer.headers.etag]).toEqual([304, '', tag]);
    }
    const audit = (await send(A, 'GET', '1/audit/')).json<object[]>();
    expect(audit).toHaveLength(1);
  });

  it('refuses changes that cannot be, and then changes nothing', async () => {
    const tag = tagOf(fullDemon(demonRow(1)));
    const refusals: [object, number, object][] = [
      [{ position: 0 }, 422, refusal(42213, { maximal: 30 })],
      [{ position: 31 }, 422, refusal(42213, { maximal: 30 })],
      [{ name: 'Other', requirement: 101 }, 422, refusal(42212)],
      [{ requirement: -1, position: 2 }, 422, refusal(42212)],
      [{ verifier: 'new one', video: 'ftp://youtube.com/watch?v=dQw4w9WgXcQ' }, 422, refusal(42222)],
      [{ video: 'https://www.youtube.com/shorts/dQw4w9WgXcQ' }, 422, refusal(42225, { expected: expect.any(String) })],
      [{ thumbnail: 'picture' }, 422, refusal(42200)],
      ...['name', 'position', 'thumbnail', 'requirement', 'verifier', 'publisher'].map((member): [object, number, object] => [
        { [member]: null },
        422,
        refusal(42200),
      ]),
    ];
    for (const [body, status, answer] of refusals) {
      expect(statusAndBody(await patch(1, body, { tag })), JSON.stringify(body)).toEqual([status, answer]);
    }
    expect(statusAndBody(await send(M, 'PATCH', '1/', {}))).toEqual([428, refusal(42800)]);
    expect(statusAndBody(await patch(1, { name: 'Other' }, { tag: '"1"' }))).toEqual([412, refusal(41200)]);
    expect(statusAndBody(await patch(99, {}))).toEqual([404, refusal(40401, { demon_id: 99 })]);
    expect(statusAndBody(await patch(99, {}, { user: U }))).toEqual([404, refusal(40401, { demon_id: 99 })]);
    expect(statusAndBody(await patch(1, {}, { user: H, tag: '"1"' }))).toEqual([403, refusal(40301, { required: [4, 8] })]);
    expect(statusAndBody(await send(undefined, 'PATCH', '1/', {}))).toEqual([401, refusal(40100)]);
    expect(statusAndBody(await send(M, 'PATCH', 'x/', {}, { 'if-match': '*' }))).toEqual([422, refusal(42200)]);
    expect((await send(undefined, 'GET', '1/')).headers.etag).toBe(tag);
    expect(await order()).toEqual(names);
  });

  it('deletes records below a raised requirement, and no others', async () => {
    const ofDemon = fixture.records.filter((record) => record.demon === 1);
    const below = ofDemon.filter(({ progress }) => progress < 90);
    const kept = ofDemon.filter(({ progress }) => progress >= 90);
    expect([below.length > 0, kept.length > 0]).toEqual([true, true]);
    const answer = await patch(1, { requirement: 90 });
    const shown = (fullDemon(demonRow(1)) as { records: { progress: number }[] }).records;
    expect(answer.json()).toEqual({
      data: { ...fullDemon(demonRow(1)), requirement: 90, records: shown.filter(({ progress }) => progress >= 90) },
    });
    for (const { id } of below) expect((await as(gateway(), H, 'GET', `/api/v1/records/${id}/`)).status, `${id}`).toBe(404);
    for (const { id } of kept) expect((await as(gateway(), H, 'GET', `/api/v1/records/${id}/`)).status, `${id}`).toBe(200);
    const elsewhere = fixture.records.find((record) => record.demon !== 1 && record.progress < 90)!;
    expect((await as(gateway(), H, 'GET', `/api/v1/records/${elsewhere.id}/`)).status).toBe(200);
    await patch(1, { requirement: 10 });
    expect((await as(gateway(), H, 'GET', `/api/v1/records/${below[0]!.id}/`)).status).toBe(404);
  });

  it('adds creators and takes them off', async () => {
    const added = await send(M, 'POST', '1/creators/', { creator: ' STARDUST1971 ' });
    expect([added.status, added.text, added.headers.location]).toEqual([201, 'null', '/api/v2/demons/1/creators/1/']);
    expect((await demon(1)).creators).toEqual([2, 4, 21, 1].map(minimalPlayer));
    expect(statusAndBody(await send(M, 'POST', '1/creators/', { creator: 'stardust1971' }))).toEqual([409, refusal(40905)]);
    const unknown = await send(M, 'POST', '1/creators/', { creator: 'Someone Else' });
    expect(unknown.headers.location).toBe('/api/v2/demons/1/creators/41/');

    for (const id of [2, 4, 21, 1, 41]) {
      const removed = await send(M, 'DELETE', `1/creators/${id}/`);
      expect([removed.status, removed.text]).toEqual([204, '']);
    }
    expect((await demon(1)).creators).toEqual([]);
    for (const id of [2, 99]) {
      expect(statusAndBody(await send(M, 'DELETE', `1/creators/${id}/`))).toEqual([
        404,
        refusal(40401, { demon_id: 1, player_id: id }),
      ]);
    }
    expect(statusAndBody(await send(M, 'DELETE', '99/creators/2/'))).toEqual([404, refusal(40401, { demon_id: 99 })]);
    expect(statusAndBody(await send(M, 'POST', '99/creators/', { creator: 'x' }))).toEqual([
      404,
      refusal(40401, { demon_id: 99 }),
    ]);
    expect(statusAndBody(await send(M, 'POST', '1/creators/', { creator: ' ' }))).toEqual([422, refusal(42200)]);
    expect(statusAndBody(await send(M, 'POST', '1/creators/', {}))).toEqual([422, refusal(42200)]);
    expect(statusAndBody(await send(M, 'DELETE', '1/creators/x/'))).toEqual([422, refusal(42200)]);
    for (const [user, status, body] of [
      [undefined, 401, refusal(40100)],
      [H, 403, refusal(40301, { required: [4, 8] })],
    ] as const) {
      expect(statusAndBody(await send(user, 'POST', '1/creators/', { creator: 'x' }))).toEqual([status, body]);
      expect(statusAndBody(await send(user, 'DELETE', '2/creators/18/'))).toEqual([status, body]);
    }
  });

  it('remembers who changed what', async () => {
    const { verifier } = demonRow(1);
    await patch(1, { name: 'Cadrega Town', verifier: 'Pennutoh' });
    await patch(1, { position: 1 }, { user: A });
    await patch(1, { video: null, requirement: 60 });
    const answer = await send(A, 'GET', '1/audit/');
    const unchanged = { name: null, position: null, requirement: null, video: null, verifier: null, publisher: null };
    const user = (name: string): object => ({ id: fixture.users.find((one) => one.name === name)!.id, name });
    const entry = (by: object, type: unknown) => ({ time, entry_id: expect.any(Number), id: 1, user: by, type });
    expect(statusAndBody(answer)).toEqual([
      200,
      [
        entry({ id: 0, name: null }, 'Addition'),
        entry(user(M), {
          Modification: { ...unchanged, name: 'Cadrega City', verifier: { id: verifier, name: playerName(verifier) } },
        }),
        entry(user(A), { Modification: { ...unchanged, position: 9 } }),
        entry(user(M), { Modification: { ...unchanged, requirement: 54, video: demonRow(1).video } }),
      ],
    ]);
    const numbers = answer.json<{ entry_id: number }[]>().map(({ entry_id }) => entry_id);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(statusAndBody(await send(A, 'GET', '99/audit/'))).toEqual([404, refusal(40401, { demon_id: 99 })]);
    for (const id of [1, 99]) {
      expect(statusAndBody(await send(M, 'GET', `${id}/audit/`))).toEqual([403, refusal(40301, { required: [8] })]);
    }
    expect(statusAndBody(await send(undefined, 'GET', '1/audit/'))).toEqual([401, refusal(40100)]);
  });

  it('lists what was changed at once', async () => {
    expect((await send(undefined, 'GET', '?name=Kiln+Two')).json()).toEqual([]);
    await patch(3, { name: 'Kiln Two' });
    expect((await send(undefined, 'GET', '?name=kiln+two')).json()).toEqual([listedDemon({ ...demonRow(3), name: 'Kiln Two' })]);
  });

  it('lets one of two win who change the same demon', async () => {
    const tag = tagOf(fullDemon(demonRow(1)));
    const answers = await Promise.all([patch(1, { name: 'One' }, { tag }), patch(1, { name: 'Two' }, { tag })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

describeOnFreshGateways(
  'pointercrate limit of new demons',
  (gateway) => {
    it('case 130: one new demon in a minute', async () => {
      const post = (user: string) => as(gateway(), user, 'POST', list, {}, { ...base, level_id: null });
      expect((await post(H)).status).toBe(403);
      expect((await post(M)).status).toBe(201);
      const answer = await post(M);
      expect(statusAndBody(answer)).toEqual([
        429,
        refusal(42900, { remaining: { secs: expect.any(Number), nanos: expect.any(Number) } }),
      ]);
      const { secs } = answer.json<{ data: { remaining: { secs: number } } }>().data.remaining;
      expect(secs).toBeLessThanOrEqual(60);
      expect(secs).toBeGreaterThan(30);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(secs);
      expect((await post(A)).status).toBe(429);
    });
  },
  { RATE_LIMITS: 'true' },
);
