import { expect, it } from 'vitest';
import { type Answer, describeOnEngines, describeOnFreshGateways } from '../../support/gateway.js';
import { as, fixture, refusal, tagOf, users } from './support.js';

const { H, M, A, U, X } = users;
const path = (id: number | string): string => `/api/v1/records/${id}/`;

interface Note {
  readonly id: number;
  readonly transferred: boolean;
  readonly content: string;
}

describeOnEngines('pointercrate changes that are refused', (gateway) => {
  const tagFor = async (user: string, id: number) => (await as(gateway(), user, 'GET', path(id))).headers.etag as string;
  /** With the caller's current tag. */
  const patch = async (user: string, id: number, body: object): Promise<Answer> =>
    as(gateway(), user, 'PATCH', path(id), { 'if-match': await tagFor(user, id) }, body);
  const refused = async (user: string, id: number, body: object, status: number, code: number, data: unknown = null) => {
    const answer = await patch(user, id, body);
    expect([answer.status, answer.json()], JSON.stringify(body)).toEqual([status, refusal(code, data)]);
  };

  it('case 86: nothing to change is answered with 304', async () => {
    const tag = await tagFor(H, 5);
    const record = fixture.records.find(({ id }) => id === 5)!;
    for (const body of [{}, { progress: record.progress }, { status: 'APPROVED' }, { video: record.video }, { unknown: 1 }]) {
      const answer = await patch(H, 5, body);
      expect([answer.status, answer.text, answer.headers.etag], JSON.stringify(body)).toEqual([304, '', tag]);
    }
  });

  it('case 87: If-Match is required', async () => {
    for (const headers of [{}, { 'if-match': ' ' }] as Record<string, string>[]) {
      const answer = await as(gateway(), H, 'PATCH', path(5), headers, { progress: 99 });
      expect([answer.status, answer.json()]).toEqual([428, refusal(42800)]);
    }
    // Before the id and the body are looked at.
    expect((await as(gateway(), H, 'PATCH', path('abc'), {}, 'x')).status).toBe(428);
  });

  it('case 88: a stale tag is refused, and nothing changes', async () => {
    const before = (await as(gateway(), H, 'GET', path(5))).text;
    for (const ifMatch of ['"1"', 'W/"1"', '"1", "2"', 'garbage, "', await tagFor(U, 5)]) {
      const answer = await as(gateway(), H, 'PATCH', path(5), { 'if-match': ifMatch }, { progress: 99 });
      expect([answer.status, answer.json()], ifMatch).toEqual([412, refusal(41200)]);
    }
    expect((await as(gateway(), H, 'GET', path(5))).text).toBe(before);
  });

  it('refuses a change whose If-None-Match names what is there', async () => {
    const tag = await tagFor(H, 5);
    const answer = await as(gateway(), H, 'PATCH', path(5), { 'if-match': '*', 'if-none-match': tag }, { progress: 99 });
    expect([answer.status, answer.json()]).toEqual([412, refusal(41200)]);
  });

  it('case 89: without a token nothing else is looked at', async () => {
    const answer = await as(gateway(), undefined, 'PATCH', path(5), {}, { progress: 99 });
    expect([answer.status, answer.json()]).toEqual([401, refusal(40100)]);
  });

  it('case 90: users change no records', async () => {
    await refused(U, 2, { progress: 99 }, 403, 40301, { required: [2, 4, 8] });
    await refused(X, 2, { progress: 99 }, 403, 40301, { required: [2, 4, 8] });
  });

  it('case 92: progress below the requirement', () => refused(H, 2, { progress: 30 }, 422, 42215, { requirement: 54 }));

  it('case 93: null and unknown statuses', async () => {
    const bodies = [
      { progress: null },
      { status: null },
      { player: null },
      { demon: null },
      { demon_id: null },
      { progress: '9' },
      { progress: 1.5 },
      { status: 'UNDER_CONSIDERATION' },
      { status: 'nope' },
      { demon_id: '1' },
      { player: ' ' },
      { video: 5 },
    ];
    for (const body of bodies) await refused(H, 5, body, 422, 42200);
  });

  it('case 95: a video that another record has', async () => {
    const video = fixture.records.find(({ id }) => id === 11)!.video;
    await refused(H, 5, { video }, 409, 40906, { id: 11 });
  });

  it('case 96: a name that two demons have', async () => {
    const twins = fixture.demons
      .filter(({ name }) => name === 'Ashen Circuit')
      .map(({ id, position, name }) => ({ id, position, name }));
    const answer = await patch(H, 5, { demon: 'Ashen Circuit' });
    const { code, data } = answer.json<{ code: number; data: { demons: { id: number }[] } }>();
    expect([answer.status, code]).toEqual([422, 42228]);
    expect([...data.demons].sort((a, b) => a.id - b.id)).toEqual(twins);
  });

  it('case 97: a demon by name and by id, and nothing of the rest is changed', async () => {
    await refused(H, 5, { progress: 100, demon: 'Kiln', demon_id: 1 }, 422, 42229);
    expect((await as(gateway(), H, 'GET', path(5))).json()).toMatchObject({ data: { progress: 93 } });
  });

  it('case 98: an unknown demon', async () => {
    await refused(H, 5, { demon_id: 9999 }, 404, 40401, { demon_id: 9999 });
    await refused(H, 5, { demon: 'nope' }, 404, 40401, { demon_name: 'nope' });
  });

  it('case 99: a banned new holder', () => refused(H, 2, { player: 'Orrery' }, 422, 42218));

  it('case 100: approving the record of a banned holder', async () => {
    await refused(M, 144, { status: 'approved' }, 422, 42218);
    await refused(M, 144, { status: 'submitted' }, 422, 42218);
  });

  it('looks at existence, then permission, then the tag', async () => {
    expect((await as(gateway(), U, 'PATCH', path(42), { 'if-match': '"1"' }, {})).json()).toEqual(
      refusal(40401, { record_id: 42 }),
    );
    expect((await as(gateway(), U, 'PATCH', path(2), { 'if-match': '"1"' }, {})).status).toBe(403);
    expect((await as(gateway(), U, 'PATCH', path('x'), { 'if-match': '"1"' }, '{')).status).toBe(422);
    expect((await as(gateway(), U, 'PATCH', path(2), { 'if-match': '"1"' }, '{')).status).toBe(415);
    // A media type that is none is looked at no earlier than others, and not at all where no body is needed.
    const garbled = { 'content-type': ';' };
    expect((await as(gateway(), undefined, 'PATCH', path(2), garbled, '{')).status).toBe(401);
    expect((await as(gateway(), U, 'PATCH', path(2), garbled, '{')).status).toBe(428);
    expect((await as(gateway(), U, 'DELETE', path(2), { ...garbled, 'if-match': '"1"' }, '{')).status).toBe(403);
    const json = { 'if-match': '"1"', 'content-type': 'application/json' };
    expect((await as(gateway(), U, 'PATCH', path(42), json, '{')).status).toBe(400);
    expect((await as(gateway(), U, 'PATCH', path(42), json, '{"progress":null}')).status).toBe(422);
  });

  it('case 104: deleting without or with a wrong If-Match', async () => {
    const without = await as(gateway(), H, 'DELETE', path(22));
    expect([without.status, without.json()]).toEqual([428, refusal(42800)]);
    const wrong = await as(gateway(), H, 'DELETE', path(22), { 'if-match': '"1"' });
    expect([wrong.status, wrong.json()]).toEqual([412, refusal(41200)]);
    expect((await as(gateway(), H, 'DELETE', path(42), { 'if-match': '"1"' })).json()).toEqual(refusal(40401, { record_id: 42 }));
    expect((await as(gateway(), U, 'DELETE', path(22), { 'if-match': '"1"' })).status).toBe(403);
    expect((await as(gateway(), undefined, 'DELETE', path(22))).status).toBe(401);
  });

  it('case 134: records cannot be deleted all at once', async () => {
    const answer = await as(gateway(), H, 'DELETE', '/api/v1/records/');
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
    expect(answer.json()).toEqual(refusal(40500, { allowed_methods: ['GET', 'HEAD', 'POST'] }));
  });

  it('case 135: an unknown address', async () => {
    const answer = await as(gateway(), H, 'GET', '/api/v1/nothing/');
    expect([answer.status, answer.json()]).toEqual([404, refusal(40400)]);
  });

  it('knows these endpoints in demonlists only', async () => {
    for (const space of ['country', 'noorderlicht', 'nowhere']) {
      const answer = await as(gateway(), A, 'PATCH', `/spaces/${space}/api/v1/records/1/`, { 'if-match': '*' }, {});
      expect([answer.status, answer.json<{ code: number }>().code], space).toEqual(
        space === 'noorderlicht' ? [403, 40301] : [404, 40400],
      );
    }
  });
});

