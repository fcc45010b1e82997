import { beforeAll, expect, it } from 'vitest';
import { demonlist, registerSource, spaceGids } from '../../support/demo.js';
import { describeOnEngines, type Engine, type RunningGateway } from '../../support/gateway.js';
import { call, type Envelope, expectFailure, get, gidPattern, type Json, tokenOf, unknownGid } from './client.js';

const readerKey = 'demo-reader-key';

interface Opened {
  gid: string;
  token: string;
  envelope: Envelope;
}

async function open(gateway: RunningGateway, space: string): Promise<Opened> {
  const gid = (await spaceGids(gateway))[space]!;
  const answer = await call(gateway, 'POST', `/api/p/${gid}/auth`, { body: { api_key: readerKey } });
  expect(answer.status).toBe(200);
  return { gid, token: answer.headers.authorization!, envelope: answer.envelope };
}

/** Through the operators' address book: gids of records that are not Unicat-born are known to nobody else. */
async function gidOf(gateway: RunningGateway, address: string): Promise<string> {
  const answer = await gateway.request('GET', `/ops/v1/resolve?address=${encodeURIComponent(address)}`, {
    headers: { authorization: `Basic ${Buffer.from('ops:ops-demo-password').toString('base64')}` },
  });
  expect(answer.status).toBe(200);
  return answer.json<{ gid: string }>().gid;
}

describeOnEngines('unicat: spaces of other dialects as projects', (gateway, _engine: Engine) => {
  let country: Opened;
  let list: Opened;
  beforeAll(async () => {
    country = await open(gateway(), 'country');
    list = await open(gateway(), 'demonlist');
  });

  it('opens a register with a key that may read it, and sends the derived schema', () => {
    const { result, data } = country.envelope;
    expect(result.project).toBe(country.gid);
    expect(data['cc.projects'][country.gid].options).toMatchObject({ languages: ['en'], orderedchannels: ['__all__'] });
    const definition = Object.values<Json>(data.definitions).find(({ name }) => name === 'country')!;
    const names = definition.fields.map((gid: string) => data.fields[gid].name);
    expect(names).toEqual(['country', 'name', 'official_name', 'citizen_names', 'start_date', 'end_date']);
    expect(data.fields[definition.titlefield].name).toBe('name');
    expect(data.layouts[definition.layout].components[data.layouts[definition.layout].root]).toBeDefined();
    for (const kind of ['definitions', 'fields', 'layouts']) {
      for (const [gid, item] of Object.entries<Json>(data[kind])) expect([item.gid, gidPattern.test(gid)]).toEqual([gid, true]);
    }
  });

  it('shows a record of a register under the root of the project', async () => {
    const gid = await gidOf(gateway(), '/registers/country/records/GB');
    const { envelope } = await get(gateway(), country.token, { record: gid }, country.gid);
    const record = envelope.data.records[gid];
    const { item, timestamp } = registerSource('country').records.find(({ key }) => key === 'GB')!;
    expect(record.fields).toEqual({
      en: {
        country: 'GB',
        name: item.name,
        official_name: item['official-name'],
        citizen_names: item['citizen-names'] ?? null,
        start_date: item['start-date'] ?? null,
        end_date: null,
      },
    });
    expect(record).toMatchObject({
      title: { en: item.name },
      status: 'published',
      is_link: false,
      canonical: gid,
      treelevel: 1,
      channels: ['__all__'],
    });
    expect(record.updated_on).toBe(Date.parse(timestamp) / 1000);
    expect(record.definition).toBe(
      Object.values<Json>(country.envelope.data.definitions).find(({ name }) => name === 'country')!.gid,
    );

    const root = record.parent;
    expect(record.path).toEqual([gid, root]);
    const rootRecord = (await get(gateway(), country.token, { record: root }, country.gid)).envelope.data.records[root];
    expect(rootRecord).toMatchObject({
      parent: null,
      path: [root],
      treelevel: 0,
      childcount: registerSource('country').records.length,
    });
    expect(country.envelope.data.definitions[rootRecord.definition].is_base).toBe(true);
  });

  it('shows a record that has ended as deleted', async () => {
    const ended = registerSource('country').records.find(({ item }) => item['end-date'] !== undefined)!;
    const gid = await gidOf(gateway(), `/registers/country/records/${ended.key}`);
    const record = (await get(gateway(), country.token, { record: gid }, country.gid)).envelope.data.records[gid];
    expect(record).toMatchObject({ status: 'deleted', fields: { en: { end_date: ended.item['end-date'] } } });
  });

  it('shows lists as lists and keeps the order asked for', async () => {
    const authority = await open(gateway(), 'register');
    const source = registerSource('register').records.slice(0, 20);
    const gids = await Promise.all(source.map(({ key }) => gidOf(gateway(), `/registers/register/records/${key}`)));
    const { envelope } = await get(gateway(), authority.token, { records: [unknownGid, ...gids.toReversed()] }, authority.gid);
    expect(envelope.result.records).toEqual(gids.toReversed());
    for (const [at, { item, key }] of source.entries()) {
      expect(envelope.data.records[gids[at]!].fields.en).toMatchObject({ register: key, fields: item.fields ?? null });
    }
  });

  it('shows integers as numbers and withholds from a reader what the list withholds', async () => {
    const approved = demonlist.records.find(({ status, video }: Json) => status === 'approved' && video !== null)!;
    const gid = await gidOf(gateway(), `/registers/demonlist-record/records/${approved.id}`);
    const { fields } = (await get(gateway(), list.token, { record: gid }, list.gid)).envelope.data.records[gid];
    expect(fields.en.progress).toBe(approved.progress);
    expect(Object.keys(fields.en)).toEqual(expect.arrayContaining(['submitter', 'raw_footage']));
    expect([fields.en.submitter, fields.en.raw_footage]).toEqual([null, null]);
  });

  it('does not know records that the list hides from a reader', async () => {
    const hidden = demonlist.records.find(({ status }: Json) => status !== 'approved')!;
    const gid = await gidOf(gateway(), `/registers/demonlist-record/records/${hidden.id}`);
    expectFailure(await get(gateway(), list.token, { record: gid }, list.gid), 400);
    expect((await get(gateway(), list.token, { records: [gid] }, list.gid)).envelope.result).toEqual({ records: [] });
  });

  it('counts as children of the root what the reader may see', async () => {
    const approved = demonlist.records.filter(({ status }: Json) => status === 'approved');
    const gid = await gidOf(gateway(), `/registers/demonlist-record/records/${approved[0].id}`);
    const { parent } = (await get(gateway(), list.token, { record: gid }, list.gid)).envelope.data.records[gid];
    const root = (await get(gateway(), list.token, { record: parent }, list.gid)).envelope.data.records[parent];
    expect(root.childcount).toBe(approved.length);
  });

  it('is for members only, public or not', async () => {
    const token = await tokenOf(gateway());
    expectFailure(await get(gateway(), token, { records: [] }, country.gid), 403);
    expectFailure(await get(gateway(), token, { records: [] }, list.gid), 403);
  });
});
