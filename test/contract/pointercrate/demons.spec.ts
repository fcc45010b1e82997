import { describe, expect, it } from 'vitest';
import { describeOnEngines, engines, startGateway } from '../../support/gateway.js';
import { demonRow, demonRows, demonsByPosition, type FixtureDemon, fullDemon, listedDemon, playerName } from './demon-fixture.js';
import { as, fixture, forge, refusal, tagOf, users } from './support.js';

const { H } = users;
const list = '/api/v2/demons/';

/** Ids of the fixture's demons, ascending. */
const idsWhere = (matches: (demon: FixtureDemon) => boolean): number[] => demonRows.filter(matches).map(({ id }) => id);

describeOnEngines('pointercrate demons', (gateway) => {
  const get = (path: string, headers: Record<string, string> = {}) => gateway().request('GET', `${list}${path}`, { headers });
  const ids = async (query: string): Promise<number[]> => {
    const answer = await get(query);
    expect(answer.status, query).toBe(200);
    return answer.json<{ id: number }[]>().map(({ id }) => id);
  };

  it('case 131: the list by position pages by position', async () => {
    const answer = await get('listed/?after=1&limit=1&requirement=56');
    const [first] = demonsByPosition.filter(({ position, requirement }) => position > 1 && requirement === 56);
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual([listedDemon(first!)]);
    expect(answer.headers.links).toBe(
      [
        '</api/v2/demons/listed/?after=0&limit=1&requirement=56>; rel=first',
        '</api/v2/demons/listed/?before=31&limit=1&requirement=56>; rel=last',
        `</api/v2/demons/listed/?after=${first!.position}&limit=1&requirement=56>; rel=next`,
        `</api/v2/demons/listed/?before=${first!.position}&limit=1&requirement=56>; rel=prev`,
      ].join(','),
    );
  });

  it('lists all demons by id, and by position', async () => {
    const answer = await get('');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json']);
    expect(answer.headers.etag).toBeUndefined();
    expect(answer.json()).toEqual(demonRows.toSorted((a, b) => a.id - b.id).map(listedDemon));
    expect(answer.headers.links).toBe('</api/v2/demons/?after=0>; rel=first,</api/v2/demons/?before=31>; rel=last');
    expect(answer.headers.link).toBe('</api/v2/demons/?after=0>; rel="first", </api/v2/demons/?before=31>; rel="last"');
    expect((await get('listed/')).json()).toEqual(demonsByPosition.map(listedDemon));
  });

  it('blanks the video of a link-banned verifier', async () => {
    const [demon] = (await get('?name=Hollow+Meridian')).json<{ id: number; video: null }[]>();
    expect(demonRow(8).video).not.toBeNull();
    expect(demon).toMatchObject({ id: 8, video: null });
  });

  it('pages backwards in ascending order', async () => {
    const answer = await get('listed/?before=20&limit=3');
    expect(answer.json<{ position: number }[]>().map(({ position }) => position)).toEqual([17, 18, 19]);
    expect(answer.headers.links).toContain('</api/v2/demons/listed/?before=17&limit=3>; rel=prev');
    expect(await ids('?after=28')).toEqual([29, 30]);
  });

  it('filters by everything that it is asked to', async () => {
    expect(await ids('?name=aSHEN+circuit')).toEqual([12, 27]);
    expect(await ids('?name=ashen')).toEqual([]);
    expect(await ids('?name_contains=EN')).toEqual(idsWhere(({ name }) => name.toLowerCase().includes('en')));
    expect(await ids('?requirement=56')).toEqual(idsWhere(({ requirement }) => requirement === 56));
    expect(await ids('?requirement__gt=60')).toEqual(idsWhere(({ requirement }) => requirement > 60));
    expect(await ids('?requirement__lt=56')).toEqual(idsWhere(({ requirement }) => requirement < 56));
    expect(await ids('?verifier_id=24')).toEqual(idsWhere(({ verifier }) => verifier === 24));
    expect(await ids('?publisher_id=31')).toEqual(idsWhere(({ publisher }) => publisher === 31));
    const [verifier, publisher] = [playerName(24).toUpperCase(), playerName(31).toUpperCase()];
    expect(await ids(`?verifier_name=${verifier}`)).toEqual(idsWhere((demon) => demon.verifier === 24));
    expect(await ids(`?publisher_name=${publisher}`)).toEqual(idsWhere((demon) => demon.publisher === 31));
    expect(await ids('?level_id=83969065')).toEqual([1]);
    expect(await ids(`?verifier_name=${verifier}&publisher_name=${publisher}`)).toEqual([8]);
    expect(await ids('listed/?name=Ashen+Circuit')).toEqual([12, 27]);
  });

  it('names the filters in links in the order of the contract', async () => {
    const answer = await get('?requirement__lt=90&level_id=1&foo=1&verifier_id=2&requirement=3&name_contains=a+b&name=x');
    expect(answer.headers.links).toContain(
      '</api/v2/demons/?after=0&name=x&name_contains=a+b&requirement=3&verifier_id=2&level_id=1&requirement__lt=90>; rel=first',
    );
  });

  it('refuses windows and filters that mean nothing', async () => {
    for (const query of ['?limit=abc', '?requirement=40000', '?level_id=x', '?name=a&name=b', '?verifier_id=']) {
      for (const path of ['', 'listed/']) {
        const answer = await get(`${path}${query}`);
        expect([answer.status, answer.json()], query).toEqual([400, refusal(40000)]);
      }
    }
    expect((await get('?limit=0')).json()).toEqual(refusal(42207));
    expect((await get('listed/?before=1&after=2')).json()).toEqual(refusal(42227));
  });

  it('shows every demon in full', async () => {
    for (const demon of demonRows) {
      const answer = await get(`${demon.id}/`);
      expect(answer.status).toBe(200);
      expect(answer.json(), demon.name).toEqual({ data: fullDemon(demon) });
      expect(answer.headers).toMatchObject({
        etag: tagOf(fullDemon(demon)),
        vary: 'Authorization',
        'cache-control': 'private, no-cache',
        'content-type': 'application/json',
      });
    }
    const { link_banned, id } = fixture.players.find((player) => player.link_banned)!;
    const withheld = fixture.records.filter(({ player, status, video }) => player === id && status === 'approved' && video);
    expect([link_banned, withheld.length > 0]).toEqual([true, true]);
  });

  it('shows a demon only to those who do not have it', async () => {
    const tag = tagOf(fullDemon(demonRow(1)));
    expect((await get('1/', { 'if-none-match': tag })).status).toBe(304);
    expect((await get('1/', { 'if-none-match': '"1"' })).status).toBe(200);
    expect((await get('1/', { 'if-match': tag })).status).toBe(200);
    const refused = await get('1/', { 'if-match': '"1"' });
    expect([refused.status, refused.json()]).toEqual([412, refusal(41200)]);
  });

  it('does not look at tokens', async () => {
    const answer = await get('1/', { authorization: `Bearer ${forge({ sub: '1', gen: 99 })}` });
    expect(answer.status).toBe(200);
    expect((await get('', { authorization: 'Bearer nonsense' })).status).toBe(200);
  });

  it('knows ids as contract §0 spells them', async () => {
    for (const id of [99, 0, -1]) {
      const answer = await get(`${id}/`);
      expect([answer.status, answer.json()]).toEqual([404, refusal(40401, { demon_id: id })]);
    }
    for (const id of ['abc', '1.0', '99999999999']) expect((await get(`${id}/`)).json()).toEqual(refusal(42200));
    expect((await get('01/')).json()).toEqual({ data: fullDemon(demonRow(1)) });
    const head = await gateway().request('HEAD', `${list}1/`);
    expect([head.status, head.text, head.headers.etag]).toEqual([200, '', tagOf(fullDemon(demonRow(1)))]);
  });

  it('redirects to the path with a slash', async () => {
    for (const [path, target] of [
      ['/api/v2/demons?limit=1', '/api/v2/demons/?limit=1'],
      ['/api/v2/demons/listed?limit=1&after=2', '/api/v2/demons/listed/?limit=1&after=2'],
      ['/api/v2/demons/1/audit/movement', '/api/v2/demons/1/audit/movement/'],
    ] as const) {
      const answer = await gateway().request('GET', path);
      expect([answer.status, answer.headers.location]).toEqual([308, target]);
    }
  });

  it('knows which methods there are', async () => {
    const answer = await gateway().request('DELETE', `${list}1/`);
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, PATCH']);
  });

  it('has no first version any more', async () => {
    for (const path of ['/api/v1/demons/', '/api/v1/demons', '/api/v1/demons/1/', '/api/v1/demons/listed/']) {
      for (const method of ['GET', 'POST']) {
        const answer = await as(gateway(), H, method, path);
        expect([answer.status, answer.json()], path).toEqual([404, refusal(40400)]);
      }
    }
  });

  it('serves the list under its space too, and no list where there is none', async () => {
    const answer = await gateway().request('GET', '/spaces/demonlist/api/v2/demons/?limit=1');
    expect(answer.json()).toEqual([listedDemon(demonRow(1))]);
    expect(answer.headers.links).toContain('</spaces/demonlist/api/v2/demons/?after=1&limit=1>; rel=next');
    expect((await gateway().request('GET', '/spaces/country/api/v2/demons/')).status).toBe(401);
    const other = await as(gateway(), H, 'GET', '/spaces/country/api/v2/demons/');
    expect([other.status, other.json()]).toEqual([404, refusal(40400)]);
  });

  it('knows where the demons stood from the beginning', async () => {
    const answer = await get('4/audit/movement/');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json']);
    expect(answer.json()).toEqual([{ reason: 'Added', time: expect.stringMatching(time), new_position: demonRow(4).position }]);
    const unknown = await get('99/audit/movement/');
    expect([unknown.status, unknown.json()]).toEqual([404, refusal(40401, { demon_id: 99 })]);
  });
});

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/;

describe.each(engines)('pointercrate demons of an empty list on %s', (engine) => {
  it('are an empty array, and Links without a link', async () => {
    const emptyList = {
      id: 'demonlist',
      gid: '3b241101-e2bb-4255-8caf-4136c566a962',
      birth: 'pointercrate',
      visibility: 'private',
      title: 'Empty',
      createdAt: 0,
    } as const;
    const gateway = await startGateway(engine, {}, { data: 'empty', prepare: ({ spaces }) => spaces.create(emptyList) });
    for (const path of [list, `${list}listed/`]) {
      const answer = await gateway.request('GET', path);
      expect([answer.status, answer.json(), answer.headers.links, answer.headers.link]).toEqual([200, [], '', undefined]);
    }
    await gateway.stop();
  });
});
