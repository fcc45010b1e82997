import { expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { fullPlayer, listedPlayer, nationOf, players, ranked } from './players-support.js';
import { as, refusal, tagOf, users } from './support.js';

const { H, A, U, C } = users;
const list = '/api/v1/players/';
const ranking = '/api/v1/players/ranking/';
const idsOf = (answer: { json<T>(): T }): number[] => answer.json<{ id: number }[]>().map(({ id }) => id);

describeOnEngines('pointercrate players', (gateway) => {
  const get = (path: string, user?: string, headers?: Record<string, string>) => as(gateway(), user, 'GET', path, headers);

  it('case 124: banned players are shown to list helpers only', async () => {
    for (const user of [undefined, U]) {
      const answer = await get(list, user);
      expect(answer.status).toBe(200);
      expect(answer.json()).toEqual(players.filter(({ banned }) => !banned).map(listedPlayer));
      expect(answer.headers.links).toBe(
        '</api/v1/players/?after=0&banned=false>; rel=first,</api/v1/players/?before=41&banned=false>; rel=last',
      );
      expect(answer.headers.etag).toBeUndefined();
    }
    const helper = await get(list, H);
    expect(helper.json()).toEqual(players.map(listedPlayer));
    expect(helper.headers.links).toBe('</api/v1/players/?after=0>; rel=first,</api/v1/players/?before=41>; rel=last');
    expect(idsOf(await get(`${list}?banned=true`, H))).toEqual([17, 29, 38]);
    expect(idsOf(await get(`${list}?banned=true`))).not.toContain(17);
  });

  it('case 124: an invalid token counts as none', async () => {
    const answer = await gateway().request('GET', list, { headers: { authorization: 'Bearer nonsense' } });
    expect(answer.status).toBe(200);
    expect(idsOf(answer)).not.toContain(17);
  });

  it('scores and ranks are those of the fixture', async () => {
    const shown = (await get(list, H)).json<{ id: number; score: number; rank: number | null }[]>();
    expect(shown).toHaveLength(40);
    for (const { id, score, rank } of shown) {
      const expected = players.find((player) => player.id === id)!;
      expect(score, `score of ${id}`).toBeCloseTo(expected.score, 8);
      expect(rank, `rank of ${id}`).toBe(expected.rank);
    }
  });

  it.each<[string, (player: (typeof players)[number]) => boolean]>([
    ['name=STARDUST1971', ({ id }) => id === 1],
    ['name=stardust', () => false],
    ['name_contains=STAR', ({ id }) => id === 1 || id === 4],
    ['name_contains=', () => true],
    ['nation=de', ({ nationality }) => nationality === 'DE'],
    ['nation=United+kingdom', ({ nationality }) => nationality === 'GB'],
    ['nation=ZZ', () => false],
    ['nation=GB&subdivision=ENG', ({ id }) => id === 6],
    ['subdivision=CA', ({ id }) => id === 11],
    ['nation=US&name_contains=a&banned=false', ({ nationality, name }) => nationality === 'US' && /a/i.test(name)],
    ['foo=bar', () => true],
  ])('players with %s', async (query, matches) => {
    const answer = await get(`${list}?${query}`, H);
    expect(answer.json()).toEqual(players.filter(matches).map(listedPlayer));
    expect(answer.headers.links).toContain('after=0');
  });

  it('links name the filters in their order', async () => {
    const answer = await get(`${list}?subdivision=ENG&nation=GB&banned=false&name_contains=u&name=quillfeather&limit=3`, H);
    expect(answer.headers.links).toBe(
      ['after=0', 'before=41']
        .map(
          (side, at) =>
            `</api/v1/players/?${side}&limit=3&name=quillfeather&name_contains=u&banned=false&nation=GB&subdivision=ENG>; rel=${['first', 'last'][at]}`,
        )
        .join(','),
    );
  });

  it('players are paged by id', async () => {
    const after = await get(`${list}?after=16&limit=2`);
    expect(idsOf(after)).toEqual([18, 19]);
    expect(after.headers.links).toContain('</api/v1/players/?after=19&limit=2&banned=false>; rel=next');
    expect(after.headers.links).toContain('</api/v1/players/?before=18&limit=2&banned=false>; rel=prev');
    expect(idsOf(await get(`${list}?before=19&limit=2`))).toEqual([16, 18]);
    expect(idsOf(await get(`${list}?before=19&after=15`))).toEqual([16, 18]);
    expect(idsOf(await get(`${list}?before=9&after=9`))).toEqual([]);
    expect(idsOf(await get(`${list}?before=-2147483648`))).toEqual([]);
    expect((await get(`${list}?limit=101`)).json()).toEqual(refusal(42207));
    expect((await get(`${list}?before=1&after=2`)).json()).toEqual(refusal(42227));
    expect((await get(`${list}?banned=yes`)).json()).toEqual(refusal(40000));
  });

  it('the ranking has everybody with a score who is not banned, by place', async () => {
    const answer = await get(ranking);
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual(
      ranked.map((player) => ({ ...listedPlayer(player), nationality: nationOf(player.nationality, null) })),
    );
    expect(answer.headers.links).toBe(
      '</api/v1/players/ranking/?after=0>; rel=first,</api/v1/players/ranking/?before=38>; rel=last',
    );
  });

  it('the ranking is paged by place', async () => {
    const ids = ranked.map(({ id }) => id);
    const answer = await get(`${ranking}?after=4&limit=3`);
    expect(idsOf(answer)).toEqual(ids.slice(4, 7));
    expect(answer.headers.links).toContain('</api/v1/players/ranking/?after=7&limit=3>; rel=next');
    expect(answer.headers.links).toContain('</api/v1/players/ranking/?before=5&limit=3>; rel=prev');
    expect(idsOf(await get(`${ranking}?before=38&limit=2`))).toEqual(ids.slice(35, 37));
    expect(idsOf(await get(`${ranking}?before=3&after=1`))).toEqual([ids[1]]);
    expect((await get(`${ranking}?limit=0`)).json()).toEqual(refusal(42207));
  });

  it.each<[string, string, readonly string[]]>([
    ['europe', 'Europe', ['AD', 'DE', 'FR', 'GB', 'PL']],
    ['Asia', 'asia', ['JP']],
    ['australia', 'AUSTRALIA', ['AU']],
    ['North America', 'North+America', ['CA', 'US']],
    ['South America', 'south+america', ['BR']],
    ['Central America', 'Central+America', []],
    ['Africa', 'africa', []],
  ])('the ranking of %s', async (_, continent, countries) => {
    const answer = await get(`${ranking}?continent=${continent}`);
    const expected = ranked.filter(({ nationality }) => nationality !== null && countries.includes(nationality));
    expect(answer.json<{ id: number; rank: number }[]>().map(({ id, rank }) => [id, rank])).toEqual(
      expected.map(({ id, rank }) => [id, rank]),
    );
    expect(answer.headers.links).toContain(`?after=0&continent=${continent.toLowerCase()}>; rel=first`);
  });

  it('the ranking of a nation, of a subdivision, of names', async () => {
    const idsWhere = (holds: (player: (typeof ranked)[number]) => boolean) => ranked.filter(holds).map(({ id }) => id);
    expect(idsOf(await get(`${ranking}?nation=us`))).toEqual(idsWhere(({ nationality }) => nationality === 'US'));
    expect(idsOf(await get(`${ranking}?nation=US&subdivision=TX`))).toEqual([36]);
    expect(idsOf(await get(`${ranking}?name_contains=IN`))).toEqual(idsWhere(({ name }) => /in/i.test(name)));
    expect((await get(`${ranking}?continent=atlantis`)).json()).toEqual(refusal(40000));
  });

  it('every player in his full form', async () => {
    for (const player of players) {
      const answer = await get(`${list}${player.id}/`);
      expect(answer.status).toBe(200);
      const { data } = answer.json<{ data: object }>();
      expect(data).toEqual(fullPlayer(player));
      expect(answer.headers.etag).toBe(tagOf(data));
    }
  });

  it('one player is read conditionally, by anybody', async () => {
    const { headers, text } = await get(`${list}1/`);
    expect(headers).toMatchObject({ vary: 'Authorization', 'cache-control': 'private, no-cache' });
    const etag = headers.etag as string;
    expect((await get(`${list}1/`, undefined, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(`${list}1/`, undefined, { 'if-match': '"1"' })).json()).toEqual(refusal(41200));
    const ignored = await gateway().request('GET', `${list}1/`, { headers: { authorization: 'Bearer nonsense' } });
    expect(ignored.text).toBe(text);
    expect((await get(`${list}4711/`)).json()).toEqual(refusal(40401, { player_id: 4711 }));
    expect((await get(`${list}x/`)).json()).toEqual(refusal(42200));
    expect((await get('/api/v1/players/1')).headers.location).toBe('/api/v1/players/1/');
  });

  it('case 125: the claimed player, to whom it may concern', async () => {
    const path = `${list}me/`;
    const anonymous = await get(path);
    expect([anonymous.status, anonymous.json()]).toEqual([401, refusal(40100)]);
    const unclaimed = await get(path, A);
    expect([unclaimed.status, unclaimed.json()]).toEqual([404, refusal(40400)]);
    const mine = await get(path, U);
    expect([mine.status, mine.text]).toEqual([200, (await get(`${list}1/`)).text]);
    expect((await get(path, U, { 'if-none-match': mine.headers.etag as string })).status).toBe(304);
    expect((await get(path, C)).json<{ data: { id: number } }>().data.id).toBe(10);
  });

  it('nobody can be located', async () => {
    const locate = (user?: string) => as(gateway(), user, 'POST', `${list}me/geolocate/`);
    expect((await locate()).json()).toEqual(refusal(40100));
    expect((await locate(A)).json()).toEqual(refusal(40400));
    expect((await locate(C)).json()).toEqual(refusal(40306));
    const located = await locate(U);
    expect([located.status, located.json()]).toEqual([400, refusal(40003)]);
  });

  it('case 133: the sizes of the list', async () => {
    const answer = await get('/api/v1/list_information/');
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('{"list_size":15,"extended_list_size":25}');
  });

  it('other methods are told which there are', async () => {
    const answer = await as(gateway(), A, 'DELETE', list);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toContain('GET');
  });

  it('the list under the name of its space asks for a token', async () => {
    const path = '/spaces/demonlist/api/v1/players/1/';
    expect((await get(path)).text).toBe((await get(`${list}1/`)).text);
    expect((await get('/spaces/country/api/v1/players/1/', U)).json()).toEqual(refusal(40400));
    expect((await get('/spaces/country/api/v1/players/1/')).status).toBe(401);
  });
});

describeOnEngines(
  'pointercrate players of an empty gateway',
  (gateway) => {
    it('there is no list', async () => {
      expect((await gateway().request('GET', list)).json()).toEqual(refusal(40400));
    });
  },
  {},
  { data: 'empty' },
);
