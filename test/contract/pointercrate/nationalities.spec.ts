import { expect, it } from 'vitest';
import { describeOnEngines, describeOnFreshGateways } from '../../support/gateway.js';
import { demons, nationalities, near, players } from './players-support.js';
import { as, fixture, refusal, tagOf, users } from './support.js';

const path = '/api/v1/nationalities/';
const approved = fixture.records.filter(({ status }) => status === 'approved');
const nationOf = (player: number): string | null => players.find(({ id }) => id === player)!.nationality;
const nameOf = (player: number): string => players.find(({ id }) => id === player)!.name;
const byPosition = [...demons].sort((a, b) => a.position - b.position);

/** Contract §6.6; the list ends at position 30. */
function full(position: number): number {
  if (position <= 3) return -18.2899079915 * position + 368.2899079915;
  if (position <= 20) return (326.1 * Math.E ** (-0.0871 * position) + 51.09) * 1.037117142;
  return ((250 - 83.389) * 1.0099685 ** (2 - position) - 31.152) * 1.0371139743;
}

function scoreOf(country: string): number {
  return demons.reduce((sum, { id, position, requirement, verifier }) => {
    const best = Math.max(
      nationOf(verifier) === country ? 100 : 0,
      ...approved.filter(({ demon, player }) => demon === id && nationOf(player) === country).map(({ progress }) => progress),
    );
    if (best === 100) return sum + full(position);
    return best < requirement ? sum : sum + (full(position) * 5 ** ((best - requirement) / (100 - requirement))) / 10;
  }, 0);
}

const expectedRanking = nationalities
  .map(({ country_code, nation }) => ({ score: scoreOf(country_code), country_code, nation }))
  .filter(({ score }) => score > 0)
  .sort((a, b) => b.score - a.score)
  .map(({ score, ...nation }, at) => ({ rank: at + 1, score: near(score), ...nation, subdivision: null }));

describeOnEngines('pointercrate nationalities', (gateway) => {
  const get = (rest: string, headers = {}) => gateway().request('GET', `${path}${rest}`, { headers });

  it('subdivisions are listed by name, the country in any spelling', async () => {
    for (const nation of ['US', 'us', 'united%20states']) {
      const answer = await get(`${nation}/subdivisions/`);
      expect(answer.status).toBe(200);
      expect(answer.text).toBe(
        '[{"iso_code":"CA","name":"California"},{"iso_code":"OH","name":"Ohio"},{"iso_code":"TX","name":"Texas"}]',
      );
    }
    expect((await get('DE/subdivisions/')).text).toBe('[]');
    const unknown = await get('ZZ/subdivisions/');
    expect([unknown.status, unknown.json()]).toEqual([404, refusal(40401, { iso_code: 'ZZ' })]);
  });

  it('nations are ranked by the best that any of their players has reached on each demon', async () => {
    const answer = await get('ranking/');
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual(expectedRanking);
    expect(answer.headers.links).toBeUndefined();
  });

  it('the ranking of nations can be narrowed', async () => {
    const within = (codes: readonly string[]) => expectedRanking.filter(({ country_code }) => codes.includes(country_code));
    expect((await get('ranking/?continent=EUROPE')).json()).toEqual(within(['AD', 'DE', 'FR', 'GB', 'PL']));
    expect((await get('ranking/?name_contains=UNITED')).json()).toEqual(within(['GB', 'US']));
    expect((await get('ranking/?name_contains=united&continent=north+america')).json()).toEqual(within(['US']));
    expect((await get('ranking/?continent=nowhere')).json()).toEqual(refusal(40000));
  });

  it.each(nationalities.map(({ country_code }) => country_code))('what %s has come to', async (code) => {
    const answer = await get(`${code.toLowerCase()}/`);
    expect(answer.status).toBe(200);
    const { data } = answer.json<{ data: object }>();
    const { nation } = nationalities.find(({ country_code }) => country_code === code)!;
    const bestOn = (demon: number) => {
      const held = approved.filter((record) => record.demon === demon && nationOf(record.player) === code);
      const progress = Math.max(...held.map((record) => record.progress));
      const holders = held.filter((record) => record.progress === progress).map(({ player }) => player);
      return { progress, players: holders.sort((a, b) => a - b).map(nameOf) };
    };
    const by = (part: 'verifier' | 'publisher') =>
      byPosition
        .filter((demon) => nationOf(demon[part]) === code)
        .map(({ id, name, position, ...demon }) => ({ id, demon: name, position, player: nameOf(demon[part]) }));
    expect(data).toEqual({
      nation: { country_code: code, nation, subdivision: null },
      records: byPosition
        .map(({ id, name, position }) => ({ id, demon: name, position, ...bestOn(id) }))
        .filter((record) => record.players.length > 0),
      created: byPosition
        .map(({ id, name, position, creators }) => ({
          id,
          demon: name,
          position,
          players: creators.filter((player) => nationOf(player) === code).map(nameOf),
        }))
        .filter((demon) => demon.players.length > 0),
      verified: by('verifier'),
      published: by('publisher'),
      unbeaten: byPosition
        .filter(({ id, position, verifier }) => position <= 25 && bestOn(id).progress !== 100 && nationOf(verifier) !== code)
        .map(({ id, position, name }) => ({ id, position, name })),
    });
    expect(answer.headers.etag).toBe(tagOf(data));
    expect((await get(`${code}/`, { 'if-none-match': answer.headers.etag })).status).toBe(304);
  });

  it('the ranking has no pages, so that it ignores what asks for one (§3b.5)', async () => {
    const all = await get('ranking/');
    for (const query of ['limit=abc', 'limit=1&limit=2', 'after=', 'before=x', 'limit=1']) {
      const answer = await get(`ranking/?${query}`);
      expect([answer.status, answer.text], query).toEqual([200, all.text]);
    }
  });

  it('a nation that there is not', async () => {
    expect((await get('Atlantis/')).json()).toEqual(refusal(40401, { iso_code: 'Atlantis' }));
    expect((await get('%00/')).json()).toEqual(refusal(40401, { iso_code: '\0' }));
  });
});

describeOnFreshGateways('pointercrate nationalities, with demons that need nothing', (gateway) => {
  it('a country scores nothing on a demon on which none of its players has a record', async () => {
    const scores = async () => {
      const ranking = (await gateway().request('GET', `${path}ranking/`)).json<{ country_code: string; score: number }[]>();
      return new Map(ranking.map(({ country_code, score }) => [country_code, score]));
    };
    const [easiest] = byPosition.slice(-1);
    const { id, verifier } = easiest!;
    const idle = (country: string): boolean =>
      nationOf(verifier) !== country && !approved.some(({ demon, player }) => demon === id && nationOf(player) === country);
    const before = await scores();
    const countries = [...before.keys()].filter(idle);
    expect(countries.length).toBeGreaterThan(0);
    const eased = await as(gateway(), users.M, 'PATCH', `/api/v2/demons/${id}/`, { 'if-match': '*' }, { requirement: 0 });
    expect(eased.status).toBe(200);
    const after = await scores();
    for (const country of countries) expect(after.get(country), country).toBe(before.get(country));
  });
});
