import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import {
  call,
  callerOf,
  expectFailure,
  foreignProject,
  type Json,
  project,
  records,
  sample,
  tokenOf,
  unknownGid,
} from './client.js';
import { syncOf } from './sync.js';

const [ordering] = sample.data['cc.projects'][project].options.orderedorderings as [string];
const group = records.find(({ treelevel, childcount }) => treelevel === 2 && childcount > 12)!;
const [first, second] = records.filter(
  ({ parent, is_link, backlinks, childcount }) => parent === group.gid && !is_link && backlinks.length === 0 && childcount === 0,
) as [Json, Json];
const linked = records.find(({ backlinks }) => backlinks.length > 0)!;

describeOnEngines('unicat: sync', (gateway) => {
  let token = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
  });
  const { succeed } = callerOf(gateway, () => token);
  const sync = syncOf(gateway, () => token);
  const refuse = async (path: string, body: object | string, status: number, authorization = `Bearer ${token}`) =>
    expectFailure(await call(gateway(), 'POST', `/sync/${path}`, { headers: { authorization }, body }), status);

  it('case 60: a job shows up beyond the cursor from before it, and ends in done', async () => {
    const before = await sync.cursors();
    for (const cursor of Object.values(before)) expect(Number.isInteger(cursor) && (cursor as number) > 0).toBe(true);
    const { result } = await sync.finish(
      () => succeed('records/channels/copy_down', { record: group.gid }),
      'copy_record_channels_down',
    );
    const items = (await sync.get({ cc_cursor: before['cc.cursor'] })).filter(({ data_key }) => data_key === result['job.token']);
    const [queued] = items as [Json];
    expect(queued).toMatchObject({ type: 'cc', action: 'INSERT', data_type: 'jobs', data: { status: 'queued', info: {} } });
    const seen = items.map(({ cursor }) => cursor);
    expect(seen).toEqual([...new Set(seen)].toSorted((one, other) => one - other));
    expect(seen[0]).toBeGreaterThan(before['cc.cursor']);
    expect(items.at(-1)).toMatchObject({ action: 'UPDATE', data: { status: 'done', info: { total: group.childcount } } });
    for (const { data } of items) {
      expect(Object.keys(data).sort()).toEqual(['created_on', 'info', 'job', 'project_gid', 'status', 'updated_on']);
      expect(data.created_on).toBe(queued.data.created_on);
    }
    expect(await sync.get({ cc_cursor: items.at(-1)!.cursor })).toEqual([]);
  });

  it('case 60: others do not see the job', async () => {
    const { 'cc.cursor': before } = await sync.cursors();
    await sync.finish(() => succeed('records/channels/copy_down', { record: group.gid }), 'copy_record_channels_down');
    const stranger = await tokenOf(gateway(), foreignProject, 'foreign-api-key');
    const others = syncOf(gateway, () => stranger);
    const { result } = await others.send('get', { cc_cursor: before });
    expect(result).toEqual({ sync: [] });
  });

  it('case 61: an update is one item beyond the cursor; then there is nothing new', async () => {
    const { cursor } = await sync.cursors();
    await succeed('records/update', { record: first.gid, fields: { en: { name: 'Synced' }, nl: { name: 'Gesynct' } } });
    const { result } = await sync.send('get', { project, cursor });
    expect(result.sync).toEqual([
      { type: 'project', cursor: expect.any(Number), action: 'UPDATE', data_type: 'records', data_key: first.gid },
    ]);
    const [item] = result.sync;
    expect(item.cursor).toBeGreaterThan(cursor);
    expect('warning' in result).toBe(false);
    const next = await sync.send('get', { project, cursor: item.cursor, cc_cursor: (await sync.cursors())['cc.cursor'] });
    expect(next.result).toEqual({ sync: [] });
    expect((await sync.cursors()).cursor).toBe(item.cursor);
  });

  it('case 61: links of an updated record are told, and an update that changes nothing is not', async () => {
    const { cursor } = await sync.cursors();
    await succeed('records/update', { record: linked.gid, fields: { en: { name: 'Synced too' } } });
    const items = await sync.get({ project, cursor });
    expect(items.map(({ data_key }) => data_key).sort()).toEqual([linked.gid, ...linked.backlinks].sort());
    const { cursor: now } = await sync.cursors();
    await succeed('records/update', { record: linked.gid, fields: { en: { name: 'Synced too' } } });
    expect(await sync.get({ project, cursor: now })).toEqual([]);
  });

  it('tells of new records and of parents that have other children, once for each', async () => {
    const { cursor } = await sync.cursors();
    const { result } = await succeed('records/create', { parent: group.gid, ordering });
    const created = await sync.get({ project, cursor });
    expect(created.map(({ action, data_type, data_key }) => [action, data_type, data_key]).sort()).toEqual(
      [
        ['INSERT', 'records', result.record],
        ['UPDATE', 'records', group.gid],
      ].sort(),
    );
    await succeed('records/update', { record: result.record, fields: { en: { name: 'x' } } });
    const both = await sync.get({ project, cursor });
    expect(both.find(({ data_key }) => data_key === result.record)).toMatchObject({ action: 'INSERT' });
    await succeed('records/delete', { record: result.record });
    await sync.finish(() => succeed('records/permanent_delete', { record: result.record }), 'permanent_delete_record');
    const gone = await sync.get({ project, cursor });
    expect(gone.find(({ data_key }) => data_key === result.record)).toMatchObject({ action: 'DELETE' });
    const seen = gone.map((item) => item.cursor);
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  });

  it('tells whoever made a record what became of it: the client asks again on an update only', async () => {
    const { cursor } = await sync.cursors();
    const { result } = await succeed('records/create', { parent: group.gid, ordering });
    const { cursor: created } = await sync.cursors();
    await succeed('records/update', { record: result.record, fields: { en: { name: 'y' } } });
    await succeed('records/update', { record: result.record, fields: { en: { name: 'z' } } });
    const items = (await sync.get({ project, cursor })).filter(({ data_key }) => data_key === result.record);
    expect(items.map(({ action }) => action)).toEqual(['INSERT', 'UPDATE']);
    expect(items[0]!.cursor).toBeLessThanOrEqual(created);
    expect(items[1]!.cursor).toBe((await sync.cursors()).cursor);
  });

  it('tells of definitions and layouts that were made for a record', async () => {
    const { cursor } = await sync.cursors();
    const field = Object.values<Json>(sample.data.fields).find(({ name }) => name === 'tent_poles')!;
    const { result, data } = await succeed('records/definition/fields/add', { record: second.gid, field: field.gid });
    const items = (await sync.get({ project, cursor })).map(({ action, data_type, data_key }) => [action, data_type, data_key]);
    const [layout] = Object.keys(data.layouts);
    expect(items.sort()).toEqual(
      [
        ['INSERT', 'layouts', layout],
        ['INSERT', 'definitions', result.definition],
        ['UPDATE', 'records', second.gid],
      ].sort(),
    );
    await succeed('records/definition/revert', { record: second.gid });
    const after = (await sync.get({ project, cursor })).map(({ action, data_type, data_key }) => [action, data_type, data_key]);
    expect(after.sort()).toEqual(
      [
        ['DELETE', 'layouts', layout],
        ['DELETE', 'definitions', result.definition],
        ['UPDATE', 'records', second.gid],
      ].sort(),
    );
  });

  /** What the stream says of records, in the order of its items. */
  const toldOf = async (cursor: number): Promise<[action: string, gid: string][]> => {
    const items = await sync.get({ project, cursor });
    const cursors = items.map((item) => item.cursor);
    expect(cursors).toEqual([...new Set(cursors)].toSorted((one, other) => one - other));
    return items.filter(({ data_type }) => data_type === 'records').map(({ action, data_key }) => [action, data_key]);
  };

  it('tells of all below a record that moves: their path and level are others', async () => {
    const family = records.find(
      ({ treelevel, childcount, parent }) => treelevel === 2 && childcount > 2 && parent !== group.parent,
    )!;
    const below = records.filter(({ path }) => path.slice(1).includes(family.gid)).map(({ gid }) => gid);
    const { cursor } = await sync.cursors();
    await succeed('records/move', { record: family.gid, parent: group.parent, ordering });
    const moved = await toldOf(cursor);
    expect(moved.map(([action]) => action)).toEqual(moved.map(() => 'UPDATE'));
    expect(moved.map(([, gid]) => gid).sort()).toEqual([...below, family.gid, family.parent, group.parent].sort());
    const head = (await sync.cursors()).cursor;
    expect((await sync.get({ project, cursor })).at(-1)?.cursor).toBe(head);
    expect(await sync.get({ project, cursor: head })).toEqual([]);
    // Another move makes up for the first one.
    await succeed('records/move', { record: family.gid, parent: family.parent, ordering });
    expect((await toldOf(cursor)).map(([, gid]) => gid).sort()).toEqual(
      [...below, family.gid, family.parent, group.parent].sort(),
    );
  });

  it('tells of the records that show a changed field, and of all when an ordering or a channel goes', async () => {
    const brand = Object.values<Json>(sample.data.fields).find(({ name }) => name === 'brand')!;
    const users = Object.values<Json>(sample.data.definitions).filter(({ fields }) => fields.includes(brand.gid));
    const showing = records.filter(({ definition }) => users.some(({ gid }) => gid === definition)).map(({ gid }) => gid);
    const { cursor } = await sync.cursors();
    const { result } = await succeed('fields/modify', { field: brand.gid, options: { ...brand.options, value_labels: false } });
    expect(await toldOf(cursor)).toEqual([]);
    await succeed('fields/commit', { field: result.field });
    // Other cases have made records of their own.
    const ofSample = new Set(records.map(({ gid }) => gid));
    const told = (await toldOf(cursor)).map(([, gid]) => gid).filter((gid) => ofSample.has(gid));
    expect(new Set(told)).toEqual(new Set(showing));
    const { channel } = (await succeed('channels/create', { name: 'Passing' })).result;
    const { cursor: created } = await sync.cursors();
    await succeed('channels/delete', { channel });
    const all = new Set((await toldOf(created)).map(([, gid]) => gid));
    for (const { gid } of records) expect(all).toContain(gid);
  });

  it('tells of the canonical of each link that a deep copy makes', async () => {
    const { result: made } = await succeed('records/create', { parent: group.gid, ordering });
    await succeed('records/link', { record: second.gid, parent: made.record, ordering });
    const { cursor } = await sync.cursors();
    await succeed('records/deep_copy', { record: made.record, parent: group.parent, ordering });
    expect(await toldOf(cursor)).toContainEqual(['UPDATE', second.gid]);
  });

  it('tells of what is new and changed since in two items, and of a module that comes back as a new one', async () => {
    const { cursor } = await sync.cursors();
    const { result } = await succeed('records/create', { parent: group.gid, ordering });
    await succeed('records/update', { record: result.record, fields: { en: { name: 'Changed since' } } });
    const told = (await toldOf(cursor)).filter(([, gid]) => gid === result.record);
    expect(told).toEqual([
      ['INSERT', result.record],
      ['UPDATE', result.record],
    ]);
    const module = { module: 'comes-back', version: '1.0' };
    await succeed('modules/register', module);
    await succeed('modules/unregister', { module: module.module });
    const { cursor: gone } = await sync.cursors();
    await succeed('modules/register', module);
    expect(await sync.get({ project, cursor: gone })).toMatchObject([{ action: 'INSERT', data_key: module.module }]);
  });

  it('cuts a long list and says so; every page goes on', async () => {
    let cursor = 1;
    const seen = new Set<string>();
    for (let pages = 0; ; pages += 1) {
      const { result } = await sync.send('get', { project, cursor });
      expect(result.sync.length).toBeLessThanOrEqual(1000);
      for (const { data_type, data_key } of result.sync) seen.add(`${data_type} ${data_key}`);
      if (!('warning' in result)) break;
      const last = result.sync.at(-1).cursor;
      expect(last).toBeGreaterThan(cursor);
      cursor = last;
      expect(pages).toBeLessThan(50);
    }
    for (const { gid } of records) expect(seen.has(`records ${gid}`)).toBe(true);
    for (const gid of Object.keys(sample.data.assets)) expect(seen.has(`assets ${gid}`)).toBe(true);
    for (const kind of ['definitions', 'classes', 'fields', 'layouts', 'queries'])
      for (const gid of Object.keys(sample.data[kind])) expect(seen.has(`${kind} ${gid}`)).toBe(true);
    for (const name of Object.keys(sample.data.modules)) expect(seen.has(`modules ${name}`)).toBe(true);
  });

  it('starts where auth says', async () => {
    const headers = { authorization: `Bearer ${token}` };
    const { envelope } = await call(gateway(), 'GET', `/api/p/${project}/init`, { headers });
    const { 'cc.cursor': global, cursor } = envelope.result;
    expect(await sync.cursors()).toEqual({ 'cc.cursor': global, cursor });
    expect((await sync.send('cursors', {})).result).toEqual({ 'cc.cursor': global });
    expect(await sync.get({ cc_cursor: global, project, cursor })).toEqual([]);
  });

  it('what is wrong with a request', async () => {
    for (const cursor of ['1', 1.5, true, []]) {
      await refuse('get', { cc_cursor: cursor }, 400);
      await refuse('get', { project, cursor }, 400);
    }
    await refuse('get', { project: 5, cursor: 1 }, 400);
    await refuse('get', '[]', 400);
    for (const path of ['get', 'cursors']) {
      await refuse(path, { project: foreignProject, cursor: 1 }, 403);
      await refuse(path, { project: unknownGid, cursor: 1 }, 403);
      await refuse(path, { project: 'x', cursor: 1 }, 403);
      await refuse(path, {}, 401, 'Bearer x.y.z');
      await refuse(path, {}, 401, '');
    }
    expect(await sync.get({})).toEqual([]);
    expect(await sync.get({ cc_cursor: null, project: null })).toEqual([]);
    expect(await sync.get({ project, cursor: 9_007_199_254_740_991 })).toEqual([]);
    expect((await sync.get({ project, cursor: -5 })).length).toBeGreaterThan(0);
  });

  it('tells of the records of other spaces', async () => {
    const { addresses } = (
      await gateway().request('GET', '/ops/v1/resolve?address=/registers/country/records/GB', {
        headers: { authorization: `Basic ${Buffer.from('ops:ops-demo-password').toString('base64')}` },
      })
    ).json<Json>();
    const country = addresses.unicat.path.split('/')[3];
    const reader = await tokenOf(gateway(), country, 'demo-reader-key');
    const items = await syncOf(gateway, () => reader).get({ project: country, cursor: 1 });
    expect(items.find(({ data_key }) => data_key === addresses.unicat.body.record)).toMatchObject({ data_type: 'records' });
  });
});