describeOnFreshGateways('pointercrate changes', (gateway) => {
  const tagFor = async (user: string, id: number) => (await as(gateway(), user, 'GET', path(id))).headers.etag as string;
  const patch = async (user: string, id: number, body: object): Promise<Answer> =>
    as(gateway(), user, 'PATCH', path(id), { 'if-match': await tagFor(user, id) }, body);
  const changed = async (user: string, id: number, body: object): Promise<Answer> => {
    const answer = await patch(user, id, body);
    expect(answer.status, answer.text).toBe(200);
    return answer;
  };
  const statusOf = async (id: number) => (await as(gateway(), M, 'GET', path(id))).status;
  const notesOn = async (id: number) => (await as(gateway(), H, 'GET', `${path(id)}notes/`)).json<Note[]>();

  it('case 84: approving a record deletes what it outdoes and takes its notes', async () => {
    const before = await tagFor(H, 33);
    const answer = await changed(H, 33, { status: 'approved' });
    const { data } = answer.json<{ data: { status: string } }>();
    expect(data.status).toBe('approved');
    expect(answer.headers.etag).toBe(tagOf(data));
    expect(answer.headers.etag).not.toBe(before);
    expect(await Promise.all([11, 48, 66].map(statusOf))).toEqual([404, 404, 200]);
    const moved = (await notesOn(33)).find(({ id }) => id === 7);
    expect(moved).toMatchObject({ transferred: true });
    const { id: _, record: __, ...original } = fixture.record_notes.find(({ id }) => id === 7)!;
    expect(moved).toEqual({ id: 7, ...original, transferred: true });
  });

  it('case 85: rejecting a record leaves it alone, with all notes', async () => {
    await changed(H, 33, { status: 'rejected' });
    expect(await Promise.all([11, 48, 66].map(statusOf))).toEqual([404, 404, 404]);
    const notes = await notesOn(33);
    for (const id of [7, 32, 33]) expect(notes.find((note) => note.id === id)).toMatchObject({ transferred: true });
  });

  it('case 91: records on legacy demons are for moderators', async () => {
    const answer = await patch(H, 17, { status: 'submitted' });
    expect([answer.status, answer.json()]).toEqual([403, refusal(40301, { required: [4, 8] })]);
    await changed(M, 17, { status: 'submitted' });
  });

  it('case 94: a video can be taken away', async () => {
    const answer = await changed(H, 5, { video: null });
    expect(answer.json()).toMatchObject({ data: { video: null } });
    // Now it is free.
    const video = fixture.records.find(({ id }) => id === 5)!.video;
    expect((await changed(H, 11, { video })).json()).toMatchObject({ data: { video } });
  });

  it('case 101: of two changes with one tag the second is refused', async () => {
    const headers = { 'if-match': await tagFor(H, 5) };
    const answers = await Promise.all([99, 98].map((progress) => as(gateway(), H, 'PATCH', path(5), headers, { progress })));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect([409, 412]).toContain(statuses[1]);
    const winner = answers.find(({ status }) => status === 200)!;
    expect((await as(gateway(), H, 'GET', path(5))).text).toBe(winner.text);
  });

  it('takes any of several tags, weak ones, bare ones and the wildcard', async () => {
    const progress = [99, 98, 97, 96];
    for (const [at, spell] of [
      (tag: string) => `"1", ${tag}`,
      (tag: string) => `W/${tag}`,
      (tag: string) => tag.slice(1, -1),
      () => '*',
    ].entries()) {
      const tag = await tagFor(H, 5);
      const answer = await as(gateway(), H, 'PATCH', path(5), { 'if-match': spell(tag) }, { progress: progress[at] });
      expect(answer.status).toBe(200);
    }
  });

  it('case 102: a list helper deletes a fresh submission, with its notes', async () => {
    const answer = await as(gateway(), H, 'DELETE', path(22), { 'if-match': await tagFor(H, 22) });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await as(gateway(), H, 'GET', path(22))).json()).toEqual(refusal(40401, { record_id: 22 }));
    expect((await as(gateway(), H, 'GET', `${path(22)}notes/`)).status).toBe(404);
    expect((await as(gateway(), A, 'PATCH', `${path(22)}notes/12/`, {}, { is_public: true })).json()).toEqual(
      refusal(40401, { note_id: 12, record_id: 22 }),
    );
    // Its id is not given again.
    const made = await as(
      gateway(),
      H,
      'POST',
      '/api/v1/records/',
      {},
      { progress: 100, player: 'New', demon: 2, status: 'approved' },
    );
    expect(made.json()).toMatchObject({ data: { id: 313 } });
  });

  it('case 103: other records are deleted by moderators', async () => {
    for (const id of [282, 2]) {
      const answer = await as(gateway(), H, 'DELETE', path(id), { 'if-match': await tagFor(H, id) });
      expect([answer.status, answer.json()]).toEqual([403, refusal(40301, { required: [4, 8] })]);
      expect((await as(gateway(), M, 'DELETE', path(id), { 'if-match': '*' })).status).toBe(204);
    }
  });

  it('another progress of an approved record deletes the submissions of the pair', async () => {
    // 11 is approved with 54 %, 33 and 48 are submitted with 69 % and 62 %, 66 is under consideration.
    await changed(H, 11, { progress: 65 });
    expect(await Promise.all([11, 33, 48, 66].map(statusOf))).toEqual([200, 404, 404, 200]);
    const notesBefore = (record: number) => fixture.record_notes.filter((note) => note.record === record).map(({ id }) => id);
    expect((await notesOn(11)).map(({ id }) => id).sort()).toEqual([...notesBefore(11), ...notesBefore(48)].sort());
  });

  it('a record that moves to another holder makes way for nobody who outdoes it', async () => {
    const free = (id: number) => fixture.records.find((record) => record.id === id)!;
    const { demon } = free(11);
    // Player 39's approved 54 % on demon 2 becomes one of a player who has an approved 100 % there.
    const better = fixture.records.find(
      (record) => record.demon === demon && record.status === 'approved' && record.progress > 54,
    )!;
    const holder = fixture.players.find(({ id }) => id === better.player)!;
    const answer = await changed(H, 11, { player: holder.name });
    expect(answer.json()).toMatchObject({
      data: { id: 11, progress: better.progress, video: better.video, player: { id: holder.id } },
    });
    expect(await statusOf(better.id)).toBe(404);
  });

  it('approves no record beside a better approved one of the pair (§1.2)', async () => {
    // Whoever corrects the holder of a submission may bring it there.
    await changed(H, 22, { player: 'stardust1972', demon_id: 15 });
    const answer = await patch(H, 22, { status: 'approved' });
    expect([answer.status, answer.json()]).toEqual([422, refusal(42217, { status: 'approved', existing: 5 })]);
    expect(await statusOf(5)).toBe(200);
    const equal = await changed(H, 22, { progress: 93, status: 'approved' });
    expect([equal.status, await statusOf(5)]).toEqual([200, 404]);
  });

  it('a rejected record that is approved outdoes those that came to it meanwhile (§1.2)', async () => {
    // 53 is rejected with 100 %.
    const { player, demon } = fixture.records.find(({ id }) => id === 53)!;
    const holder = fixture.players.find(({ id }) => id === player)!;
    await changed(H, 22, { player: holder.name, demon_id: demon });
    await changed(H, 22, { status: 'approved' });
    await changed(H, 53, { status: 'approved' });
    expect(await Promise.all([22, 53].map(statusOf))).toEqual([404, 200]);
  });

  it('a rejected record that moves to another demon stands alone there', async () => {
    const rejected = fixture.records.find(({ id }) => id === 154)!;
    const others = fixture.records.filter(({ player, demon }) => player === rejected.player && demon === 15).map(({ id }) => id);
    expect(others.length).toBeGreaterThan(1);
    await changed(H, 154, { demon_id: 15 });
    expect(new Set(await Promise.all(others.map(statusOf)))).toEqual(new Set([404]));
  });

  it('finds demons by their names in any spelling of accents, blanks at the ends or not (§3.2, §3.4)', async () => {
    const renamed = await as(gateway(), M, 'PATCH', '/api/v2/demons/3/', { 'if-match': '*' }, { name: ' \u00c9clat ' });
    expect(renamed.status).toBe(200);
    for (const query of ['+%C3%89clat+', '+e%CC%81CLAT+']) {
      const page = (await as(gateway(), H, 'GET', `/api/v1/records/?limit=1&demon=${query}`)).json();
      expect(page, query).toMatchObject([{ demon: { id: 3 } }]);
    }
    expect((await changed(M, 5, { progress: 100, demon: ' \u00c9clat ' })).json()).toMatchObject({ data: { demon: { id: 3 } } });
    expect((await patch(M, 5, { demon: 'e\u0301clat' })).status).toBe(304);
  });

  it('moving to a demon with a higher requirement is refused', async () => {
    const { progress } = fixture.records.find(({ id }) => id === 11)!;
    const harder = fixture.demons.find((demon) => demon.requirement > progress)!;
    const answer = await patch(H, 11, { demon_id: harder.id });
    expect([answer.status, answer.json()]).toEqual([422, refusal(42215, { requirement: harder.requirement })]);
  });

  it('a new holder is made, with the change or not at all', async () => {
    expect((await patch(H, 5, { player: 'Newcomer', demon_id: 9999 })).status).toBe(404);
    const answer = await changed(H, 5, { player: ' Newcomer ' });
    expect(answer.json()).toMatchObject({ data: { player: { id: 41, name: 'Newcomer', banned: false } } });
  });

  it('shows the same state in the register, with an end-date where it was deleted', async () => {
    const register = async (id: number) =>
      (
        await gateway().request('GET', `/registers/demonlist-record/records/${id}`, {
          headers: { authorization: 'Bearer demo-reader-key' },
        })
      ).json<{ blob: object }>().blob;
    await changed(H, 5, { progress: 99 });
    expect(await register(5)).toMatchObject({ progress: '99', status: 'approved' });
    await as(gateway(), M, 'DELETE', path(5), { 'if-match': '*' });
    expect(await register(5)).toMatchObject({ 'end-date': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) });
  });

  it('case 132: banning a submitter deletes what he has submitted', async () => {
    const submitter = '/api/v1/submitters/4/';
    const tag = (await as(gateway(), M, 'GET', submitter)).headers.etag as string;
    const answer = await as(gateway(), M, 'PATCH', submitter, { 'if-match': tag }, { banned: true });
    expect([answer.status, answer.json()]).toEqual([200, { data: { id: 4, banned: true } }]);
    expect(answer.headers.etag).toBe(tagOf({ id: 4, banned: true }));
    const submitted = fixture.records
      .filter(({ submitter: by, status }) => by === 4 && status === 'submitted')
      .map(({ id }) => id);
    expect(submitted).toEqual(expect.arrayContaining([22, 67]));
    expect(new Set(await Promise.all(submitted.map(statusOf)))).toEqual(new Set([404]));
    const kept = fixture.records.find(({ submitter: by, status }) => by === 4 && status === 'approved')!;
    expect(await statusOf(kept.id)).toBe(200);
    const again = await as(gateway(), M, 'PATCH', submitter, { 'if-match': '*' }, { banned: true });
    expect(again.status).toBe(304);
  });

  it('reads deleted records nowhere, and counts and pages without them', async () => {
    await as(gateway(), M, 'DELETE', path(2), { 'if-match': '*' });
    const page = await as(gateway(), H, 'GET', '/api/v1/records/?limit=3');
    expect(page.json<{ id: number }[]>().map(({ id }) => id)).toEqual([1, 3, 4]);
    await as(gateway(), A, 'DELETE', path(312), { 'if-match': '*' });
    const last = fixture.records.at(-2)!.id;
    expect((await as(gateway(), H, 'GET', '/api/v1/records/')).headers.links).toContain(`before=${last + 1}>; rel=last`);
    const around = await as(gateway(), H, 'GET', '/api/v1/records/?after=2&limit=1');
    expect(around.json()).toMatchObject([{ id: 3 }]);
  });
});

