import { expect, it } from 'vitest';
import { type Answer, describeOnEngines, describeOnFreshGateways, type RunningGateway } from '../../support/gateway.js';
import { as, fixture, refusal, tagOf, users } from './support.js';

const { H, M, A, U, L } = users;
const path = '/api/v1/records/';
const trusting = { TRUST_PROXY: 'true' };

const base = {
  progress: 100,
  player: 'stardust1972',
  demon: 2,
  video: 'https://youtu.be/abcdefghijk',
  raw_footage: 'https://example.org/raw',
};

interface Submitted {
  readonly id: number;
  readonly player: { readonly id: number; readonly name: string };
  readonly video: string | null;
  readonly status: string;
  readonly submitter: object | null;
}

/** The base with changes; undefined takes a member out. */
function submit(
  gateway: RunningGateway,
  user: string | undefined,
  change: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  return as(gateway, user, 'POST', path, { 'x-real-ip': '192.0.2.200', ...headers }, { ...base, ...change });
}

const recordIds = async (gateway: RunningGateway, query: string): Promise<number[]> =>
  (await as(gateway, M, 'GET', `${path}?limit=100&${query}`)).json<{ id: number }[]>().map(({ id }) => id);

describeOnEngines(
  'pointercrate submissions that are refused',
  (gateway) => {
    const refused = async (user: string | undefined, change: object, status: number, code: number, data: unknown = null) => {
      const answer = await submit(gateway(), user, change);
      expect([answer.status, answer.json()], JSON.stringify(change)).toEqual([status, refusal(code, data)]);
    };

    it('case 55: raw footage is needed for a submission, from staff too', async () => {
      await refused(undefined, { raw_footage: undefined }, 422, 42232);
      await refused(undefined, { raw_footage: null }, 422, 42232);
      await refused(H, { raw_footage: undefined }, 422, 42232);
    });

    it('case 56: raw footage must be a URL', async () => {
      await refused(undefined, { raw_footage: 'nope' }, 422, 42233);
      await refused(H, { raw_footage: '/x', status: 'approved' }, 422, 42233);
      await refused(undefined, { raw_footage: '' }, 422, 42233);
    });

    it('case 57: a video is needed from anybody', async () => {
      await refused(undefined, { video: undefined }, 401, 40100);
      await refused(undefined, { video: null }, 401, 40100);
    });

    it('case 58: a video is needed from users', () => refused(U, { video: undefined }, 403, 40301, { required: [2, 4, 8] }));

    it('case 59: other statuses are for list helpers', async () => {
      await refused(undefined, { status: 'approved' }, 401, 40100);
      await refused(U, { status: 'Under Consideration' }, 403, 40301, { required: [2, 4, 8] });
    });

    it('case 61: an unknown demon', () => refused(undefined, { demon: 9999 }, 404, 40401, { demon_id: 9999 }));

    it('case 62: too little progress', () => refused(undefined, { progress: 49 }, 422, 42215, { requirement: 50 }));

    it('case 63: too much progress', async () => {
      await refused(undefined, { progress: 101 }, 422, 42215, { requirement: 50 });
      await refused(H, { progress: -1, status: 'rejected' }, 422, 42215, { requirement: 50 });
    });

    it('case 64: the extended list takes 100 % only', () => refused(undefined, { demon: 21, progress: 99 }, 422, 42220));

    it('case 65: legacy demons take nothing', () => refused(undefined, { demon: 22 }, 422, 42219));

    it('case 67: a banned holder', async () => {
      await refused(undefined, { player: 'Orrery' }, 422, 42218);
      await refused(H, { player: 'orrery', status: 'rejected' }, 422, 42218);
    });

    it('case 68: a banned submitter', async () => {
      for (const user of [undefined, H]) {
        const answer = await submit(gateway(), user, {}, { 'x-real-ip': '198.51.100.77' });
        expect([answer.status, answer.json()]).toEqual([403, refusal(40304)]);
      }
    });

    it('case 69: a player who takes no submissions from others', async () => {
      await refused(undefined, { player: 'Quillfeather' }, 403, 40308);
      await refused(H, { player: 'Quillfeather' }, 403, 40308);
      await refused(H, { player: 'QUILLFEATHER', status: 'approved' }, 403, 40308);
    });

    it('case 71: a record that outdoes it or is under consideration', async () => {
      const answer = await submit(gateway(), undefined, { player: 'Tungsten', demon: 2, progress: 54 });
      expect(answer.status).toBe(422);
      const { code, data } = answer.json<{ code: number; data: { existing: number; status: string } }>();
      expect(code).toBe(42217);
      expect([11, 66]).toContain(data.existing);
      expect(data.status).toBe(data.existing === 11 ? 'approved' : 'under consideration');
      expect(fixture.players.find(({ id }) => id === 39)?.name).toBe('Tungsten');
    });

    it('case 72: a rejected record of the pair', () =>
      refused(undefined, { demon: 21 }, 422, 42217, { status: 'rejected', existing: 154 }));

    it('case 73: a video that is taken', async () => {
      const video = fixture.records.find(({ id }) => id === 5)!.video;
      await refused(undefined, { video }, 422, 42217, { status: 'approved', existing: 5 });
      await refused(undefined, { video: `${video}&t=4` }, 422, 42217, { status: 'approved', existing: 5 });
    });

    it('case 78: every bad video', async () => {
      const bad: readonly (readonly [string, number, number])[] = [
        ['https://www.youtube.com/watch/?v=dQw4w9WgXcQ', 422, 42225],
        ['https://www.youtube.com/shorts/dQw4w9WgXcQ', 422, 42225],
        ['https://youtu.be/dQw4w9WgXcQ/', 422, 42225],
        ['https://youtu.be/', 422, 42225],
        ['https://vimeo.com/813786055/abc', 422, 42225],
        ['https://drive.google.com/file/d/x/view', 422, 42224],
        ['ftp://youtube.com/watch?v=dQw4w9WgXcQ', 422, 42222],
        ['https://a:b@youtube.com/watch?v=dQw4w9WgXcQ', 422, 42223],
        ['https://192.0.2.1/watch?v=dQw4w9WgXcQ', 422, 42200],
        ['youtube.com/watch?v=dQw4w9WgXcQ', 400, 40001],
        ['', 400, 40001],
        [`https://vimeo.com/${'1'.repeat(300)}`, 422, 42225],
      ];
      for (const [video, status, code] of bad) {
        const answer = await submit(gateway(), undefined, { video });
        expect([answer.status, answer.json<{ code: number }>().code], video).toEqual([status, code]);
        if (code === 42225) expect(answer.json()).toMatchObject({ data: { expected: expect.any(String) } });
      }
    });

    it('case 79: wrong shapes', async () => {
      const shapes = [
        { progress: '100' },
        { progress: 60.5 },
        { progress: 40_000 },
        { player: undefined },
        { player: 5 },
        { player: '  ' },
        { status: null },
        { status: 'nope' },
        { status: 'under_consideration' },
        { demon: null },
        { demon: 'Kiln' },
        { demon: 2 ** 31 },
        { video: 5 },
        { note: 5 },
      ];
      for (const shape of shapes) await refused(undefined, shape, 422, 42200);
      for (const body of ['[]', 'null', '"x"', '5', JSON.stringify(base).replace('{', '{"progress":99,')]) {
        const answer = await as(gateway(), undefined, 'POST', path, { 'content-type': 'application/json' }, body);
        expect([answer.status, answer.json()], body).toEqual([422, refusal(42200)]);
      }
    });

    it('case 80: broken JSON and no body', async () => {
      for (const body of ['{"progress":', '', '{} x', '{"a":"\\ud800"}']) {
        const answer = await as(gateway(), undefined, 'POST', path, { 'content-type': 'application/json' }, body);
        expect([answer.status, answer.json()], body).toEqual([400, refusal(40000)]);
      }
    });

    it('case 81: another media type', async () => {
      const types = ['text/plain', 'application/jsonp', 'application/json, text/plain', ';', ''];
      for (const headers of [...types.map((type) => ({ 'content-type': type })), {}]) {
        const answer = await as(gateway(), undefined, 'POST', path, headers, JSON.stringify(base));
        const refused = [415, refusal(41500, { expected: 'application/json' })];
        expect([answer.status, answer.json()], JSON.stringify(headers)).toEqual(refused);
      }
    });

    it('refuses bodies of more members than any has', async () => {
      const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`m${at}`, 0]));
      for (const body of [
        { ...base, ...many },
        { ...base, player: many },
      ]) {
        const started = performance.now();
        const answer = await as(gateway(), undefined, 'POST', path, {}, body);
        expect([answer.status, answer.json()]).toEqual([422, refusal(42200)]);
        expect(performance.now() - started).toBeLessThan(1000);
      }
    });

    it('refuses more than 1 MiB, but a bad token first where one is needed', async () => {
      const large = JSON.stringify({ ...base, note: 'x'.repeat(1024 * 1024) });
      const answer = await as(gateway(), undefined, 'POST', path, { 'content-type': 'application/json; charset=utf-8' }, large);
      expect([answer.status, answer.json()]).toEqual([413, refusal(41300)]);
      const unauthorised = await as(gateway(), undefined, 'PATCH', `${path}2/`, { 'content-type': 'application/json' }, large);
      expect(unauthorised.status).toBe(401);
    });

    it('stores nothing of what is refused', async () => {
      await refused(undefined, { player: 'Nobody Yet', progress: 101 }, 422, 42215, { requirement: 50 });
      expect((await as(gateway(), M, 'GET', `${path}?after=312`)).json()).toEqual([]);
      const made = await submit(gateway(), H, { player: 'Somebody', status: 'approved', video: null, raw_footage: null });
      // The fixture's players end at 40, its submitters at 12: none of the refused ones has left a row behind.
      expect(made.json<{ data: { player: { id: number }; submitter: { id: number } } }>().data).toMatchObject({
        id: 313,
        player: { id: 41 },
        submitter: { id: 13 },
      });
    });
  },
  trusting,
);

