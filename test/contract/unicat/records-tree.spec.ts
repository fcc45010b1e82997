import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { callerOf, type Json, project, records, sample, tokenOf, unknownGid } from './client.js';

const { options } = sample.data['cc.projects'][project];
const [ordering] = options.orderedorderings as [string];
const [, webshop] = options.orderedchannels as [string, string];
const byGid = sample.data.records as Json;
const root = byGid[sample.root] as Json;

const inOrder = (gid: string, channel?: string): Json[] =>
  records
    .filter(({ parent, channels }) => parent === gid && (channel === undefined || channels.includes(channel)))
    .sort((one, other) => one.orderings[ordering] - other.orderings[ordering]);
const gidsOf = (some: Json[]): string[] => some.map(({ gid }) => gid);
const pick = (gids: string[]): Json => Object.fromEntries(gids.map((gid) => [gid, byGid[gid]]));
const group = records.find(({ treelevel, childcount }) => treelevel === 2 && childcount === 15)!;
const other = records.find(({ gid, treelevel, childcount }) => treelevel === 2 && childcount === 14 && gid !== group.gid)!;
const leaf = records.find(({ parent, childcount, is_link }) => parent === group.gid && childcount === 0 && !is_link)!;
const link = records.find(({ is_link }) => is_link)!;
const partlyShown = records.find(({ gid }) => {
  const shown = inOrder(gid, webshop).length;
  return shown > 3 && shown < inOrder(gid).length;
})!;

