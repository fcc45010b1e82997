import { describe, expect, it } from 'vitest';
import { describeOnEngines, engines, startGateway } from '../../support/gateway.js';
import { as, type ExpectedPage, fixture, refusal, users } from './support.js';

const { H, M, U, C } = users;
const list = '/api/v1/records/';

interface Listed {
  readonly id: number;
  readonly status: string;
  readonly player: { readonly id: number };
  readonly demon: { readonly id: number };
}

const idsOf = (records: readonly { readonly id: number }[]): number[] => records.map(({ id }) => id);

/** Ids of the fixture's records, ascending. */
const fixtureIds = (matches: (record: (typeof fixture.records)[number]) => boolean): number[] =>
  idsOf(fixture.records.filter(matches));

const readerOf = ({ as: who }: ExpectedPage): string | undefined => (who === 'anonymous' ? undefined : who);

describeOnEngines('pointercrate listing', (gateway) => {
  const get = (user: string | undefined, query = '') => as(gateway(), user, 'GET', `${list}${query}`);
  const ids = async (user: string | undefined, query: string): Promise<number[]> => {
    const answer = await get(user, query);
    expect(answer.status, query).toBe(200);
    return idsOf(answer.json<Listed[]>());
  };

  it('case 30: the expected pages have exactly these records and these links', async () => {
    expect(fixture.expected_pages).toHaveLength(17);
    for (const page of fixture.expected_pages) {
      const answer = await as(gateway(), readerOf(page), 'GET', page.request.replace('GET ', ''));
      expect(answer.status, page.request).toBe(200);
      expect(idsOf(answer.json<Listed[]>()), page.request).toEqual(page.record_ids);
      expect(answer.headers.links, page.request).toBe(page.links);
      expect(answer.headers['content-type']).toBe('application/json');
      expect(answer.headers.etag).toBeUndefined();
    }
  });

  it('case 31: anybody sees the approved records of a player', async () => {
    const approved = fixtureIds(({ player, status }) => player === 1 && status === 'approved');
    expect(await ids(undefined, '?player=1')).toEqual(approved);
  });

  it('case 32: who holds the verified claim sees all of his records', async () => {
    const all = await ids(U, '?player=1');
    expect(all).toContain(122);
    expect(all).toEqual(fixtureIds(({ player }) => player === 1));
  });

  it('case 33: of others he sees the approved ones only', async () => {
    expect(await ids(U, '?player=4')).toEqual(fixtureIds(({ player, status }) => player === 4 && status === 'approved'));
  });

  it('case 34: an unverified claim opens nothing', async () => {
    expect(await ids(C, '?player=10')).toEqual(fixtureIds(({ player, status }) => player === 10 && status === 'approved'));
    expect(fixtureIds(({ player, status }) => player === 10 && status !== 'approved')).not.toEqual([]);
  });

  it('case 35: the holder may filter by any status', async () => {
    expect(await ids(U, '?player=1&status=submitted')).toEqual([122]);
  });

  it('case 36: filters on what is hidden need a token', async () => {
    for (const query of ['?status=rejected', '?submitter=1', '?player=1&status=submitted']) {
      const answer = await get(undefined, query);
      expect(answer.status, query).toBe(401);
      expect(answer.json()).toEqual(refusal(40100));
    }
  });

  it('case 37: other statuses need a list helper', async () => {
    const answer = await get(U, '?status=rejected');
    expect([answer.status, answer.json()]).toEqual([403, refusal(40301, { required: [2, 4, 8] })]);
    expect((await get(U, '?status=rejected&player=4')).status).toBe(403);
    expect((await get(C, '?status=submitted&player=10')).status).toBe(403);
  });

  it('case 38: filtering by submitter needs a moderator', async () => {
    for (const user of [H, U]) {
      const answer = await get(user, '?submitter=1');
      expect([answer.status, answer.json()]).toEqual([403, refusal(40301, { required: [4, 8] })]);
    }
  });

  it('case 39: a moderator filters by submitter', async () => {
    expect(await ids(M, '?submitter=7&limit=100')).toEqual(fixtureIds(({ submitter }) => submitter === 7));
  });

  it('case 40: limits out of range', async () => {
    for (const query of ['?limit=0', '?limit=101', '?limit=-1', '?limit=0&before=5&after=9']) {
      const answer = await get(undefined, query);
      expect([answer.status, answer.json()], query).toEqual([422, refusal(42207)]);
    }
  });

  it('case 41: what cannot be parsed', async () => {
    const queries = [
      '?limit=abc',
      '?limit=',
      '?progress__gt=x',
      '?after=1&after=2',
      '?after=9999999999',
      '?progress=40000',
      '?status=nope',
      '?status=UNDER_CONSIDERATION',
      '?player=name',
      '?demon_position=1.5',
      '?status=approved&status=approved',
      '?before=0x1',
    ];
    for (const query of queries) {
      const answer = await get(undefined, query);
      expect([answer.status, answer.json()], query).toEqual([400, refusal(40000)]);
    }
  });

  it('case 42: an empty window is refused, after questions of visibility', async () => {
    const answer = await get(undefined, '?before=5&after=9');
    expect([answer.status, answer.json()]).toEqual([422, refusal(42227)]);
    expect((await get(undefined, '?before=5&after=9&status=rejected')).status).toBe(401);
    expect((await get(undefined, '?limit=x&status=rejected')).status).toBe(400);
  });

  it('case 43: a window of nothing is a page of nothing', async () => {
    const answer = await get(undefined, '?before=9&after=9');
    expect([answer.status, answer.json()]).toEqual([200, []]);
    expect(answer.headers.links).toBe(
      '</api/v1/records/?after=0&status=approved>; rel=first,</api/v1/records/?before=313&status=approved>; rel=last',
    );
  });

  it('case 44: a page is a bare array of listed records', async () => {
    const page = (await get(undefined, '?limit=1')).json<object[]>();
    const record = fixture.records.find(({ status }) => status === 'approved')!;
    const holder = fixture.players.find(({ id }) => id === record.player)!;
    const demon = fixture.demons.find(({ id }) => id === record.demon)!;
    expect(page).toEqual([
      {
        id: record.id,
        progress: record.progress,
        video: record.video,
        status: 'approved',
        demon: { id: demon.id, position: demon.position, name: demon.name },
        player: { id: holder.id, name: holder.name, banned: holder.banned },
      },
    ]);
    const asHelper = (await get(H, '?limit=1&after=4')).json<object[]>();
    expect(Object.keys(asHelper[0]!)).toEqual(['id', 'progress', 'video', 'status', 'demon', 'player']);
  });

  it('case 45: before the first there is nothing, but a next page', async () => {
    const answer = await get(undefined, '?before=1');
    expect(answer.json()).toEqual([]);
    expect(answer.headers.links).toContain('</api/v1/records/?after=0&status=approved>; rel=next');
    expect(answer.headers.links).not.toContain('rel=prev');
  });

  it('case 46: pages are ascending, also those before an id', async () => {
    const page = await ids(undefined, '?before=50&limit=5');
    expect(page).toEqual([...page].sort((a, b) => a - b));
    expect(page).toHaveLength(5);
  });

  it('case 47: the usual limit is not named in links', async () => {
    const answer = await get(undefined, '?limit=50');
    expect(answer.headers.links).not.toContain('limit');
    expect(answer.headers.links).toBe((await get(undefined)).headers.links);
  });

  it('case 48: unknown parameters are ignored', async () => {
    const [odd, plain] = [await get(undefined, '?foo=bar&foo=baz&%F0=1'), await get(undefined)];
    expect(odd.text).toBe(plain.text);
    expect(odd.headers.links).toBe(plain.headers.links);
  });

  it('case 50: a demon name means all demons of that name', async () => {
    const page = await ids(undefined, '?demon=ASHEN+CIRCUIT&limit=100');
    expect(page).toEqual(fixtureIds(({ demon, status }) => (demon === 12 || demon === 27) && status === 'approved'));
    expect(await ids(undefined, '?demon=Ashen')).toEqual([]);
    expect(await ids(undefined, '?demon=')).toEqual([]);
  });

  it('case 51: following next shows each approved record once, ascending', async () => {
    const seen: number[] = [];
    let next: string | undefined = `${list}?limit=7`;
    while (next !== undefined) {
      const answer = await as(gateway(), undefined, 'GET', next);
      seen.push(...idsOf(answer.json<Listed[]>()));
      next = /<([^>]+)>; rel=next/.exec(answer.headers.links as string)?.[1];
    }
    expect(seen).toEqual(fixtureIds(({ status }) => status === 'approved'));
  });

  it('following prev from the end shows each record once as well', async () => {
    const seen: number[] = [];
    let previous: string | undefined = `${list}?limit=9&before=1000`;
    while (previous !== undefined) {
      const answer = await as(gateway(), H, 'GET', previous);
      seen.unshift(...idsOf(answer.json<Listed[]>()));
      previous = /<([^>]+)>; rel=prev/.exec(answer.headers.links as string)?.[1];
    }
    expect(seen).toEqual(fixtureIds(() => true));
  });

  it('case 52: Link has the same targets with quoted relations', async () => {
    for (const query of ['?limit=5&after=7', '?before=1', '?status=APPROVED&progress__lt=60&limit=6']) {
      const { links, link } = (await get(undefined, query)).headers as { links: string; link: string };
      expect(link).toBe(links.replaceAll(/,(?=<)/g, ', ').replaceAll(/rel=(\w+)/g, 'rel="$1"'));
    }
  });

  it('combines all filters with AND, and names them in the documented order', async () => {
    const record = fixture.records.find(({ id }) => id === 11)!;
    const position = fixture.demons.find(({ id }) => id === record.demon)!.position;
    const name = fixture.demons.find(({ id }) => id === record.demon)!.name;
    const query = new URLSearchParams({
      submitter: String(record.submitter),
      video: record.video!,
      demon_id: String(record.demon),
      demon: name.toLowerCase(),
      player: String(record.player),
      status: 'Approved',
      demon_position__gt: String(position - 1),
      demon_position__lt: String(position + 1),
      demon_position: String(position),
      progress__gt: String(record.progress - 1),
      progress__lt: String(record.progress + 1),
      progress: String(record.progress),
    });
    const answer = await get(M, `?${query}`);
    expect(idsOf(answer.json<Listed[]>())).toEqual([11]);
    const [first] = (answer.headers.links as string).split(',');
    expect([...new URLSearchParams(first?.slice(1, first.indexOf('>')).split('?')[1]).keys()]).toEqual([
      ...['after', 'progress', 'progress__lt', 'progress__gt', 'demon_position', 'demon_position__lt', 'demon_position__gt'],
      ...['status', 'player', 'demon', 'demon_id', 'video', 'submitter'],
    ]);
    for (const [member, other] of [
      ['progress', '1'],
      ['demon_position', '999'],
      ['demon_id', '1'],
      ['player', '3'],
      ['status', 'rejected'],
      ['submitter', '1'],
      ['video', 'https://vimeo.com/1'],
      ['demon', 'Kiln'],
    ] as const) {
      const changed = new URLSearchParams(query);
      changed.set(member, other);
      expect((await get(M, `?${changed}`)).json(), member).toEqual([]);
    }
  });

  it('filters by ranges of position and progress', async () => {
    const positions = new Map(fixture.demons.map(({ id, position }) => [id, position]));
    const within = (test: (position: number, progress: number) => boolean): number[] =>
      fixtureIds(({ demon, progress }) => test(positions.get(demon)!, progress)).slice(0, 100);
    expect(await ids(H, '?limit=100&demon_position__lt=4')).toEqual(within((position) => position < 4));
    expect(await ids(H, '?limit=100&demon_position__gt=3')).toEqual(within((position) => position > 3));
    expect(await ids(H, '?limit=100&progress__gt=99')).toEqual(within((_, progress) => progress > 99));
    expect(await ids(H, '?limit=100&progress__lt=55&progress__gt=40')).toEqual(
      within((_, progress) => progress < 55 && progress > 40),
    );
    expect(await ids(H, '?limit=100&progress__lt=-5')).toEqual([]);
    expect(await ids(H, '?limit=100&progress__gt=0&progress__lt=200')).toEqual(within(() => true));
  });

  it('blanks the links of link-banned holders, and does not find their records by them', async () => {
    const banned = fixture.players.find(({ link_banned }) => link_banned)!;
    const record = fixture.records.find(({ player, video }) => player === banned.id && video !== null)!;
    const page = (await get(H, `?player=${banned.id}&limit=100`)).json<{ id: number; video: string | null }[]>();
    expect(page.map(({ video }) => video)).toEqual(page.map(() => null));
    expect(idsOf(page)).toContain(record.id);
    expect(await ids(M, `?video=${encodeURIComponent(record.video!)}`)).toEqual([]);
  });

  it('refuses a bad token, and ignores cookies and other schemes', async () => {
    for (const authorization of ['Bearer nonsense', 'Bearer ']) {
      const answer = await gateway().request('GET', list, { headers: { authorization } });
      expect([answer.status, answer.json()]).toEqual([401, refusal(40100)]);
    }
    const headers = { authorization: 'Basic bGlzdF9oZWxwZXI6eA==', cookie: 'access_token=x; csrf_token=y' };
    expect((await gateway().request('GET', list, { headers })).status).toBe(200);
  });

  it('answers HEAD, and knows its methods', async () => {
    const [head, full] = [await as(gateway(), undefined, 'HEAD', list), await get(undefined)];
    expect([head.status, head.text, head.headers.links]).toEqual([200, '', full.headers.links]);
    expect((await as(gateway(), undefined, 'GET', '/api/v1/records?player=1')).headers.location).toBe(
      '/api/v1/records/?player=1',
    );
  });
});

describe.each(engines)('pointercrate listing of an empty store on %s', (engine) => {
  it('case 49: an empty array, and Links without a link', async () => {
    const gateway = await startGateway(
      engine,
      {},
      {
        data: 'empty',
        prepare: ({ spaces }) =>
          spaces.create({
            id: 'demonlist',
            gid: '3b241101-e2bb-4255-8caf-4136c566a962',
            birth: 'pointercrate',
            visibility: 'private',
            title: 'Empty',
            createdAt: 0,
          }),
      },
    );
    const answer = await gateway.request('GET', list);
    expect([answer.status, answer.json(), answer.headers.links, answer.headers.link]).toEqual([200, [], '', undefined]);
    expect((await gateway.request('GET', `${list}?before=5`)).headers.links).toBe(
      '</api/v1/records/?after=4&status=approved>; rel=next',
    );
    await gateway.stop();
  });
});