describeOnFreshGateways(
  'pointercrate submissions',
  (gateway) => {
    const accepted = async (user: string | undefined, change: object = {}, headers: Record<string, string> = {}) => {
      const answer = await submit(gateway(), user, change, headers);
      expect(answer.status, answer.text).toBe(200);
      const { data } = answer.json<{ data: Submitted }>();
      return { answer, data };
    };

    it('case 53: anybody submits a record', async () => {
      const { answer, data } = await accepted(undefined);
      expect(data).toEqual({
        id: 313,
        progress: 100,
        video: 'https://www.youtube.com/watch?v=abcdefghijk',
        status: 'submitted',
        player: { id: 4, name: fixture.players.find(({ id }) => id === 4)!.name, banned: false },
        demon: {
          id: 2,
          position: fixture.demons.find(({ id }) => id === 2)!.position,
          name: fixture.demons.find(({ id }) => id === 2)!.name,
        },
        submitter: null,
        raw_footage: 'https://example.org/raw',
      });
      expect(answer.headers).toMatchObject({
        etag: tagOf(data),
        location: '/api/v1/records/313/',
        'x-submission-count': '45',
        'content-type': 'application/json',
      });
      const stored = await as(gateway(), H, 'GET', `${path}313/`);
      expect(stored.json()).toMatchObject({
        data: { status: 'submitted', submitter: { id: 13, banned: false }, raw_footage: 'https://example.org/raw' },
      });
    });

    it('case 54: an invalid token is as good as none', async () => {
      const { data } = await accepted(undefined, {}, { authorization: 'Bearer nonsense' });
      expect(data.submitter).toBeNull();
    });

    it('case 60: a list helper adds an approved record', async () => {
      const { answer, data } = await accepted(H, { status: 'Approved', raw_footage: undefined });
      expect(data).toMatchObject({ status: 'approved', submitter: { id: 13, banned: false }, raw_footage: null });
      expect(answer.headers['x-submission-count']).toBeUndefined();
      expect((await as(gateway(), U, 'GET', answer.headers.location as string)).status).toBe(200);
    });

    it('case 66: list helpers add records on legacy demons', async () => {
      const { data } = await accepted(H, { demon: 22, status: 'approved' });
      expect(data.status).toBe('approved');
    });

    it('case 70: the player himself may submit', async () => {
      const { data } = await accepted(L, { player: 'Quillfeather' });
      expect(data.player.id).toBe(6);
    });

    it('case 74: other submissions and less progress are no duplicates', async () => {
      await accepted(undefined, { player: fixture.players.find(({ id }) => id === 4)!.name, demon: 15, progress: 100 });
    });

    it('case 75: names are trimmed and compared ignoring case', async () => {
      const { data } = await accepted(undefined, { player: '  STARDUST1972 ' });
      expect(data.player.id).toBe(4);
    });

    it('case 76: a new name makes a player, a refused one does not', async () => {
      await submit(gateway(), undefined, { player: 'brand new', progress: 101 });
      const { data } = await accepted(undefined, { player: ' brand new' });
      expect(data.player).toEqual({ id: 41, name: 'brand new', banned: false });
      const again = await accepted(undefined, { player: 'BRAND NEW', video: 'https://youtu.be/another0001' });
      expect(again.data.player.id).toBe(41);
    });

    it('case 77: a note is kept unless it is blank', async () => {
      const notesOf = async (id: number) => (await as(gateway(), H, 'GET', `${path}${id}/notes/`)).json();
      const blank = await accepted(undefined, { note: '  ' });
      expect(await notesOf(blank.data.id)).toEqual([]);
      const noted = await accepted(undefined, { note: 'hi', video: 'https://youtu.be/another0001' });
      expect(await notesOf(noted.data.id)).toEqual([
        { id: expect.any(Number), content: 'hi', is_public: false, transferred: false, author: null, editors: [] },
      ]);
      const signed = await accepted(U, { note: 'hi', video: 'https://youtu.be/another0002' });
      expect(await notesOf(signed.data.id)).toMatchObject([{ author: U }]);
    });

    it('case 78: every good video is stored in its canonical form', async () => {
      const good: readonly (readonly [string, string])[] = [
        ['https://youtu.be/dQw4w9WgXcQ?t=43', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
        ['https://youtube.com/watch?v=1234567890', 'https://www.youtube.com/watch?v=1234567890'],
        ['https://www.twitch.tv/somebody/v/42?filter=x', 'https://www.twitch.tv/videos/42'],
        ['http://www.everyplay.com/videos/7', 'https://everyplay.com/videos/7'],
        ['https://www.vimeo.com/999786055', 'https://vimeo.com/999786055'],
        ['https://bilibili.com/video/BV1xx411c7mD?p=2', 'https://www.bilibili.com/video/BV1xx411c7mD'],
      ];
      for (const [video, stored] of good) expect((await accepted(undefined, { video })).data.video).toBe(stored);
      const same = await submit(gateway(), undefined, { video: 'http://m.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=1m' });
      expect(same.json<{ code: number }>().code).toBe(42217);
    });

    it('a record that is added in another status settles the pair as if it had been submitted first', async () => {
      const added = await accepted(H, { player: 'stardust1972', demon: 15, progress: 100, status: 'approved', video: null });
      const left = await recordIds(gateway(), 'player=4&demon_id=15');
      expect(left).toEqual([added.data.id]);
    });

    it('two submissions of one video at once: one of them is refused', async () => {
      const answers = await Promise.all([
        submit(gateway(), undefined),
        submit(gateway(), undefined, { player: 'somebody else' }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    });

    it('keeps raw footage of any scheme verbatim, and ignores unknown members', async () => {
      const { data } = await accepted(undefined, { raw_footage: 'MAILTO:a@b', id: 7, unknown: { a: 1 } });
      expect(data).toMatchObject({ id: 313, raw_footage: 'MAILTO:a@b' });
      expect((await as(gateway(), A, 'GET', `${path}313/`)).json()).toMatchObject({ data: { raw_footage: 'MAILTO:a@b' } });
    });
  },
  trusting,
);

describeOnFreshGateways(
  'pointercrate submission limits',
  (gateway) => {
    const from = (address: string, at: number, change: object = {}) =>
      submit(gateway(), undefined, { video: `https://vimeo.com/99000${at}`, ...change }, { 'x-real-ip': address });

    it('case 82: the fourth submission of one address has to wait', async () => {
      for (const at of [1, 2, 3]) expect((await from('192.0.2.10', at)).status).toBe(200);
      // A refused one takes no token.
      expect((await from('192.0.2.11', 1)).status).toBe(422);
      const answer = await from('192.0.2.10', 4);
      expect(answer.status).toBe(429);
      const { code, data } = answer.json<{ code: number; data: { remaining: { secs: number; nanos: number } } }>();
      expect(code).toBe(42900);
      expect(data.remaining.secs).toBeLessThanOrEqual(400);
      expect(data.remaining.secs).toBeGreaterThan(390);
      expect(Number(answer.headers['retry-after'])).toBe(data.remaining.secs + (data.remaining.nanos > 0 ? 1 : 0));
      expect((await from('192.0.2.11', 5)).status).toBe(200);
      const staff = await submit(gateway(), H, { video: 'https://vimeo.com/990009' }, { 'x-real-ip': '192.0.2.10' });
      expect(staff.status).toBe(200);
    });

    it('case 83: the eighth new address within the hour has to wait, also where the others failed', async () => {
      for (const at of [1, 2, 3, 4, 5, 6, 7]) {
        expect((await from(`192.0.2.10${at}`, at, at % 2 === 0 ? { demon: 9999 } : {})).status).toBe(at % 2 === 0 ? 404 : 200);
      }
      const answer = await from('192.0.2.108', 8);
      expect([answer.status, answer.json<{ code: number }>().code]).toEqual([429, 42900]);
      expect((await from('192.0.2.10', 9)).status).toBe(200);
    });

    it('all submissions together have a limit of their own', async () => {
      const known = fixture.submitters.filter(({ banned }) => !banned).map(({ ip_address }) => ip_address);
      const statuses: number[] = [];
      for (let at = 0; at < 21; at += 1) statuses.push((await from(known[at % known.length]!, 100 + at)).status);
      expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    });
  },
  { ...trusting, RATE_LIMITS: 'true' },
);