describeOnEngines('pointercrate submitters', (gateway) => {
  const list = '/api/v1/submitters/';

  it('are listed for moderators, by id, banned or not', async () => {
    const all = (await as(gateway(), M, 'GET', list)).json();
    expect(all).toEqual(fixture.submitters.map(({ id, banned }) => ({ id, banned })));
    const banned = await as(gateway(), M, 'GET', `${list}?banned=true&limit=1`);
    expect(banned.json()).toEqual([{ id: 7, banned: true }]);
    expect(banned.headers.links).toBe(
      ['first', 'last', 'next']
        .map((rel, at) => `</api/v1/submitters/?${['after=0', 'before=13', 'after=7'][at]}&limit=1&banned=true>; rel=${rel}`)
        .join(','),
    );
    expect((await as(gateway(), M, 'GET', `${list}?banned=maybe`)).json()).toEqual(refusal(40000));
    expect((await as(gateway(), M, 'GET', `${list}?limit=0`)).json()).toEqual(refusal(42207));
  });

  it('are hidden from everybody else, whether they exist or not', async () => {
    for (const target of [list, `${list}4/`, `${list}999/`]) {
      expect((await as(gateway(), H, 'GET', target)).json()).toEqual(refusal(40301, { required: [4, 8] }));
      expect((await as(gateway(), undefined, 'GET', target)).status).toBe(401);
    }
    expect((await as(gateway(), M, 'GET', `${list}999/`)).json()).toEqual(refusal(40401, { id: 999 }));
  });

  it('have tags', async () => {
    const answer = await as(gateway(), M, 'GET', `${list}4/`);
    expect(answer.headers).toMatchObject({
      etag: tagOf({ id: 4, banned: false }),
      vary: 'Authorization',
      'cache-control': 'private, no-cache',
    });
    expect((await as(gateway(), M, 'GET', `${list}4/`, { 'if-none-match': answer.headers.etag as string })).status).toBe(304);
    expect((await as(gateway(), M, 'PATCH', `${list}4/`, {}, { banned: true })).status).toBe(428);
    expect((await as(gateway(), M, 'PATCH', `${list}4/`, { 'if-match': '"1"' }, { banned: true })).status).toBe(412);
    expect((await as(gateway(), H, 'PATCH', `${list}999/`, { 'if-match': '"1"' }, { banned: true })).status).toBe(403);
    expect((await as(gateway(), M, 'PATCH', `${list}4/`, { 'if-match': '*' }, { banned: 1 })).json()).toEqual(refusal(42200));
  });
});
