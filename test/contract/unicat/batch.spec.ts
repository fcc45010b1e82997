import { beforeAll, expect, it } from 'vitest';
import type { Gateway } from '../../../apps/gateway/src/create-gateway.js';
import { describeOnEngines, startGateway } from '../../support/gateway.js';
import { rootAsset } from './assets.js';
import { callerOf, gidPattern, type Json, project, records, sample, tokenOf, unknownGid } from './client.js';
import { finishedJob } from './jobs.js';
import { OfficialClient } from './official-client.js';

type GatewayStorage = Gateway['storage'];

const settings: Json = sample.data['cc.projects'][project];
const [ordering] = settings.options.orderedorderings as [string];
const group = records.find(({ childcount, treelevel }) => treelevel === 2 && childcount > 10)!;
const named = (kind: string, name: string): Json => Object.values<Json>(sample.data[kind]).find((each) => each.name === name)!;
const [module] = Object.keys(sample.data.modules) as [string];

let storage: GatewayStorage;
const prepare = async (opened: GatewayStorage): Promise<void> => {
  storage = opened;
};

describeOnEngines(
  'unicat: batch',
  (gateway) => {
    let token = '';
    let readerToken = '';
    beforeAll(async () => {
      token = await tokenOf(gateway());
      readerToken = await tokenOf(gateway(), project, 'demo-reader-key');
    });
    const { succeed, refuse, send, show } = callerOf(gateway, () => token);
    const reader = callerOf(gateway, () => readerToken);
    const entries = async (): Promise<number> => (await storage.store.latest('noorderlicht').spaceHead()).position;

    it('makes calls in order, each seeing what those before it did, and answers with all results', async () => {
      const create = { path: '/records/create', body: { parent: group.gid, ordering } };
      const { result, data } = await succeed('batch', {
        requests: [
          create,
          create,
          { path: '/channels/create', body: { name: 'Batch' } },
          { path: '/queries/create', body: { type: 'asset', name: 'B' } },
        ],
      });
      expect(Object.keys(result)).toEqual(['results']);
      const [one, two, channel, query] = result.results as [Json, Json, Json, Json];
      expect([one.record, two.record, channel.channel, query.query].every((gid) => gidPattern.test(gid))).toBe(true);
      expect(one.parent).toBe(group.gid);
      expect(channel).toEqual({ channel: channel.channel, project });
      expect(Object.keys(data).sort()).toEqual(['cc.projects', 'queries', 'records']);
      expect(Object.keys(data.records).sort()).toEqual([group.gid, one.record, two.record].sort());
      // As it is after the last call that was about it.
      expect(data.records[group.gid].childcount).toBe(group.childcount + 2);
      expect(data.records[two.record].orderings[ordering]).toBe(data.records[one.record].orderings[ordering] + 1);
      expect(data['cc.projects'][project].options.channels[channel.channel]).toBe('Batch');
      expect(data.records[two.record]).toEqual(await show(two.record));
    });

    it('does all or nothing, and says which call was refused, as that call would', async () => {
      const before = await show(group.gid);
      const size = await entries();
      const good = { path: '/records/create', body: { parent: group.gid, ordering } };
      for (const [bad, status] of [
        [{ path: '/records/create', body: { parent: unknownGid, ordering } }, 422],
        [{ path: '/records/create', body: { parent: group.gid } }, 400],
        [{ path: '/channels/delete', body: { channel: '__all__' } }, 400],
        [{ path: '/modules/unregister', body: { module: 'nobody' } }, 422],
      ] as [Json, number][]) {
        const { envelope, status: answered } = await send('batch', { requests: [good, bad, good] });
        expect(answered).toBe(status);
        expect(envelope).toMatchObject({ success: false, data: {}, result: { code: status, info: { request: 1 } } });
        expect(await show(group.gid)).toEqual(before);
        expect(await entries()).toBe(size);
      }
    });

    it('shows every object as all calls left it, and nothing that is gone by then', async () => {
      const client = await OfficialClient.connect(gateway());
      const article = named('definitions', 'article');
      const [first, second] = records.filter(({ definition, status, is_link }) => {
        return definition === article.gid && status === 'published' && !is_link;
      }) as [Json, Json];
      const { field: renamed } = await client.call('/fields/modify', { field: named('fields', 'stock').gid, name: 'in_stock' });
      const { definition: copy } = await client.call('/definitions/modify', { definition: article.gid, label: { en: 'Item' } });
      const { class: taken } = await client.call('/classes/create', { name: 'taken' });
      const { asset: folder } = await client.call('/assets/create', { parent: rootAsset, name: 'batched' });
      const update = (record: string, name: string, language?: string) => ({
        path: '/records/update',
        body: { record, fields: { en: { name } }, ...(language === undefined ? {} : { language }) },
      });
      const gone = [
        ['definitions', copy],
        ['fields', renamed],
        ['classes', taken],
        ['assets', folder],
        ['modules', 'Batched'],
      ] as const;
      for (const [kind, key] of gone) delete client.data[kind]?.[key];
      const { results } = await client.call('/batch', {
        requests: [
          update(first.gid, 'One'),
          update(second.gid, 'Two', 'nl'),
          { path: '/records/definition/fields/add', body: { record: first.gid, field: named('fields', 'tent_poles').gid } },
          { path: '/definitions/fields/add', body: { definition: copy, field: named('fields', 'images').gid } },
          { path: '/definitions/commit', body: { definition: copy } },
          { path: '/fields/commit', body: { field: renamed } },
          { path: '/classes/metadata/set', body: { class: taken, name: 'a.b', value: 1 } },
          { path: '/classes/delete', body: { class: taken } },
          { path: '/modules/register', body: { module: 'Batched', version: '1' } },
          { path: '/modules/unregister', body: { module: 'Batched' } },
          { path: '/assets/delete', body: { asset: folder } },
          { path: '/assets/permanent_delete', body: { asset: folder } },
        ],
      });
      expect(results).toHaveLength(12);
      for (const [kind, key] of gone) expect(client.data[kind], kind).not.toHaveProperty(key);
      expect(client.hold('records', first.gid).fields.en).toMatchObject({
        name: 'One',
        in_stock: first.fields.en.stock,
        images: null,
      });
      expect(Object.keys(client.hold('records', second.gid).fields)).toEqual(['nl']);
      await client.call('/records/get', { record: second.gid });
      await client.expectCurrent();
    });

    it('shows assets as all calls left them, whichever call moved them', async () => {
      const { result } = await succeed('assets/create', { parent: rootAsset, name: 'outer' });
      const { data, result: answer } = await succeed('batch', {
        requests: [
          { path: '/assets/create', body: { parent: result.asset, name: 'inner' } },
          { path: '/assets/update', body: { asset: result.asset, name: 'renamed' } },
          { path: '/assets/create', body: { parent: result.asset, name: 'inner' } },
        ],
      });
      const gids = [result.asset, ...[0, 2].map((at) => answer.results[at].asset)];
      expect(gids.map((gid) => data.assets[gid].pathname)).toEqual(['/renamed', '/renamed/inner', '/renamed/inner-2']);
      expect(data.assets).toEqual((await succeed('assets/get', { assets: gids })).data.assets);
    });

    it('begins jobs once all is committed', async () => {
      const { result } = await succeed('batch', {
        requests: [
          { path: '/backups/create', body: { created_by: 'Ines' } },
          { path: '/modules/keys/set', body: { module, key: 'batched', value: true } },
          { path: '/backups/create', body: { created_by: 'Ines' } },
        ],
      });
      const [one, , two] = result.results as [Json, Json, Json];
      expect(two.version).toBe(one.version + 1);
      for (const each of [one, two])
        expect(await finishedJob(gateway(), token, each['job.token'])).toMatchObject({ status: 'done' });
      const restored = await succeed('backups/restore', { version: one.version });
      expect(await finishedJob(gateway(), token, restored.result['job.token'])).not.toHaveProperty('info.error');
      expect((await succeed('modules/get', { module })).data.modules[module].keys).not.toHaveProperty('batched');
    });

    it('deletes a record and its subtree for good in one go', async () => {
      const [record] = records.filter(
        ({ parent, is_link, status }) => parent === group.gid && !is_link && status === 'published',
      ) as [Json];
      const requests = ['delete', 'permanent_delete'].map((name) => ({ path: `/records/${name}`, body: { record: record.gid } }));
      const { result } = await succeed('batch', { requests });
      expect(result.results[1].parent).toBe(group.gid);
      expect(await finishedJob(gateway(), token, result.results[1]['job.token'])).toMatchObject({
        job: 'permanent_delete_record',
      });
      await refuse('records/get', { record: record.gid }, 400);
    });

    it('starts jobs about what is named, a channel of the same batch too, and refuses searches instead of waiting for itself', async () => {
      const [record] = records.filter(({ parent, is_link }) => parent === group.gid && !is_link) as [Json];
      const search = { search: { language: 'en', q: 'aurora' } };
      const requests = (selection: unknown) => [
        { path: '/records/create', body: { parent: group.gid, ordering } },
        { path: '/records/bulk/undelete', body: { selection } },
      ];
      const size = await entries();
      for (const selection of [[search], [record.gid, search], [{ ...search, exclude: [record.gid] }]]) {
        const { envelope, status } = await send('batch', { requests: requests(selection) });
        expect(status).toBe(422);
        expect(envelope.result).toMatchObject({ code: 422, info: { request: 1 } });
      }
      await refuse('batch', { requests: requests([{ children: record.gid, channel: 'none' }]) }, 422, 1006);
      expect(await entries()).toBe(size);
      const { result } = await succeed('batch', { requests: requests([record.gid, { children: record.gid, ordering }]) });
      expect(await finishedJob(gateway(), token, result.results[1]['job.token'])).toMatchObject({ status: 'done' });
    });

    it('lets others write at the same time', async () => {
      const requests = Array.from({ length: 20 }, () => ({ path: '/records/create', body: { parent: group.gid, ordering } }));
      const { childcount } = await show(group.gid);
      const answers = await Promise.all([
        send('batch', { requests }),
        send('records/create', { parent: group.gid, ordering }),
        send('batch', { requests }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect((await show(group.gid)).childcount).toBe(childcount + 41);
    });

    it('takes calls that change the project, and nothing else', async () => {
      for (const requests of [
        undefined,
        [],
        {},
        'x',
        [5],
        [{}],
        [{ path: 5 }],
        [{ path: '/channels/create', body: 'x' }],
        [{ path: '/nothing/here' }],
        [{ path: '/batch', body: { requests: [] } }],
        [{ path: '/auth', body: { api_key: 'sample-api-key' } }],
        [{ path: 'channels/create', body: { name: 'x' } }],
        [{ path: '/../../login' }],
        [{ path: '__proto__' }],
        Array.from({ length: 1001 }, () => ({ path: '/channels/create', body: { name: 'x' } })),
      ]) {
        await refuse('batch', { requests }, 400);
      }
      await refuse('batch', { requests: [{ path: '/channels/create' }] }, 400);
      await refuse('batch', { requests: [{ path: '/modules/all' }] }, 422);
      await reader.refuse('batch', { requests: [{ path: '/channels/create', body: { name: 'x' } }] }, 403);
      await reader.refuse('batch', {}, 403);
    });
  },
  {},
  { data: 'demo', prepare },
);

it('batches on a database in memory, which has one connection, start jobs', async () => {
  const gateway = await startGateway('sqlite', { DATABASE_URL: 'sqlite::memory:', DEMO_DATA: 'true' }, { data: 'empty' });
  try {
    const token = await tokenOf(gateway);
    const { succeed } = callerOf(
      () => gateway,
      () => token,
    );
    const requests = [{ path: '/records/bulk/undelete', body: { selection: [group.gid] } }];
    const { result } = await succeed('batch', { requests });
    expect(await finishedJob(gateway, token, result.results[0]['job.token'])).toMatchObject({ status: 'done' });
  } finally {
    await gateway.stop();
  }
});
