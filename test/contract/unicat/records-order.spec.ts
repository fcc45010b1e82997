import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { callerOf, type Json, project, sample, tokenOf } from './client.js';

const { options } = sample.data['cc.projects'][project];
const [ordering] = options.orderedorderings as [string];
const variant = Object.values<Json>(sample.data.definitions).find(
  ({ is_new, is_working_copy, is_base }) => !is_new && !is_working_copy && !is_base,
)!;

describeOnEngines('unicat: the order of siblings', (gateway) => {
  let token = '';
  /** Three records below a parent that no other case uses, in order. */
  let parent: string;
  let siblings: [string, string, string];
  beforeAll(async () => {
    token = await tokenOf(gateway());
  });
  const { succeed, show } = callerOf(gateway, () => token);
  const create = async (below: string): Promise<string> =>
    (await succeed('records/create', { parent: below, ordering })).result.record;
  const childrenOf = async (by = ordering): Promise<string[]> =>
    (await succeed('records/children', { record: parent, ordering: by })).result.children;
  beforeEach(async () => {
    parent = await create(sample.root);
    siblings = [await create(parent), await create(parent), await create(parent)];
  });

  it('a link that is put before its original moves it on', async () => {
    const [first, second, third] = siblings;
    const { result } = await succeed('records/link', { record: third, parent, ordering, before_record: second });
    expect(await childrenOf()).toEqual([first, result.record, second, third]);
    const indexes = await Promise.all((await childrenOf()).map(async (gid) => (await show(gid)).orderings[ordering]));
    expect(indexes).toEqual([1, 2, 3, 4]);
  });

  it('a selection is linked before records of its own', async () => {
    const [first, second, third] = siblings;
    await succeed('records/bulk/link', { selection: [third, second], parent, ordering, before_record: second });
    await expect.poll(childrenOf, { timeout: 20_000 }).toHaveLength(5);
    const all = await childrenOf();
    expect([all[0], ...all.slice(3)]).toEqual([first, second, third]);
    const linked = await Promise.all(all.slice(1, 3).map(async (gid) => (await show(gid)).canonical));
    expect(linked).toEqual([third, second]);
    const indexes = await Promise.all(all.map(async (gid) => (await show(gid)).orderings[ordering]));
    expect(indexes).toEqual([1, 2, 3, 4, 5]);
  });

  it('in an ordering that is younger than its siblings a new record is the last one too', async () => {
    const [first, second, third] = siblings;
    await succeed('records/definition/set', { record: third, definition: variant.gid });
    const { result } = await succeed('orderings/create', { name: 'Younger' });
    const { data, result: created } = await succeed('records/create', { parent, ordering: result.ordering });
    expect(await childrenOf(result.ordering)).toEqual([first, second, third, created.record]);
    // As the last sibling (contract §4.2).
    expect(data.records[created.record].definition).toBe(variant.gid);
    const { result: link } = await succeed('records/link', { record: first, parent, ordering: result.ordering });
    expect(await childrenOf(result.ordering)).toEqual([first, second, third, created.record, link.record]);
    expect(await childrenOf()).toEqual([first, second, third, created.record, link.record]);
  });

  it('in such an ordering records move, and are copied, to where they were asked to', async () => {
    const [first, second, third] = siblings;
    const { result } = await succeed('orderings/create', { name: 'Younger' });
    const by = result.ordering;
    await succeed('records/move', { record: first, parent, ordering: by, before_record: third });
    expect(await childrenOf(by)).toEqual([second, first, third]);
    expect(await childrenOf()).toEqual([first, second, third]);
    const { result: next } = await succeed('orderings/create', { name: 'Youngest' });
    await succeed('records/move', { record: first, parent, ordering: next.ordering });
    expect(await childrenOf(next.ordering)).toEqual([second, third, first]);
    const { result: last } = await succeed('orderings/create', { name: 'Last' });
    const { result: copy } = await succeed('records/duplicate', { record: second, ordering: last.ordering });
    expect(await childrenOf(last.ordering)).toEqual([first, second, copy.record, third]);
    expect(await childrenOf(by)).toEqual([second, first, third, copy.record]);
  });

  it('in such an ordering the last one of many is the last one as well', async () => {
    const more: string[] = [];
    for (let count = 0; count < 110; count += 1) more.push(await create(parent));
    const { result } = await succeed('orderings/create', { name: 'Younger' });
    const { result: created } = await succeed('records/create', { parent, ordering: result.ordering });
    const query = { record: parent, ordering: result.ordering, 'page.size': 1000 };
    expect((await succeed('records/children', query)).result.children).toEqual([...siblings, ...more, created.record]);
  });

  it('a record is put before one that lacks an index, where the oldest and the newest of many have one', async () => {
    const more: string[] = [];
    for (let count = 0; count < 110; count += 1) more.push(await create(parent));
    const { result } = await succeed('orderings/create', { name: 'Younger' });
    const { ordering: by } = result;
    const [first, ...others] = [...siblings, ...more] as [string, ...string[]];
    const [newest, moved, before] = [others.at(-1)!, others.at(-2)!, others[50]!];
    await succeed('records/orderings/set', { record: first, orderings: { [by]: 1 } });
    await succeed('records/orderings/set', { record: newest, orderings: { [by]: 2 } });
    await succeed('records/move', { record: moved, parent, ordering: by, before_record: before });
    const all = (await succeed('records/children', { record: parent, ordering: by, 'page.size': 1000 })).result.children;
    const still = others.filter((gid) => gid !== moved && gid !== newest);
    expect(all).toEqual([first, newest, ...still.slice(0, 50), moved, ...still.slice(50)]);
  });
});
