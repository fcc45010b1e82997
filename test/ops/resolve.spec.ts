import { expect, it } from 'vitest';
import { basic, operator, reader, spaceGids } from '../support/demo.js';
import { describeOnEngines } from '../support/gateway.js';

interface Resolved {
  readonly space: string;
  readonly collection: string;
  readonly key: string;
  readonly id: number | null;
  readonly gid: string;
  readonly version: number;
  readonly addresses: { register: string; pointercrate: string | null; unicat: { path: string; body: { record: string } } };
}

describeOnEngines('GET /ops/v1/resolve', (gateway) => {
  const resolve = (address: string, headers: Record<string, string> = operator) =>
    gateway().request('GET', `/ops/v1/resolve?address=${encodeURIComponent(address)}`, { headers });

  it('connects the three addresses of a record of a register', async () => {
    const answer = await resolve('/registers/country/records/GB');
    expect(answer.status).toBe(200);
    const gids = await spaceGids(gateway());
    const { gid, ...rest } = answer.json<Resolved>();
    expect(rest).toEqual({
      space: 'country',
      collection: 'country',
      key: 'GB',
      id: 6,
      version: 6,
      addresses: {
        register: '/registers/country/records/GB',
        pointercrate: '/spaces/country/api/v1/records/6/',
        unicat: { path: `/api/p/${gids.country}/records/get`, body: { record: gid } },
      },
    });
  });

  it('comes to the same answer from each of them, as path or URL', async () => {
    const expected = (await resolve('/registers/demonlist-record/records/2')).json<Resolved>();
    expect(expected).toMatchObject({ space: 'demonlist', collection: 'record', key: '2', id: 2 });
    const gids = await spaceGids(gateway());
    for (const address of [
      '/spaces/demonlist/api/v1/records/2/',
      '/api/v1/records/2/',
      'http://gateway.example/api/v1/records/2',
      `/api/p/${gids.demonlist}/records/${expected.gid}`,
      'https://demonlist-record.register.example/records/2',
    ]) {
      expect((await resolve(address)).json(), address).toEqual(expected);
    }
  });

  it('keeps the gid of a record that was born in Unicat', async () => {
    const gid = '9b60aa8e-99c1-4e49-bea6-ecd5cceb0b6a';
    const answer = await resolve(`/api/p/f57c22e5-1db2-4254-8c30-1273826087df/records/${gid}`);
    expect(answer.json()).toMatchObject({ space: 'noorderlicht', collection: 'record', key: gid, gid });
    expect(answer.json<Resolved>().addresses.register).toBe(`/registers/noorderlicht-record/records/${gid}`);
  });

  it('has no pointercrate address for collections that the dialect does not serve', async () => {
    const answer = await resolve('/registers/demonlist-player/records/5');
    expect(answer.json()).toMatchObject({ collection: 'player', id: null, addresses: { pointercrate: null } });
  });

  it('is open to a key with read, which does not see what is hidden from readers', async () => {
    expect((await resolve('/registers/demonlist-record/records/2', reader)).status).toBe(200);
    expect((await resolve('/registers/demonlist-record/records/22', reader)).status).toBe(404);
    expect((await resolve('/registers/demonlist-record/records/22')).status).toBe(200);
  });

  it.each([
    '/registers/country/records/ZZ',
    '/registers/nowhere/records/GB',
    '/spaces/country/api/v1/records/9999/',
    '/elsewhere',
  ])('answers 404 to the unknown %s', async (address) => {
    expect((await resolve(address)).status).toBe(404);
  });

  it.each(['', 'country', 'ftp://x/y', '/registers/country/records/%zz'])('answers 400 to the malformed %s', async (address) => {
    expect((await resolve(address)).status).toBe(400);
  });

  it('answers 400 where no address is given, or two are', async () => {
    expect((await gateway().request('GET', '/ops/v1/resolve', { headers: operator })).status).toBe(400);
    const twice = '/ops/v1/resolve?address=/registers/country/records/GB&address=/registers/country/records/CI';
    expect((await gateway().request('GET', twice, { headers: operator })).status).toBe(400);
  });

  it.each([
    ['nobody', {}, 401],
    ['a wrong password', { authorization: basic('ops', 'wrong password') }, 401],
    ['an unknown key', { authorization: 'Bearer nobody-knows-it' }, 401],
    ['an account that is no member', { authorization: basic('ines', 'sample-password') }, 403],
  ])('answers %s with %s', async (_who, headers, status) => {
    const answer = await resolve('/registers/demonlist-record/records/2', headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.headers['www-authenticate'] !== undefined).toBe(status === 401);
  });
});
