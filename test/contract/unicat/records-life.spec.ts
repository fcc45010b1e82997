import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { callerOf, type Json, project, records, sample, tokenOf, unknownGid } from './client.js';
import { finishedJob } from './jobs.js';
import { syncOf } from './sync.js';

const { options } = sample.data['cc.projects'][project];
const [ordering] = options.orderedorderings as [string];
const [, webshop, printed] = options.orderedchannels as [string, string, string];
const byGid = sample.data.records as Json;
const root = byGid[sample.root] as Json;
const childrenOf = (gid: string): Json[] => records.filter(({ parent }) => parent === gid);
const subtreeOf = (gid: string): Json[] => [byGid[gid], ...childrenOf(gid).flatMap((child) => subtreeOf(child.gid))];
const linked = records.filter(({ backlinks }) => backlinks.length > 0);
const deletedGroup = records.find(({ status, childcount }) => status === 'deleted' && childcount > 0)!;
const [deletedOne, deletedOther] = records.filter(
  ({ status, parent }) => status === 'deleted' && parent !== deletedGroup.gid,
) as [Json, Json];

describeOnEngines('unicat: records are published and deleted', (gateway) => {
  let token = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
  });
  const { succeed, refuse, show } = callerOf(gateway, () => token);
  const sync = syncOf(gateway, () => token);
  const showAll = async (gids: string[]): Promise<Json[]> =>
    Object.values((await succeed('records/get', { records: gids })).data.records);

  it('case 56: channels are switched off and on; that of all records stays', async () => {
    const record = records.find(({ channels, treelevel }) => channels.length === 3 && treelevel === 3)!;
    const off = await succeed('records/channels/set', { record: record.gid, channels: ['__all__', webshop], enabled: false });
    expect(off.result).toEqual({ record: record.gid });
    expect(off.data.records[record.gid].channels).toEqual(['__all__', printed]);
    const on = await succeed('records/channels/set', { record: record.gid, channels: [webshop], enabled: true });
    expect(on.data.records[record.gid].channels).toEqual(['__all__', webshop, printed]);
    const all = await succeed('records/channels/set', { record: record.gid, channels: ['__all__'], enabled: false });
    expect(all.data.records[record.gid].channels).toEqual(['__all__', webshop, printed]);
    const { channels, ...others } = all.data.records[record.gid];
    const { channels: _, ...expected } = record;
    expect(channels).toBeDefined();
    expect(others).toEqual({ ...expected, updated_on: others.updated_on });
    expect(others.updated_on).toBeGreaterThan(record.updated_on);
  });

  it('case 56: copy_from_parent makes the named channels those of the parent', async () => {
    const record = records.find(({ channels, parent }) => channels.length === 1 && byGid[parent]?.channels.length === 3)!;
    const one = await succeed('records/channels/copy_from_parent', { record: record.gid, channels: [printed] });
    expect(one.data.records[record.gid].channels).toEqual(['__all__', printed]);
    const all = await succeed('records/channels/copy_from_parent', { record: record.gid });
    expect(all.data.records[record.gid].channels).toEqual(['__all__', webshop, printed]);
    await succeed('records/channels/set', { record: record.parent, channels: [webshop], enabled: false });
    const off = await succeed('records/channels/copy_from_parent', { record: record.gid });
    expect(off.data.records[record.gid].channels).toEqual(['__all__', printed]);
    await succeed('records/channels/set', { record: record.parent, channels: [webshop], enabled: true });
  });

  it('case 56: copy_up switches on in all records above', async () => {
    const made = await succeed('records/create', { parent: root.gid, ordering });
    const below = await succeed('records/create', { parent: made.result.record, ordering });
    const leaf = await succeed('records/create', { parent: below.result.record, ordering });
    const gid = leaf.result.record as string;
    await succeed('records/channels/set', { record: gid, channels: [webshop, printed], enabled: true });
    await succeed('records/channels/set', { record: below.result.record, channels: [webshop], enabled: true });
    const up = await succeed('records/channels/copy_up', { record: gid, channels: [printed] });
    expect([up.result, up.data]).toEqual([{}, {}]);
    expect((await show(below.result.record)).channels).toEqual(['__all__', webshop, printed]);
    expect((await show(made.result.record)).channels).toEqual(['__all__', printed]);
    await succeed('records/channels/set', { record: gid, channels: [printed], enabled: false });
    await succeed('records/channels/copy_up', { record: gid });
    expect((await show(made.result.record)).channels).toEqual(['__all__', webshop, printed]);
  });

  it('case 56: copy_down is a job that makes the channels of all records below the same', async () => {
    const group = records.find(
      ({ treelevel, childcount, channels }) => treelevel === 2 && childcount > 12 && channels.length === 3,
    )!;
    const below = subtreeOf(group.gid).flatMap(({ gid }) => (gid === group.gid ? [] : [gid]));
    const before = await showAll(below);
    expect(before.some(({ channels }) => !channels.includes(webshop))).toBe(true);
    const printedBefore = before.filter(({ channels }) => channels.includes(printed)).map(({ gid }) => gid);
    expect(printedBefore.length).toBeLessThan(before.length);
    await sync.finish(
      () => succeed('records/channels/copy_down', { record: group.gid, channels: [webshop] }),
      'copy_record_channels_down',
    );
    const after = await showAll(below);
    expect(after.every(({ channels }) => channels.includes(webshop))).toBe(true);
    expect(after.filter(({ channels }) => channels.includes(printed)).map(({ gid }) => gid)).toEqual(printedBefore);
    await succeed('records/channels/set', { record: group.gid, channels: [webshop, printed], enabled: false });
    await sync.finish(() => succeed('records/channels/copy_down', { record: group.gid }), 'copy_record_channels_down');
    for (const { channels } of await showAll(below)) expect(channels).toEqual(['__all__']);
  });

  it('case 56: copy_down from a record that is deleted for good before the job begins has nothing to do', async () => {
    const { result: made } = await succeed('records/create', { parent: root.gid, ordering });
    const body = { record: made.record };
    await succeed('records/delete', body);
    const paths = ['/records/channels/copy_down', '/records/permanent_delete'];
    const { result } = await succeed('batch', { requests: paths.map((path) => ({ path, body })) });
    const { status, info } = await finishedJob(gateway(), token, result.results[0]['job.token']);
    expect({ status, info }).toEqual({ status: 'done', info: { total: 0, remaining: 0 } });
  });

  it('case 56: what is wrong with a request about channels', async () => {
    const { gid } = root;
    for (const body of [
      { record: gid, channels: [webshop] },
      { record: gid, enabled: true },
      { record: gid, channels: webshop, enabled: true },
      { record: gid, channels: ['x'], enabled: true },
      { record: gid, channels: [webshop], enabled: 'true' },
      { channels: [webshop], enabled: true },
    ]) {
      await refuse('records/channels/set', body, 400);
    }
    for (const path of ['copy_from_parent', 'copy_up', 'copy_down']) {
      await refuse(`records/channels/${path}`, { record: unknownGid }, 422);
      await refuse(`records/channels/${path}`, { record: gid, channels: ['x'] }, 400);
      await refuse(`records/channels/${path}`, {}, 400);
    }
    await refuse('records/channels/set', { record: unknownGid, channels: [webshop], enabled: true }, 422);
    await refuse('records/channels/copy_from_parent', { record: gid }, 422);
  });

  it('case 59: delete marks a record, its subtree and the links to them; get still works', async () => {
    const original = linked[0]!;
    const group = byGid[original.parent];
    const expected = new Set(subtreeOf(group.gid).map(({ gid }) => gid));
    for (const gid of [...expected]) for (const each of byGid[gid].backlinks) expected.add(each);
    const before = records.filter(({ gid, status }) => expected.has(gid) && status === 'published');
    const { result, data } = await succeed('records/delete', { record: group.gid });
    expect(result).toEqual({ record: group.gid });
    expect(data.records[group.gid]).toMatchObject({ status: 'deleted', childcount: group.childcount, fields: group.fields });
    for (const record of await showAll([...expected])) {
      expect(record.status).toBe('deleted');
      expect(record.title).toEqual(byGid[record.gid].title);
    }
    const others = records.filter(({ gid, status }) => !expected.has(gid) && status === 'published').slice(0, 30);
    for (const record of await showAll(others.map(({ gid }) => gid))) expect(record.status).toBe('published');
    expect((await show(group.parent)).childcount).toBe(byGid[group.parent].childcount);
    const headers = { authorization: 'Bearer demo-reader-key' };
    const item = await gateway().request('GET', `/registers/noorderlicht-record/records/${group.gid}`, { headers });
    expect(item.text).toContain('end-date');
    const undeleted = await succeed('records/undelete', { record: group.gid });
    expect(undeleted.data.records[group.gid].status).toBe('published');
    // What was deleted before stays deleted.
    expect(before.length).toBeLessThan(expected.size);
    for (const record of await showAll([...expected])) {
      expect(record).toEqual({ ...byGid[record.gid], updated_on: record.updated_on, channels: record.channels });
    }
  });

  it('case 59: undelete wants something deleted below something that is not', async () => {
    const [inside] = childrenOf(deletedGroup.gid) as [Json];
    await refuse('records/undelete', { record: inside.gid }, 422);
    await refuse('records/undelete', { record: root.gid }, 422);
    await refuse('records/undelete', { record: unknownGid }, 422);
    const { data } = await succeed('records/undelete', { record: deletedOne.gid });
    expect(data.records[deletedOne.gid].status).toBe('published');
    await refuse('records/undelete', { record: deletedOne.gid }, 422);
    await refuse('records/delete', { record: root.gid }, 422);
    await refuse('records/delete', { record: unknownGid }, 422);
    await refuse('records/delete', {}, 400);
    await succeed('records/undelete', { record: deletedGroup.gid });
    expect((await show(inside.gid)).status).toBe('published');
    await succeed('records/delete', { record: inside.gid });
    await succeed('records/delete', { record: deletedGroup.gid });
    await succeed('records/update', { record: deletedGroup.gid, fields: { en: { name: 'Changed meanwhile' } } });
    await succeed('records/undelete', { record: deletedGroup.gid });
    const [, other] = childrenOf(deletedGroup.gid) as [Json, Json];
    expect([(await show(inside.gid)).status, (await show(other.gid)).status]).toEqual(['deleted', 'published']);
    await succeed('records/delete', { record: deletedGroup.gid });
    expect((await show(other.gid)).status).toBe('deleted');
  });

  it('case 59: permanent_delete wants a deleted record; then the record, its subtree and its links are unknown', async () => {
    await refuse('records/permanent_delete', { record: deletedOne.gid }, 422);
    await refuse('records/permanent_delete', { record: unknownGid }, 422);
    const parent = await show(deletedGroup.parent);
    const subtree = subtreeOf(deletedGroup.gid).map(({ gid }) => gid);
    const { result, data } = await sync.finish(
      () => succeed('records/permanent_delete', { record: deletedGroup.gid }),
      'permanent_delete_record',
    );
    expect(result).toEqual({ parent: parent.gid, 'job.token': expect.any(String) });
    expect(data.records).toEqual({ [parent.gid]: { ...parent, childcount: parent.childcount - 1 } });
    for (const gid of subtree) await refuse('records/get', { record: gid }, 400);
    expect((await succeed('records/get', { records: subtree })).result).toEqual({ records: [] });
    for (const path of ['delete', 'undelete', 'permanent_delete', 'duplicate']) {
      await refuse(`records/${path}`, { record: subtree[0] }, 422);
      await refuse(`records/${path}`, { record: subtree[1] }, 422);
    }
    await refuse('records/create', { parent: subtree[0], ordering }, 422);
    expect((await succeed('records/children', { record: parent.gid })).result.children).not.toContain(deletedGroup.gid);
  });

  it('case 59: links to what is deleted for good go too', async () => {
    const original = linked[1]!;
    const [link] = original.backlinks as [string];
    const elsewhere = await show(byGid[link].parent);
    await succeed('records/delete', { record: original.gid });
    expect((await show(link)).status).toBe('deleted');
    await refuse('records/undelete', { record: link }, 422);
    await sync.finish(() => succeed('records/permanent_delete', { record: original.gid }), 'permanent_delete_record');
    await refuse('records/get', { record: link }, 400);
    expect((await show(elsewhere.gid)).childcount).toBe(elsewhere.childcount - 1);
  });

  it('a link that is deleted for good is no backlink any more', async () => {
    const original = linked[2]!;
    const [link] = original.backlinks as [string];
    await succeed('records/delete', { record: link });
    expect((await show(original.gid)).status).toBe('published');
    await sync.finish(() => succeed('records/permanent_delete', { record: link }), 'permanent_delete_record');
    expect((await show(original.gid)).backlinks).not.toContain(link);
  });

  it('a copy of a link to something deleted is deleted too, and comes back with it', async () => {
    const create = async (): Promise<string> => (await succeed('records/create', { parent: root.gid, ordering })).result.record;
    const [original, parent] = [await create(), await create()];
    const { result: link } = await succeed('records/link', { record: original, parent, ordering });
    await succeed('records/delete', { record: original });
    const { result: duplicate } = await succeed('records/duplicate', { record: link.record });
    const { result: copy } = await succeed('records/shallow_copy', { record: link.record, parent, ordering });
    const family = [original, link.record, duplicate.record, copy.record];
    expect((await showAll(family)).map(({ status }) => status)).toEqual(family.map(() => 'deleted'));
    await succeed('records/undelete', { record: original });
    expect((await showAll(family)).map(({ status }) => status)).toEqual(family.map(() => 'published'));
    // A link that is deleted alone is copied like any other record.
    await succeed('records/delete', { record: link.record });
    const { result: again, data } = await succeed('records/duplicate', { record: link.record });
    expect(data.records[again.record].status).toBe('published');
  });

  it('bulk calls are jobs; what is impossible fails alone', async () => {
    const group = records.find(
      ({ gid, treelevel, childcount }) => treelevel === 2 && childcount === 11 && gid !== deletedGroup.gid,
    )!;
    const [a, b, c] = childrenOf(group.gid).map(({ gid }) => gid) as [string, string, string];
    const selection = [a, { children: group.gid, ordering, exclude: [c] }, root.gid, unknownGid];
    const live = childrenOf(group.gid).filter(({ gid }) => gid !== c);
    const bulk = (path: string, job: string, body: object) => sync.finish(() => succeed(`records/bulk/${path}`, body), job);
    const { result, data } = await bulk('delete', 'delete_records', { selection });
    expect([Object.keys(result), data]).toEqual([['job.token'], {}]);
    for (const { gid, status } of await showAll([...live.map(({ gid }) => gid), c, root.gid])) {
      expect([gid, status]).toEqual([gid, gid === c || gid === root.gid ? 'published' : 'deleted']);
    }
    await bulk('undelete', 'undelete_records', { selection: [a, b, c, unknownGid] });
    expect((await showAll([a, b, c])).map(({ status }) => status)).toEqual(['published', 'published', 'published']);
    const gone = live.at(-1)!.gid;
    await bulk('permanent_delete', 'permanent_delete_records', { selection: [a, gone] });
    expect((await succeed('records/get', { records: [a, gone] })).result.records).toEqual([a]);
    await refuse('records/bulk/delete', {}, 400);
    for (const wrong of [[], 'x', [{}]]) await refuse('records/bulk/delete', { selection: wrong }, 422, 1006);
  });

  it('bulk calls put records somewhere, in their order', async () => {
    const listed = async (record: string): Promise<string[]> =>
      (await succeed('records/children', { record, ordering, 'page.size': 1000 })).result.children;
    const target = (await succeed('records/create', { parent: root.gid, ordering })).result.record as string;
    const group = records.find(({ treelevel, childcount }) => treelevel === 2 && childcount === 12)!;
    const [a, b, c] = (await listed(group.gid)) as [string, string, string];
    const place = (path: string, job: string, selection: string[], before?: string) =>
      sync.finish(
        () =>
          succeed(`records/bulk/${path}`, { selection, parent: target, ordering, ...(before ? { before_record: before } : {}) }),
        job,
      );
    await place('link', 'link_records', [b, a]);
    const links = await listed(target);
    expect((await Promise.all(links.map(show))).map(({ canonical }) => canonical)).toEqual([b, a]);
    await place('shallow_copy', 'shallow_copy_records', [a, b, root.gid, target], links[0]);
    const copies = (await listed(target)).slice(0, 2);
    expect((await Promise.all(copies.map(show))).map(({ title }) => title)).toEqual([
      (await show(a)).title,
      (await show(b)).title,
    ]);
    await place('deep_copy', 'deep_copy_records', [group.gid]);
    const deep = (await listed(target)).at(-1)!;
    expect((await show(deep)).childcount).toBe((await listed(group.gid)).length);
    await place('move', 'move_records', [c, root.gid, a], copies[0]);
    expect((await listed(target)).slice(0, 3)).toEqual([c, a, copies[0]]);
    const before = await listed(group.gid);
    await sync.finish(() => succeed('records/bulk/duplicate', { selection: [b], ordering }), 'duplicate_records');
    expect(await listed(group.gid)).toHaveLength(before.length + 1);
    await refuse('records/bulk/move', { selection: [a], parent: unknownGid, ordering }, 422);
    await refuse('records/bulk/move', { selection: [a], parent: target }, 400);
    await refuse('records/bulk/duplicate', { selection: [a], ordering: 'x' }, 400);
  });

  it('excel worksheets are not offered', async () => {
    for (const path of ['excel/children', 'excel/update']) await refuse(`records/${path}`, {}, 501);
    expect(deletedOther.status).toBe('deleted');
  });
});
