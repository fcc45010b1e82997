import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { callerOf, gidPattern, type Json, project, sample, tokenOf, unknownGid } from './client.js';

const settings: Json = sample.data['cc.projects'][project];
const queries: Json = sample.data.queries;
const queryNamed = (name: string): Json => Object.values<Json>(queries).find((query) => query.name === name)!;

describeOnEngines('unicat: channels, orderings, fieldlists, queries', (gateway) => {
  let token = '';
  let readerToken = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
    readerToken = await tokenOf(gateway(), project, 'demo-reader-key');
  });
  const { succeed, refuse, send, show } = callerOf(gateway, () => token);
  const reader = callerOf(gateway, () => readerToken);
  const init = async (): Promise<Json> => (await succeed('init')).data;
  const options = async (): Promise<Json> => (await init())['cc.projects'][project].options;

  it('case 62: channels/create answers with the complete project; delete takes the key out; __all__ cannot go', async () => {
    const { result, data } = await succeed('channels/create', { name: 'Summer' });
    expect(Object.keys(result).sort()).toEqual(['channel', 'project']);
    expect(result.project).toBe(project);
    expect(result.channel).toMatch(gidPattern);
    expect(Object.keys(data)).toEqual(['cc.projects']);
    expect(data['cc.projects']).toEqual({
      [project]: {
        ...settings,
        options: {
          ...settings.options,
          channels: { ...settings.options.channels, [result.channel]: 'Summer' },
          orderedchannels: [...settings.options.orderedchannels, result.channel],
        },
      },
    });
    expect(await options()).toEqual(data['cc.projects'][project].options);

    const gone = await succeed('channels/delete', { channel: result.channel });
    expect(gone.result).toEqual({ project });
    expect(gone.data).toEqual({ 'cc.projects': { [project]: settings } });
    expect(await options()).toEqual(settings.options);

    for (const body of [{ channel: '__all__' }, { channels: ['__all__'] }, { channels: [result.channel, '__all__'] }]) {
      await refuse('channels/delete', body, 400);
    }
    await refuse('channels/delete', { channel: result.channel }, 422);
    await refuse('channels/delete', { channel: unknownGid }, 422);
    expect((await succeed('channels/delete', { channels: [unknownGid] })).data['cc.projects'][project]).toEqual(settings);
  });

  it('a record loses a deleted channel', async () => {
    const { channel } = (await succeed('channels/create', { name: 'Short-lived' })).result;
    const { root } = (await succeed('records/root')).result;
    const before = await show(root);
    expect(before.channels).not.toContain(channel);
    await succeed('channels/delete', { channel });
    expect((await show(root)).channels).toEqual(before.channels);
  });

  it('wants names for what is made, and something to delete', async () => {
    for (const kind of ['channels', 'orderings', 'fieldlists']) {
      for (const body of [{}, { name: 5 }, { name: '' }, { name: null }, { name: 'a\u0000' }, { name: '\ud800' }]) {
        await refuse(`${kind}/create`, body, 400);
      }
      await refuse(`${kind}/delete`, {}, 400);
      await refuse(`${kind}/delete`, { [kind.slice(0, -1)]: 5 }, 400);
      await refuse(`${kind}/delete`, { [kind]: 'x' }, 400);
      await reader.refuse(`${kind}/create`, { name: 'Mine' }, 403);
      await reader.refuse(`${kind}/delete`, {}, 403);
    }
  });

  it.each([
    ['channel', 'channels', 'orderedchannels'],
    ['ordering', 'orderings', 'orderedorderings'],
    ['fieldlist', 'fieldlists', 'orderedfieldlists'],
  ])('renames and moves a %s', async (kind, names, order) => {
    const one = (await succeed(`${names}/create`, { name: 'One' })).result[kind];
    const two = (await succeed(`${names}/create`, { name: 'Two' })).result[kind];
    const known: string[] = settings.options[order];
    expect((await options())[order]).toEqual([...known, one, two]);

    const renamed = await succeed(`${names}/update`, { [kind]: one, name: '__proto__' });
    expect(renamed.result).toEqual({ project });
    expect(renamed.data['cc.projects'][project].options[names][one]).toBe('__proto__');

    const moved = await succeed(`${names}/move`, { [kind]: two, [`before_${kind}`]: one });
    expect(moved.data['cc.projects'][project].options[order]).toEqual([...known, two, one]);
    const last = await succeed(`${names}/move`, { [kind]: two });
    expect(last.data['cc.projects'][project].options[order]).toEqual([...known, one, two]);

    await refuse(`${names}/update`, { [kind]: unknownGid, name: 'x' }, 422);
    await refuse(`${names}/update`, { [kind]: one }, 400);
    await refuse(`${names}/move`, { [kind]: one, [`before_${kind}`]: unknownGid }, 422);
    await refuse(`${names}/move`, {}, 400);
    const gone = await succeed(`${names}/delete`, { [names]: [one, unknownGid, two] });
    expect(gone.data['cc.projects'][project].options).toEqual(settings.options);
  });

  it('keeps __all__ first and under its name', async () => {
    const [, channel] = settings.options.orderedchannels as string[];
    await refuse('channels/update', { channel: '__all__', name: 'Everything' }, 400);
    await refuse('channels/move', { channel: '__all__' }, 400);
    await refuse('channels/move', { channel, before_channel: '__all__' }, 400);
  });

  it('keeps one ordering and one fieldlist, and takes fieldlists out of definitions', async () => {
    const [ordering] = settings.options.orderedorderings as string[];
    await refuse('orderings/delete', { ordering }, 422);
    const [main] = settings.options.orderedfieldlists as string[];
    await refuse('fieldlists/delete', { fieldlist: main }, 422);

    const { fieldlist } = (await succeed('fieldlists/create', { name: 'Print' })).result;
    const { data } = await succeed('fieldlists/delete', { fieldlist: main });
    expect(Object.keys(data).sort()).toEqual(['cc.projects', 'definitions']);
    expect(data['cc.projects'][project].options.orderedfieldlists).toEqual([fieldlist]);
    const expected = Object.fromEntries(
      Object.entries<Json>(sample.data.definitions).map(([gid, definition]) => [gid, { ...definition, fieldlists: {} }]),
    );
    expect(data.definitions).toEqual(expected);
    expect((await init()).definitions).toEqual(expected);
  });

  it('gets queries: a single one or 422, of a list those that there are', async () => {
    const [one, two] = Object.values<Json>(queries) as [Json, Json];
    expect(await succeed('queries/get', { query: one.gid })).toEqual({
      success: true,
      result: { query: one.gid },
      data: { queries: { [one.gid]: one } },
    });
    const list = await succeed('queries/get', { queries: [two.gid, unknownGid, one.gid, 'x'] });
    expect(list.result).toEqual({ queries: [two.gid, one.gid] });
    expect(list.data).toEqual({ queries: { [two.gid]: two, [one.gid]: one } });
    expect((await succeed('queries/get', { queries: [] })).result).toEqual({ queries: [] });
    await refuse('queries/get', { query: unknownGid }, 422);
    for (const body of [{}, { query: 5 }, { query: '' }, { queries: 'x' }, { queries: [5] }])
      await refuse('queries/get', body, 400);
    expect((await reader.succeed('queries/get', { query: one.gid })).data.queries[one.gid]).toEqual(one);
  });

  it('creates, updates and deletes queries; a name that is taken within the type gets a serial number', async () => {
    const { filter } = queryNamed('Tents');
    const created = await succeed('queries/create', { type: 'record', name: 'Tents', q: '+mast', filter });
    const gid = created.result.query;
    expect(gid).toMatch(gidPattern);
    expect(created.data.queries).toEqual({ [gid]: { gid, type: 'record', name: 'Tents 2', q: '+mast', filter } });
    const third = await succeed('queries/create', { type: 'record', name: 'Tents' });
    expect(third.data.queries[third.result.query]).toEqual({
      gid: third.result.query,
      type: 'record',
      name: 'Tents 3',
      q: '',
      filter: [],
    });
    const other = await succeed('queries/create', { type: 'asset', name: 'Tents' });
    expect(other.data.queries[other.result.query].name).toBe('Tents');

    const updated = await succeed('queries/update', { query: gid, name: 'Masts', filter: [] });
    expect(updated.result).toEqual({ query: gid });
    expect(updated.data.queries[gid]).toEqual({ gid, type: 'record', name: 'Masts', q: '+mast', filter: [] });
    expect((await succeed('queries/update', { query: gid, name: 'Masts' })).data.queries[gid].name).toBe('Masts');
    expect((await init()).queries[gid]).toEqual(updated.data.queries[gid]);

    expect(await succeed('queries/delete', { query: gid })).toEqual({ success: true, result: {}, data: {} });
    await refuse('queries/get', { query: gid }, 422);
    await refuse('queries/delete', { query: gid }, 422);
    await refuse('queries/update', { query: gid, name: 'x' }, 422);
    expect((await init()).queries[gid]).toBeUndefined();
  });

  it('refuses queries that are none', async () => {
    for (const body of [
      {},
      { type: 'record' },
      { name: 'x' },
      { type: 'channel', name: 'x' },
      { type: 'record', name: '' },
      { type: 'record', name: 'x', q: 5 },
      { type: 'record', name: 'x', q: '\u0000' },
      { type: 'record', name: 'x', filter: 'x' },
      { type: 'record', name: 'x', filter: {} },
      { type: 'record', name: 'x', filter: ['value', 'is', '\ud800'] },
    ]) {
      await refuse('queries/create', body, 400);
    }
    const { gid } = queryNamed('Tents');
    for (const body of [{}, { query: 5 }, { query: gid, name: 5 }, { query: gid, filter: 'x' }, { query: gid, q: [] }]) {
      await refuse('queries/update', body, 400);
    }
    await refuse('queries/delete', {}, 400);
    await reader.refuse('queries/create', { type: 'record', name: 'x' }, 403);
    await reader.refuse('queries/update', { query: gid }, 403);
    await reader.refuse('queries/delete', { query: gid }, 403);
    expect((await send('queries/create', '[]')).status).toBe(400);
  });
});
