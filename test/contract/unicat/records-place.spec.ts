import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { callerOf, gidPattern, type Json, project, records, sample, tokenOf, unknownGid } from './client.js';

const { options } = sample.data['cc.projects'][project];
const [ordering] = options.orderedorderings as [string];
const byGid = sample.data.records as Json;
const root = byGid[sample.root] as Json;
const inOrder = (gid: string): Json[] =>
  records.filter(({ parent }) => parent === gid).sort((one, other) => one.orderings[ordering] - other.orderings[ordering]);
const gidsOf = (some: Json[]): string[] => some.map(({ gid }) => gid);
const groups = records.filter(({ treelevel, status }) => treelevel === 2 && status === 'published');
const link = records.find(({ is_link }) => is_link)!;
const withVariants = records.find(({ treelevel, childcount }) => treelevel === 3 && childcount > 0)!;
const plain = (group: Json): Json[] =>
  inOrder(group.gid).filter(
    ({ status, is_link, backlinks, childcount }) =>
      status === 'published' && !is_link && backlinks.length === 0 && childcount === 0,
  );

describeOnEngines('unicat: records move, are copied and linked', (gateway) => {
  let token = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
  });
  const { succeed, refuse, show } = callerOf(gateway, () => token);
  const childrenOf = async (record: string): Promise<string[]> =>
    (await succeed('records/children', { record, ordering, 'page.size': 1000 })).result.children;

  it('case 57: link makes a new record with the values of the original, which knows of it', async () => {
    const [from, to] = [groups[0]!, groups[4]!];
    const original = plain(from)[0]!;
    const before = await childrenOf(to.gid);
    const { result, data } = await succeed('records/link', { record: original.gid, parent: to.gid, ordering });
    expect(result).toEqual({ record: expect.stringMatching(gidPattern), parent: to.gid });
    expect(Object.keys(data.records).sort()).toEqual([result.record, to.gid, original.gid].sort());
    const made = data.records[result.record];
    expect(made).toMatchObject({
      parent: to.gid,
      canonical: original.gid,
      is_link: true,
      backlinks: [],
      childcount: 0,
      path: [result.record, ...to.path],
      definition: original.definition,
      title: original.title,
      fields: original.fields,
      channels: ['__all__'],
      status: 'published',
    });
    expect(data.records[original.gid]).toEqual({ ...original, backlinks: [result.record] });
    expect(data.records[to.gid].childcount).toBe(to.childcount + 1);
    expect(await childrenOf(to.gid)).toEqual([...before, result.record]);
    const again = await succeed('records/link', { record: result.record, parent: to.gid, ordering, before_record: before[0]! });
    expect(again.data.records[again.result.record].canonical).toBe(original.gid);
    expect((await show(original.gid)).backlinks).toEqual([result.record, again.result.record]);
    expect(await childrenOf(to.gid)).toEqual([again.result.record, ...before, result.record]);
    const { en } = again.data.records[again.result.record].title;
    expect(en).not.toBe(original.title.en);
    expect(en).toContain(original.title.en);
    expect(again.data.records[again.result.record].fields).toEqual(original.fields);
  });

  it('case 57: unlink makes a link a record of its own that keeps its values', async () => {
    const original = byGid[link.canonical];
    const { result, data } = await succeed('records/unlink', { record: link.gid });
    expect(result).toEqual({ record: link.gid });
    const own = data.records[link.gid];
    expect(own).toMatchObject({
      canonical: link.gid,
      is_link: false,
      backlinks: [],
      fields: original.fields,
      title: original.title,
    });
    expect((await show(original.gid)).backlinks).not.toContain(link.gid);
    await succeed('records/update', { record: original.gid, fields: { en: { name: 'Changed after' } } });
    expect((await show(link.gid)).fields.en.name).toBe(original.fields.en.name);
    await refuse('records/unlink', { record: link.gid }, 422);
    await refuse('records/unlink', { record: unknownGid }, 422);
    await refuse('records/unlink', {}, 400);
  });

  it('a link has nothing below it, and nothing can be put there', async () => {
    const other = records.find(({ is_link, gid }) => is_link && gid !== link.gid)!;
    const { gid } = plain(groups[1]!)[0]!;
    for (const path of ['link', 'move', 'shallow_copy', 'deep_copy']) {
      await refuse(`records/${path}`, { record: gid, parent: other.gid, ordering }, 422);
    }
  });

  it('move takes a record with all that is below it', async () => {
    const [first] = await childrenOf(groups[1]!.gid);
    const from = withVariants.parent;
    const left = (await childrenOf(from)).filter((gid) => gid !== withVariants.gid);
    const { result, data } = await succeed('records/move', {
      record: withVariants.gid,
      parent: groups[1]!.gid,
      ordering,
      before_record: first,
    });
    expect(result).toEqual({ record: withVariants.gid, parent: groups[1]!.gid });
    expect(data.records[withVariants.gid]).toMatchObject({
      parent: groups[1]!.gid,
      path: [withVariants.gid, ...groups[1]!.path],
      fields: withVariants.fields,
      channels: withVariants.channels,
      created_on: withVariants.created_on,
    });
    expect((await childrenOf(groups[1]!.gid)).slice(0, 2)).toEqual([withVariants.gid, first]);
    expect(await childrenOf(from)).toEqual(left);
    expect((await show(from)).childcount).toBe(left.length);
    const [variant] = inOrder(withVariants.gid);
    expect((await show(variant!.gid)).path).toEqual([variant!.gid, withVariants.gid, ...groups[1]!.path]);
    await refuse('records/move', { record: withVariants.gid, parent: variant!.gid, ordering }, 422);
    await refuse('records/move', { record: withVariants.gid, parent: withVariants.gid, ordering }, 422);
  });

  it('move within a parent changes the order only', async () => {
    const group = groups[2]!;
    const before = await childrenOf(group.gid);
    const [a, b, c, ...others] = before as [string, string, string];
    await succeed('records/move', { record: c, parent: group.gid, ordering, before_record: a });
    expect(await childrenOf(group.gid)).toEqual([c, a, b, ...others]);
    await succeed('records/move', { record: c, parent: group.gid, ordering });
    expect(await childrenOf(group.gid)).toEqual([a, b, ...others, c]);
    await succeed('records/move', { record: a, parent: group.gid, ordering, before_record: a });
    expect(await childrenOf(group.gid)).toEqual([a, b, ...others, c]);
    expect((await show(group.gid)).childcount).toBe(before.length);
  });

  it('what cannot be moved or copied', async () => {
    const [group, other] = [groups[2]!, groups[3]!];
    const [record] = gidsOf(plain(group));
    for (const path of ['move', 'shallow_copy', 'deep_copy', 'link']) {
      await refuse(`records/${path}`, { record: unknownGid, parent: group.gid, ordering }, 422);
      await refuse(`records/${path}`, { record, parent: unknownGid, ordering }, 422);
      await refuse(`records/${path}`, { record, parent: other.gid, ordering, before_record: unknownGid }, 422);
      await refuse(`records/${path}`, { record, parent: other.gid, ordering, before_record: record }, 422);
      for (const wrong of [
        { record, parent: other.gid },
        { record, ordering },
        { parent: other.gid, ordering },
        { record, parent: other.gid, ordering: 'x' },
        { record, parent: other.gid, ordering, before_record: 5 },
      ]) {
        await refuse(`records/${path}`, wrong, 400);
      }
    }
    for (const path of ['move', 'shallow_copy', 'deep_copy']) {
      await refuse(`records/${path}`, { record: root.gid, parent: group.gid, ordering }, 422);
    }
  });

  it('duplicate puts a copy right behind the original', async () => {
    const group = groups[5]!;
    const before = await childrenOf(group.gid);
    const original = await show(before[1]!);
    const { result, data } = await succeed('records/duplicate', { record: original.gid, ordering });
    expect(result.parent).toBe(group.gid);
    const copy = data.records[result.record];
    expect(copy).toMatchObject({
      canonical: result.record,
      backlinks: [],
      childcount: 0,
      definition: original.definition,
      title: original.title,
      fields: original.fields,
      status: 'published',
    });
    expect(await childrenOf(group.gid)).toEqual([...before.slice(0, 2), result.record, ...before.slice(2)]);
    expect(data.records[group.gid].childcount).toBe(before.length + 1);
    const second = await succeed('records/duplicate', { record: original.gid });
    expect((await childrenOf(group.gid)).slice(1, 4)).toEqual([original.gid, second.result.record, result.record]);
    await refuse('records/duplicate', { record: root.gid }, 422);
    await refuse('records/duplicate', { record: unknownGid }, 422);
    await refuse('records/duplicate', { record: original.gid, ordering: 'x' }, 400);
  });

  it('a shallow copy comes alone, a deep one with all that is below it', async () => {
    const original = await show(groups[6]!.gid);
    const [chapter] = records.filter(({ treelevel, gid }) => treelevel === 1 && gid !== original.parent) as [Json];
    const shallow = await succeed('records/shallow_copy', { record: original.gid, parent: chapter.gid, ordering });
    expect(shallow.data.records[shallow.result.record]).toMatchObject({ childcount: 0, fields: original.fields });
    const deep = await succeed('records/deep_copy', { record: original.gid, parent: chapter.gid, ordering });
    const copy = deep.data.records[deep.result.record];
    const live = inOrder(original.gid).filter(({ status }) => status === 'published');
    expect(copy).toMatchObject({ title: original.title, childcount: live.length, path: [copy.gid, ...chapter.path] });
    expect((await childrenOf(chapter.gid)).slice(-2)).toEqual([shallow.result.record, deep.result.record]);
    const copies = await childrenOf(copy.gid);
    const shown = (await succeed('records/get', { records: copies })).data.records;
    expect(copies.map((gid) => shown[gid].title)).toEqual(live.map(({ title }) => title));
    expect(copies.map((gid) => shown[gid].childcount)).toEqual(live.map(({ childcount }) => childcount));
    expect(gidsOf(live)).not.toEqual(expect.arrayContaining(copies.slice(0, 1)));
    const family = live.find(({ childcount }) => childcount > 0);
    if (family !== undefined) {
      const below = await childrenOf(copies[live.indexOf(family)]!);
      expect(below).toHaveLength(family.childcount);
    }
    expect((await show(original.gid)).childcount).toBe(original.childcount);
    await refuse('records/deep_copy', { record: original.gid, parent: gidsOf(live)[0], ordering }, 422);
  });

  it('a deep copy links what it copied to what it copied', async () => {
    const chapter = root.gid;
    const made = await succeed('records/create', { parent: chapter, ordering });
    const inside = await succeed('records/create', { parent: made.result.record, ordering });
    const linked = await succeed('records/link', { record: inside.result.record, parent: made.result.record, ordering });
    const { result } = await succeed('records/deep_copy', { record: made.result.record, parent: chapter, ordering });
    const [first, second] = await childrenOf(result.record);
    expect((await show(second!)).canonical).toBe(first);
    expect((await show(first!)).backlinks).toEqual([second]);
    expect((await show(inside.result.record)).backlinks).toEqual([linked.result.record]);
  });

  it('a deep copy links to the original what it left out', async () => {
    const create = async (parent: string): Promise<string> =>
      (await succeed('records/create', { parent, ordering })).result.record;
    const source = await create(root.gid);
    const gone = await create(source);
    await succeed('records/delete', { record: gone });
    // Below something deleted, and not deleted itself.
    const left = await create(gone);
    const { result: linked } = await succeed('records/link', { record: left, parent: source, ordering });
    const target = await create(root.gid);
    const { result: copy } = await succeed('records/deep_copy', { record: source, parent: target, ordering });
    const [only, ...others] = await childrenOf(copy.record);
    expect(others).toEqual([]);
    expect((await show(only!)).canonical).toBe(left);
    expect((await show(left)).backlinks).toEqual([linked.record, only]);
  });

  it('orderings/set sets the index of one record', async () => {
    const group = groups[7]!;
    const [a, b] = (await childrenOf(group.gid)) as [string, string];
    const index = (await show(b)).orderings[ordering];
    const { result, data } = await succeed('records/orderings/set', { record: a, orderings: { [ordering]: index + 100 } });
    expect(result).toEqual({ record: a });
    expect(data.records[a].orderings).toEqual({ [ordering]: index + 100 });
    expect((await childrenOf(group.gid)).at(-1)).toBe(a);
    await succeed('records/orderings/set', { record: a, orderings: { [ordering]: -5 } });
    expect((await childrenOf(group.gid))[0]).toBe(a);
    await refuse('records/orderings/set', { record: a, orderings: { x: 1 } }, 400);
    const odd = ['1', 1.5, null, Number.MAX_SAFE_INTEGER].map((index) => ({ [ordering]: index }));
    for (const orderings of [undefined, [], 'x', ...odd]) {
      await refuse('records/orderings/set', { record: a, orderings }, 400);
    }
    await refuse('records/orderings/set', { record: unknownGid, orderings: {} }, 422);
    // Behind the largest index there is room for more.
    await succeed('records/orderings/set', { record: a, orderings: { [ordering]: 2 ** 52 } });
    const { result: last, data: shown } = await succeed('records/create', { parent: group.gid, ordering });
    expect(shown.records[last.record].orderings[ordering]).toBe(2 ** 52 + 1);
    expect((await childrenOf(group.gid)).slice(-2)).toEqual([a, last.record]);
  });
});
