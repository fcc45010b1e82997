import { expect, it } from 'vitest';
import { describeOnEngines, describeOnFreshGateways } from '../../support/gateway.js';
import { as, fixture, refusal, tagOf, users } from './support.js';

const { H, M, A, U, C } = users;
const path = (record: number, note?: number): string => `/api/v1/records/${record}/notes/${note === undefined ? '' : `${note}/`}`;

describeOnEngines('pointercrate notes', (gateway) => {
  it('case 105: list helpers see all notes of a record', async () => {
    const answer = await as(gateway(), H, 'GET', path(22));
    const example = fixture.wire_examples.find(({ request }) => request === 'GET /api/v1/records/22/notes/')!;
    expect(answer.text).toBe(JSON.stringify(example.body));
    expect([answer.status, answer.headers.etag, answer.headers.links]).toEqual([200, undefined, undefined]);
  });

  it('case 106: the verified holder sees the public ones', async () => {
    const notes = (await as(gateway(), U, 'GET', path(186))).json<{ id: number }[]>();
    expect(notes.map(({ id }) => id)).toEqual([80]);
    expect((await as(gateway(), H, 'GET', path(186))).json<object[]>().length).toBeGreaterThan(1);
  });

  it('case 107: nobody else sees that there are any', async () => {
    expect((await as(gateway(), C, 'GET', path(186))).json()).toEqual(refusal(40401, { record_id: 186 }));
    expect((await as(gateway(), undefined, 'GET', path(186))).json()).toEqual(refusal(40100));
    expect((await as(gateway(), H, 'GET', path(42))).json()).toEqual(refusal(40401, { record_id: 42 }));
    expect((await as(gateway(), H, 'GET', '/api/v1/records/x/notes/')).json()).toEqual(refusal(42200));
  });

  it('case 111: blank notes are refused', async () => {
    const answer = await as(gateway(), H, 'POST', path(2), {}, { content: '  ' });
    expect([answer.status, answer.json()]).toEqual([422, refusal(42230)]);
    const changed = await as(gateway(), H, 'PATCH', path(22, 12), {}, { content: '\n' });
    expect([changed.status, changed.json()]).toEqual([422, refusal(42230)]);
  });

  it('case 112: permission comes before existence', async () => {
    expect((await as(gateway(), H, 'POST', path(42), {}, { content: 'x' })).json()).toEqual(refusal(40401, { record_id: 42 }));
    expect((await as(gateway(), U, 'POST', path(42), {}, { content: 'x' })).json()).toEqual(
      refusal(40301, { required: [2, 4, 8] }),
    );
  });

  it('case 114: a note belongs to its record', async () => {
    const answer = await as(gateway(), H, 'PATCH', path(2, 12), {}, { content: 'x' });
    expect([answer.status, answer.json()]).toEqual([404, refusal(40401, { note_id: 12, record_id: 2 })]);
    expect((await as(gateway(), H, 'DELETE', path(2, 999))).json()).toEqual(refusal(40401, { note_id: 999, record_id: 2 }));
  });

  it('refuses other shapes', async () => {
    for (const body of [
      {},
      { content: null },
      { content: 5 },
      { content: 'x', is_public: 'yes' },
      { content: 'x', is_public: null },
    ]) {
      expect((await as(gateway(), H, 'POST', path(2), {}, body)).json(), JSON.stringify(body)).toEqual(refusal(42200));
    }
    for (const body of [{ content: null }, { is_public: null }]) {
      expect((await as(gateway(), H, 'PATCH', path(22, 12), {}, body)).json()).toEqual(refusal(42200));
    }
  });

  it("somebody else's note is for administrators", async () => {
    const foreign = fixture.record_notes.find(({ author }) => author === null)!;
    for (const user of [H, M]) {
      const answer = await as(gateway(), user, 'PATCH', path(foreign.record, foreign.id), {}, { is_public: true });
      expect(answer.json()).toEqual(refusal(40301, { required: [8] }));
    }
    expect((await as(gateway(), U, 'DELETE', path(22, 12))).json()).toEqual(refusal(40301, { required: [8] }));
  });
});

describeOnFreshGateways('pointercrate notes, changed', (gateway) => {
  it('case 108 and 109: a list helper writes a note and deletes it', async () => {
    const answer = await as(gateway(), H, 'POST', path(2), {}, { content: 'My Note' });
    const { data } = answer.json<{ data: { id: number } }>();
    expect(data).toEqual({
      id: expect.any(Number),
      content: 'My Note',
      is_public: false,
      transferred: false,
      author: H,
      editors: [],
    });
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ location: path(2, data.id), etag: tagOf(data) });
    expect((await as(gateway(), H, 'GET', path(2))).json()).toContainEqual(data);
    const gone = await as(gateway(), H, 'DELETE', path(2, data.id));
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await as(gateway(), H, 'GET', path(2))).json()).not.toContainEqual(data);
    expect((await as(gateway(), H, 'DELETE', path(2, data.id))).status).toBe(404);
  });

  it("case 110: deleting somebody else's note is for administrators", async () => {
    const answer = await as(gateway(), 'second_helper', 'DELETE', path(22, 12));
    expect([answer.status, answer.json()]).toEqual([403, refusal(40301, { required: [8] })]);
    expect((await as(gateway(), A, 'DELETE', path(22, 12))).status).toBe(204);
  });

  it('case 113: whoever changes the content is listed as an editor', async () => {
    const answer = await as(gateway(), H, 'PATCH', path(22, 12), {}, { content: 'Checked again' });
    expect([answer.status, answer.json()]).toMatchObject([200, { data: { id: 12, content: 'Checked again', editors: [H] } }]);
    expect(answer.headers.etag).toBe(tagOf(answer.json<{ data: object }>().data));
    const again = await as(gateway(), A, 'PATCH', path(22, 12), {}, { content: 'Checked thrice', is_public: false });
    expect(again.json()).toMatchObject({ data: { editors: [H, A], is_public: false, author: H } });
    const hidden = await as(gateway(), H, 'PATCH', path(22, 12), {}, { is_public: true });
    expect(hidden.json()).toMatchObject({ data: { editors: [H, A], is_public: true } });
  });

  it('evaluates If-Match where it is sent', async () => {
    const [note] = (await as(gateway(), H, 'GET', path(22))).json<object[]>();
    const stale = await as(gateway(), H, 'PATCH', path(22, 12), { 'if-match': '"1"' }, { content: 'x' });
    expect([stale.status, stale.json()]).toEqual([412, refusal(41200)]);
    const same = await as(gateway(), H, 'PATCH', path(22, 12), { 'if-match': tagOf(note) }, {});
    expect([same.status, same.text]).toEqual([304, '']);
    expect((await as(gateway(), H, 'PATCH', path(22, 12), {}, {})).status).toBe(200);
    expect((await as(gateway(), H, 'PATCH', path(22, 12), { 'if-match': tagOf(note) }, { content: 'x' })).status).toBe(200);
  });

  it('takes no notice of If-None-Match (§3)', async () => {
    const answer = await as(gateway(), H, 'PATCH', path(22, 12), { 'if-none-match': '*' }, { content: 'Looked again' });
    expect([answer.status, answer.json()]).toMatchObject([200, { data: { content: 'Looked again' } }]);
  });

  it('accepts a public note at once', async () => {
    const answer = await as(gateway(), H, 'POST', path(186), {}, { content: 'Well done', is_public: true });
    expect(answer.status).toBe(201);
    expect((await as(gateway(), U, 'GET', path(186))).json<object[]>()).toHaveLength(2);
  });
});