describeOnEngines('unicat: the tree of records', (gateway) => {
  let token = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
  });
  const { succeed, refuse } = callerOf(gateway, () => token);

  it('case 45: root gives the root', async () => {
    const { result, data } = await succeed('records/root');
    expect(result).toEqual({ root: root.gid });
    expect(data).toEqual({ records: { [root.gid]: root } });
    expect(root.parent).toBeNull();
    const german = await succeed('records/root', { language: 'de', channel: 'ignored' });
    expect(Object.keys(german.data.records[root.gid].fields)).toEqual(['de']);
    await refuse('records/root', { language: 'xx' }, 400);
  });

  it('case 46: children come page by page, by index, without overlap', async () => {
    const expected = gidsOf(inOrder(group.gid));
    const first = await succeed('records/children', { record: group.gid, ordering, 'page.size': 10 });
    expect(first.result).toEqual({ children: expected.slice(0, 10), 'children.size': 15 });
    expect(first.data).toEqual({ records: pick(expected.slice(0, 10)) });
    const second = await succeed('records/children', { record: group.gid, ordering, 'page.top': 10, 'page.size': 10 });
    expect(second.result).toEqual({ children: expected.slice(10), 'children.size': 15 });
    expect(second.data).toEqual({ records: pick(expected.slice(10)) });
    const middle = await succeed('records/children', { record: group.gid, ordering, 'page.top': 7, 'page.size': 3 });
    expect(middle.result.children).toEqual(expected.slice(7, 10));
  });

  it('case 46: without an ordering they come in order of creation', async () => {
    const expected = inOrder(group.gid).sort((one, two) => one.created_on - two.created_on);
    const { result } = await succeed('records/children', { record: group.gid });
    expect(result).toEqual({ children: gidsOf(expected), 'children.size': 15 });
    const page = await succeed('records/children', { record: group.gid, 'page.top': 5, 'page.size': 5 });
    expect(page.result.children).toEqual(gidsOf(expected).slice(5, 10));
  });

  it('case 46: deleted children are listed', async () => {
    const deleted = records.find(({ status, treelevel }) => status === 'deleted' && treelevel === 3)!;
    const { result, data } = await succeed('records/children', { record: deleted.parent, ordering });
    expect(result.children).toContain(deleted.gid);
    expect(data.records[deleted.gid].status).toBe('deleted');
  });

  it('case 47: a channel shows its members only, and counts them', async () => {
    const expected = gidsOf(inOrder(partlyShown.gid, webshop));
    const all = await succeed('records/children', { record: partlyShown.gid, ordering, channel: webshop });
    expect(all.result).toEqual({ children: expected, 'children.size': expected.length });
    const page = await succeed('records/children', {
      record: partlyShown.gid,
      ordering,
      channel: webshop,
      'page.top': 2,
      'page.size': 2,
    });
    expect(page.result).toEqual({ children: expected.slice(2, 4), 'children.size': expected.length });
    const unordered = await succeed('records/children', { record: partlyShown.gid, channel: webshop });
    expect(unordered.result.children.toSorted()).toEqual(expected.toSorted());
    const everything = await succeed('records/children', { record: partlyShown.gid, ordering, channel: '__all__' });
    expect(everything.result.children).toEqual(gidsOf(inOrder(partlyShown.gid)));
  });

  it('case 48: a leaf and a link have no children', async () => {
    for (const record of [leaf.gid, link.gid]) {
      const { result, data } = await succeed('records/children', { record, ordering });
      expect(result).toEqual({ children: [], 'children.size': 0 });
      expect(data).toEqual({ records: {} });
    }
  });

  it('case 49: what is wrong with a request for children', async () => {
    await refuse('records/children', { record: unknownGid }, 422);
    await refuse('records/children', { record: 'x' }, 422);
    await refuse('records/children', { record: sample.foreign.root }, 422);
    await refuse('records/children', {}, 400);
    await refuse('records/children', { record: 5 }, 400);
    for (const size of [0, '10', -1, 1001, 1.5, true, []]) {
      await refuse('records/children', { record: group.gid, 'page.size': size }, 400);
    }
    for (const top of [-1, '0', 0.5]) await refuse('records/children', { record: group.gid, 'page.top': top }, 400);
    await refuse('records/children', { record: group.gid, channel: 'x' }, 400);
    await refuse('records/children', { record: group.gid, ordering: 'x' }, 400);
    await refuse('records/children', { record: group.gid, ordering: 5 }, 400);
    for (const order of [{}, { ordering }]) {
      const past = await succeed('records/children', { record: group.gid, 'page.top': 5000, ...order });
      expect(past.result).toEqual({ children: [], 'children.size': 15 });
    }
    expect((await succeed('records/children', { record: group.gid, 'page.size': 1000 })).result.children).toHaveLength(15);
  });

  it('worksheet shows a record with its path from the root and a page of its children', async () => {
    const expected = gidsOf(inOrder(group.gid));
    const { result, data } = await succeed('records/worksheet', { record: group.gid, ordering, 'page.size': 5, 'page.top': 5 });
    expect(result).toEqual({
      record: group.gid,
      path: group.path.toReversed(),
      children: expected.slice(5, 10),
      'children.size': 15,
    });
    expect(data).toEqual({ records: pick([group.gid, ...expected.slice(5, 10)]) });
    expect((await succeed('records/worksheet', { record: group.gid, ordering, channel: 'x' })).result.children).toHaveLength(15);
    await refuse('records/worksheet', { record: group.gid }, 400);
    await refuse('records/worksheet', { record: unknownGid, ordering }, 422);
  });

  it('tree is a flat page of what is expanded, without fields', async () => {
    const [chapter, ...otherChapters] = inOrder(root.gid) as [Json, ...Json[]];
    const groups = inOrder(chapter.gid);
    const expected = [root.gid, chapter.gid, ...gidsOf(groups), ...gidsOf(otherChapters)];
    const body = { expanded_records: [chapter.gid, root.gid, unknownGid, group.gid === chapter.gid ? 'x' : 'y'], ordering };
    const { result, data } = await succeed('records/tree', body);
    expect(result).toEqual({ tree: expected, 'tree.size': expected.length });
    const { fields, ...withoutFields } = chapter;
    expect(fields).toBeDefined();
    expect(data.records[chapter.gid]).toEqual(withoutFields);
    expect(Object.keys(data.records).sort()).toEqual(expected.toSorted());
    const page = await succeed('records/tree', { ...body, 'page.top': 1, 'page.size': 3, language: 'nl' });
    expect(page.result).toEqual({ tree: expected.slice(1, 4), 'tree.size': expected.length });
    expect(page.data.records[chapter.gid].title).toEqual({ nl: chapter.title.nl });
    for (let top = 0; top + 4 <= expected.length; top += 1) {
      const part = await succeed('records/tree', { ...body, 'page.top': top, 'page.size': 4 });
      expect(part.result).toEqual({ tree: expected.slice(top, top + 4), 'tree.size': expected.length });
    }
    const past = await succeed('records/tree', { ...body, 'page.top': 1000, 'page.size': 4 });
    expect(past.result.tree).toEqual(expected.slice(-4));
    const collapsed = await succeed('records/tree', { expanded_records: [], ordering });
    expect(collapsed.result).toEqual({ tree: [root.gid], 'tree.size': 1 });
    for (const wrong of [{ ordering }, { expanded_records: 'x', ordering }, { expanded_records: [] }]) {
      await refuse('records/tree', wrong, 400);
    }
  });

  it('case 50: a selection of gids and children is paged with a cursor, each record once', async () => {
    const excluded = inOrder(group.gid)[3]!;
    const named = [leaf.gid, other.gid, leaf.gid];
    const selection = [...named, { children: group.gid, ordering, exclude: [excluded.gid, unknownGid] }, root.gid, other.gid];
    const children = gidsOf(inOrder(group.gid)).filter((gid) => gid !== excluded.gid && gid !== leaf.gid);
    const expected = [leaf.gid, other.gid, ...children, root.gid];
    const all = await succeed('records/bulk/get', { selection });
    expect(all.result).toEqual({ records: expected, 'records.size': expected.length, 'page.cursor': null });
    expect(all.data).toEqual({ records: pick(expected) });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    for (let pages = 0; cursor !== null && pages < 20; pages += 1) {
      const body = { selection, 'page.size': 4, ...(cursor === undefined ? {} : { 'page.cursor': cursor }) };
      const { result, data } = await succeed('records/bulk/get', body);
      expect(Object.keys(data.records).sort()).toEqual(result.records.toSorted());
      expect(result['records.size']).toBe(expected.length);
      seen.push(...result.records);
      cursor = result['page.cursor'];
    }
    expect(seen).toEqual(expected);
  });

  it('case 50: unknown gids are dropped, and then no longer counted', async () => {
    const selection = [unknownGid, leaf.gid, 'nonsense', root.gid];
    const first = await succeed('records/bulk/get', { selection, 'page.size': 1 });
    expect(first.result).toEqual({ records: [leaf.gid], 'records.size': 3, 'page.cursor': expect.any(String) });
    const last = await succeed('records/bulk/get', { selection, 'page.size': 5, 'page.cursor': first.result['page.cursor'] });
    expect(last.result).toEqual({ records: [root.gid], 'records.size': 2, 'page.cursor': null });
    const none = await succeed('records/bulk/get', { selection: [{ children: unknownGid }] });
    expect(none.result).toEqual({ records: [], 'records.size': 0, 'page.cursor': null });
  });

  it('case 50: children in a channel', async () => {
    const selection = [{ children: partlyShown.gid, channel: webshop, ordering }];
    const { result } = await succeed('records/bulk/get', { selection, languages: ['en'] });
    const expected = gidsOf(inOrder(partlyShown.gid, webshop));
    expect(result).toEqual({ records: expected, 'records.size': expected.length, 'page.cursor': null });
  });

  it('case 51: what says nothing as a selection or a cursor is 422 with 1006', async () => {
    const good = [leaf.gid, root.gid];
    const wrong = [[], 'x', {}, 5, [{}], [5], [null], [[leaf.gid]], [{ children: 5 }], [{ children: group.gid, channel: 'x' }]];
    wrong.push([{ children: group.gid, exclude: 'x' }], [{ search: 'x' }], [{ search: {} }], [{ search: { language: 'xx' } }]);
    wrong.push([{ search: { language: 'en', filter: 'x' } }]);
    for (const selection of wrong) await refuse('records/bulk/get', { selection }, 422, 1006);
    for (const cursor of ['x', '', 5, {}, 'MQ']) {
      await refuse('records/bulk/get', { selection: good, 'page.cursor': cursor }, 422, 1006);
    }
    const first = await succeed('records/bulk/get', { selection: good, 'page.size': 1 });
    const cursor = first.result['page.cursor'];
    await refuse('records/bulk/get', { selection: [leaf.gid, group.gid], 'page.cursor': cursor }, 422, 1006);
    await refuse('records/bulk/get', {}, 400);
    await refuse('records/bulk/get', { selection: good, 'page.size': 0 }, 400);
    await refuse('records/bulk/get', { selection: good, language: 'xx' }, 400);
  });
});

