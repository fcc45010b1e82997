import { expect, it } from 'vitest';
import { reader } from '../../support/demo.js';
import { describeOnFreshGateways } from '../../support/gateway.js';
import { demons, fullPlayer, nationOf, players } from './players-support.js';
import { as, fixture, refusal, tagOf, users } from './support.js';

const { H, M, A, U } = users;
const path = (id: number): string => `/api/v1/players/${id}/`;

interface Player {
  readonly id: number;
  readonly name: string;
  readonly banned: boolean;
  readonly score: number;
  readonly rank: number | null;
  readonly nationality: object | null;
  readonly records: readonly { readonly id: number; readonly progress: number }[];
  readonly created: readonly { readonly id: number }[];
  readonly verified: readonly { readonly id: number }[];
  readonly published: readonly { readonly id: number }[];
}

describeOnFreshGateways('pointercrate, amending players,', (gateway) => {
  const get = (id: number) => gateway().request('GET', path(id));
  const shown = async (id: number) => (await get(id)).json<{ data: Player }>().data;
  const patch = (id: number, body: object | string, user: string | undefined = M, headers: object = { 'if-match': '*' }) =>
    as(gateway(), user, 'PATCH', path(id), headers as Record<string, string>, body);
  const recordsOf = async (id: number) => {
    const answer = await as(gateway(), H, 'GET', `/api/v1/records/?player=${id}&limit=100`);
    return answer.json<{ id: number; status: string; progress: number; video: string; demon: { id: number } }[]>();
  };
  const demonIds = (list: readonly { id: number }[]): number[] => list.map(({ id }) => id);

  it('case 127: a subdivision needs a nation', async () => {
    const answer = await patch(4, { subdivision: 'ENG' });
    expect([answer.status, answer.json()]).toEqual([409, refusal(40907)]);
    expect((await patch(4, { nationality: null, subdivision: 'ENG' })).json()).toEqual(refusal(40907));
    expect((await patch(4, { subdivision: null })).status).toBe(304);
  });

  it('case 128: a nation is set once', async () => {
    const first = await patch(4, { nationality: 'GB' });
    expect(first.status).toBe(200);
    const { data } = first.json<{ data: Player }>();
    expect(data).toEqual(fullPlayer({ ...players[3]!, nationality: 'GB' }));
    expect(first.headers.etag).toBe(tagOf(data));
    const second = await patch(4, { nationality: 'GB' });
    expect([second.status, second.text, second.headers.etag]).toEqual([304, '', first.headers.etag]);
    expect((await get(4)).text).toBe(first.text);
  });

  it('nations go by code or name, in any case; another one clears the subdivision', async () => {
    const after = async (body: object) => {
      const answer = await patch(6, body);
      return answer.status === 304 ? 304 : answer.json<{ data: Player }>().data.nationality;
    };
    expect(await after({ nationality: 'united KINGDOM' })).toBe(304);
    expect(await after({ nationality: 'us' })).toEqual(nationOf('US', null));
    expect(await after({ subdivision: 'oh' })).toEqual(nationOf('US', 'OH'));
    expect(await after({ nationality: 'United States' })).toBe(304);
    expect(await after({ nationality: 'GB', subdivision: 'SCT' })).toEqual(nationOf('GB', 'SCT'));
    expect(await after({ subdivision: null })).toEqual(nationOf('GB', null));
    expect(await after({ nationality: null })).toBeNull();
    expect((await patch(6, { nationality: 'ZZ' })).json()).toEqual(refusal(40401, { iso_code: 'ZZ' }));
    const unknown = await patch(6, { nationality: 'gb', subdivision: 'TX' });
    expect(unknown.json()).toEqual(refusal(40401, { subdivision_code: 'TX', nation_code: 'GB' }));
    expect((await shown(6)).nationality).toBeNull();
  });

  it('nations in the ranking follow their players', async () => {
    const rankOf = async (code: string) => {
      const answer = await gateway().request('GET', '/api/v1/nationalities/ranking/');
      return answer.json<{ rank: number; country_code: string }[]>().find(({ country_code }) => country_code === code)?.rank;
    };
    expect(await rankOf('PL')).not.toBe(1);
    for (const player of [22, 24, 6, 4, 25, 30]) await patch(player, { nationality: 'PL' });
    expect(await rankOf('PL')).toBe(1);
  });

  it('case 129: the name of another player merges him', async () => {
    const [left, right] = [await recordsOf(4), await recordsOf(1)];
    const answer = await patch(4, { name: ' stardust1971 ' });
    expect(answer.status).toBe(200);
    const { data } = answer.json<{ data: Player }>();
    expect([data.id, data.name, data.nationality]).toEqual([4, 'stardust1971', null]);
    expect((await get(1)).json()).toEqual(refusal(40401, { player_id: 1 }));
    expect((await get(4)).text).toBe(answer.text);
    // On demon 21 an approved record meets a rejected one, on demon 9 one of 100 % a submission.
    const expected = [...left, ...right].filter(({ id }) => ![154, 92].includes(id)).sort((a, b) => a.id - b.id);
    expect(await recordsOf(4)).toEqual(
      expected.map((record) => ({ ...record, player: { id: 4, name: 'stardust1971', banned: false } })),
    );
    const isTheirs = (player: number): boolean => player === 1 || player === 4;
    const where = (holds: (demon: (typeof demons)[number]) => boolean) => demonIds(demons.filter(holds));
    expect(demonIds(data.verified)).toEqual(where(({ verifier }) => isTheirs(verifier)));
    expect(demonIds(data.published)).toEqual(where(({ publisher }) => isTheirs(publisher)));
    expect(demonIds(data.created)).toEqual(where(({ creators }) => creators.some(isTheirs)));
    // The claim came along.
    const mine = await as(gateway(), U, 'GET', '/api/v1/players/me/');
    expect([mine.status, mine.text]).toEqual([200, answer.text]);
    const all = (await as(gateway(), H, 'GET', '/api/v1/players/')).json<{ id: number; rank: number | null }[]>();
    expect(all).toHaveLength(39);
    // They shared no demon for which both scored, so the score is that of both.
    expect(data.score).toBeCloseTo(players[0]!.score + players[3]!.score, 6);
    expect(data.rank).toBe(1);
    expect(all.find(({ id }) => id === 22)?.rank).toBe(2);
  });

  it('case 129: a name that was merged away belongs to the other player, one that was given up to nobody', async () => {
    await patch(4, { name: 'stardust1971' });
    const submission = { progress: 100, demon: 2, video: 'https://youtu.be/abcdefghijk', raw_footage: 'https://example.org/raw' };
    const submit = async (name: string, demon: number, video: string) => {
      const body = { ...submission, player: name, demon, video };
      const answer = await as(gateway(), H, 'POST', '/api/v1/records/', {}, { ...body, status: 'approved' });
      return answer.json<{ data: { player: { id: number } } }>().data.player.id;
    };
    expect(await submit('STARDUST1971', 11, 'https://youtu.be/abcdefghijk')).toBe(4);
    expect(await submit('stardust1972', 12, 'https://youtu.be/abcdefghijl')).toBe(41);
  });

  it('a merge moves what was verified, published and created, each once', async () => {
    const { data } = (await patch(2, { name: 'Sunix' })).json<{ data: Player }>();
    const isTheirs = (player: number): boolean => player === 2 || player === 3;
    const where = (holds: (demon: (typeof demons)[number]) => boolean) => demonIds(demons.filter(holds));
    expect(demonIds(data.verified)).toEqual(where(({ verifier }) => isTheirs(verifier)));
    expect(demonIds(data.published)).toEqual(where(({ publisher }) => isTheirs(publisher)));
    expect(demonIds(data.created)).toEqual(where(({ creators }) => creators.some(isTheirs)));
    expect(data.verified).not.toEqual([]);
  });

  it('a merge leaves nobody twice among the creators of a demon', async () => {
    const shared = demons.filter(({ creators }) => creators.includes(7) && creators.includes(32));
    expect(shared).not.toEqual([]);
    await patch(7, { name: 'verdigris' });
    for (const { id, creators } of shared) {
      const record = await gateway().request('GET', `/registers/demonlist-demon/records/${id}`, { headers: reader });
      const expected = creators.filter((creator) => creator !== 32).map(String);
      expect(record.json()).toMatchObject({ blob: { creators: expected } });
    }
  });

  it('scores and ranks follow records and demons at once', async () => {
    const newcomer = async () => {
      const answer = await gateway().request('GET', '/api/v1/players/?name=Brand+New');
      return answer.json<Player[]>().map(({ score, rank }) => [Math.round(score * 1e4) / 1e4, rank])[0];
    };
    const record = { progress: 100, player: 'brand new', demon: 2, video: 'https://youtu.be/abcdefghijk', status: 'approved' };
    const body = { ...record, raw_footage: 'https://example.org/raw' };
    const added = await as(gateway(), H, 'POST', '/api/v1/records/', {}, body);
    expect(added.status).toBe(200);
    // Position 1 gives 350; 32 players of the fixture have more.
    expect(await newcomer()).toEqual([350, 33]);
    const moved = await as(gateway(), M, 'PATCH', '/api/v2/demons/2/', { 'if-match': '*' }, { position: 30 });
    expect(moved.status).toBe(200);
    // ((250 - 83.389)·1.0099685^-28 - 31.152)·1.0371139743
    expect((await newcomer())?.[0]).toBe(98.5832);
    const { id } = added.json<{ data: { id: number } }>().data;
    await as(gateway(), M, 'DELETE', `/api/v1/records/${id}/`, { 'if-match': '*' });
    expect(await newcomer()).toEqual([0, null]);
  });

  it('a merge takes the better of two approved records, with its video', async () => {
    const held = fixture.records.filter(({ status }) => status === 'approved');
    const pairs = held.flatMap((one) =>
      held.filter((other) => other.demon === one.demon && other.progress > one.progress).map((other) => [one, other] as const),
    );
    const isUnclaimed = (player: number): boolean => ![1, 6, 10, 21].includes(player);
    const [coming, staying] = pairs.find(([one, other]) => isUnclaimed(one.player) && isUnclaimed(other.player))!;
    const name = players.find(({ id }) => id === coming.player)!.name;
    expect((await patch(staying.player, { name })).status).toBe(200);
    const left = (await recordsOf(staying.player)).filter(
      ({ demon, status }) => demon.id === coming.demon && status === 'approved',
    );
    expect(left).toMatchObject([{ id: coming.id, progress: staying.progress }]);
    const moved = await as(gateway(), H, 'GET', `/api/v1/records/${coming.id}/`);
    expect(moved.json<{ data: { video: string | null } }>().data.video).toBe(
      players.find(({ id }) => id === staying.player)!.link_banned ? null : staying.video,
    );
  });

  it('a merge shows no links that were withheld (§1.1)', async () => {
    // Player 24 is link-banned; nothing but the database can change that.
    const withheld = fixture.records.filter(({ player, video }) => player === 24 && video !== null).map(({ id }) => id);
    expect((await patch(4, { name: 'Tessellate' })).status).toBe(200);
    const held = await recordsOf(4);
    const moved = held.filter(({ id }) => withheld.includes(id));
    expect(moved.length).toBeGreaterThan(0);
    for (const { video } of held) expect(video).toBeNull();
    const { raw_footage } = (await as(gateway(), H, 'GET', `/api/v1/records/${moved[0]!.id}/`)).json<{
      data: { raw_footage: string | null };
    }>().data;
    expect(raw_footage).toBeNull();
  });

  it('two verified claims stand in the way of a merge', async () => {
    const before = (await get(1)).text;
    const answer = await patch(1, { name: 'wexford', nationality: 'US' });
    expect([answer.status, answer.json()]).toEqual([409, refusal(40908, { player1: 'stardust1971', player2: 'Wexford' })]);
    expect((await get(1)).text).toBe(before);
    expect((await get(21)).status).toBe(200);
  });

  it('a verified claim ends those on the other player', async () => {
    const claimed = async () => {
      const answer = await as(gateway(), 'site_moderator', 'GET', '/api/v1/players/claims/');
      return answer.json<{ user: { id: number }; player: { id: number } }[]>().map(({ user, player }) => [user.id, player.id]);
    };
    await patch(1, { name: 'Kestrel77' });
    expect(await claimed()).toEqual([
      [2, 1],
      [9, 6],
      [10, 21],
    ]);
    await patch(5, { name: 'Wexford' });
    expect(await claimed()).toEqual([
      [2, 1],
      [9, 6],
      [10, 5],
    ]);
  });

  it('nothing but rejected records can come to a banned player', async () => {
    const answer = await patch(17, { name: 'Sunix' });
    expect([answer.status, answer.json()]).toEqual([422, refusal(42218)]);
    expect((await get(3)).status).toBe(200);
    expect((await patch(17, { name: 'Moxie' })).status).toBe(200);
    expect((await recordsOf(17)).every(({ status }) => status === 'rejected')).toBe(true);
    expect((await get(29)).status).toBe(404);
  });

  it('a name may change its case and nothing else, but not be blank', async () => {
    const answer = await patch(4, { name: 'STARDUST1972' });
    expect(answer.json<{ data: Player }>().data.name).toBe('STARDUST1972');
    expect((await patch(4, { name: '  STARDUST1972 ' })).status).toBe(304);
    expect((await patch(4, { name: '  ' })).json()).toEqual(refusal(42200));
  });

  it('banning deletes what waits for review and rejects the rest; lifting the ban restores nothing', async () => {
    const before = await recordsOf(4);
    const waiting = before.filter(({ status }) => ['submitted', 'under consideration'].includes(status));
    expect(waiting.length).toBeGreaterThan(0);
    const places = async (ids: readonly number[]) => Promise.all(ids.map(async (id) => (await shown(id)).rank));
    expect(await places([6, 25])).toEqual([4, 6]);
    const answer = await patch(4, { banned: true });
    expect(answer.json<{ data: Player }>().data).toMatchObject({ banned: true, rank: null, records: [] });
    const after = await recordsOf(4);
    expect(after.map(({ id }) => id)).toEqual(before.filter((record) => !waiting.includes(record)).map(({ id }) => id));
    expect(after.every(({ status }) => status === 'rejected')).toBe(true);
    expect(await places([6, 25])).toEqual([4, 5]);
    for (const { id } of waiting) expect((await as(gateway(), H, 'GET', `/api/v1/records/${id}/notes/`)).status).toBe(404);
    expect((await patch(4, { banned: true })).status).toBe(304);
    const lifted = (await patch(4, { banned: false })).json<{ data: Player }>().data;
    expect(lifted).toMatchObject({ banned: false, records: [], score: 0, rank: null });
    expect((await recordsOf(4)).map(({ id }) => id)).toEqual(after.map(({ id }) => id));
  });

  it('a change is refused in the order of the contract', async () => {
    const bad = { banned: null };
    const at = async (id: number | string, body: object | string, user?: string, headers: object = {}) => {
      const answer = await as(gateway(), user, 'PATCH', `/api/v1/players/${id}/`, headers as Record<string, string>, body);
      return answer.json<object>();
    };
    const anything = { 'if-match': '*' };
    const stale = { 'if-match': '"1"' };
    const moderators = refusal(40301, { required: [4, 8] });
    expect(await at('x', bad)).toEqual(refusal(40100));
    expect(await at('x', bad, H)).toEqual(refusal(42800));
    expect(await at('x', bad, H, stale)).toEqual(refusal(42200));
    expect(await at(4711, bad, H, stale)).toEqual(refusal(42200));
    expect(await at(4711, '{}', H, { ...stale, 'content-type': 'text/plain' })).toEqual(
      refusal(41500, { expected: 'application/json' }),
    );
    expect(await at(4711, '{', H, { ...stale, 'content-type': 'application/json' })).toEqual(refusal(40000));
    expect(await at(4711, {}, H, stale)).toEqual(moderators);
    expect(await at(4711, {}, M, stale)).toEqual(refusal(40401, { player_id: 4711 }));
    expect(await at(4, { subdivision: 'ENG' }, M, stale)).toEqual(refusal(41200));
    expect(await at(4, { subdivision: 'ENG' }, M, anything)).toEqual(refusal(40907));
    for (const body of [{ name: null }, { name: 1 }, { banned: 'true' }, { nationality: 1 }, []]) {
      expect(await at(4, body, M, anything)).toEqual(refusal(42200));
    }
  });

  it('a change needs the current tag, which is the same for everybody', async () => {
    const { headers } = await get(4);
    const etag = headers.etag as string;
    expect((await patch(4, { nationality: 'DE' }, M, { 'if-match': '"1"' })).json()).toEqual(refusal(41200));
    expect((await patch(4, { nationality: 'DE' }, M, { 'if-match': `"1", ${etag}` })).status).toBe(200);
    expect((await patch(4, { nationality: 'FR' }, A, { 'if-match': etag })).json()).toEqual(refusal(41200));
    expect((await patch(4, {}, A)).status).toBe(304);
  });

  it('the tag follows the rank, since that is part of what is seen', async () => {
    const { headers } = await get(25);
    await patch(4, { banned: true });
    expect((await patch(25, { nationality: 'FR' }, M, { 'if-match': headers.etag as string })).json()).toEqual(refusal(41200));
  });

  it('of two changes with one tag one is refused', async () => {
    const { headers } = await get(4);
    const ifMatch = { 'if-match': headers.etag as string };
    const answers = await Promise.all(['DE', 'FR'].map((nationality) => patch(4, { nationality }, M, ifMatch)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});