describeOnEngines('unicat: spaces of other dialects as trees', (gateway) => {
  it('lists the records of a register under its root', async () => {
    const gids = (
      await gateway().request('GET', '/ops/v1/resolve?address=/registers/country/records/GB', {
        headers: { authorization: `Basic ${Buffer.from('ops:ops-demo-password').toString('base64')}` },
      })
    ).json<Json>();
    const country = gids.addresses.unicat.path.split('/')[3] as string;
    const token = await tokenOf(gateway(), country, 'demo-reader-key');
    const { succeed, refuse } = callerOf(gateway, () => token, country);
    const { result, data } = await succeed('records/root');
    const { childcount } = data.records[result.root];
    const first = await succeed('records/children', { record: result.root, 'page.size': 3 });
    const next = await succeed('records/children', { record: result.root, 'page.size': 3, 'page.top': 3 });
    expect([...first.result.children, ...next.result.children]).toHaveLength(6);
    expect(first.result['children.size']).toBe(childcount);
    expect(Object.values<Json>(first.data.records).map(({ parent }) => parent)).toEqual(Array(3).fill(result.root));
    const [ordering] = Object.keys(data.records[result.root].orderings) as [string];
    const bulk = await succeed('records/bulk/get', { selection: [{ children: result.root, ordering }], 'page.size': 6 });
    expect(bulk.result).toMatchObject({
      records: [...first.result.children, ...next.result.children],
      'records.size': childcount,
    });
    await refuse('records/create', { parent: result.root, ordering }, 403);
  });
});
