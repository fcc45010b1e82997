import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { callerOf, type Json, project, sample, tokenOf } from './client.js';

const [known] = Object.values<Json>(sample.data.modules) as [Json];

describeOnEngines('unicat: modules', (gateway) => {
  let token = '';
  let readerToken = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
    readerToken = await tokenOf(gateway(), project, 'demo-reader-key');
  });
  const { succeed, refuse } = callerOf(gateway, () => token);
  const reader = callerOf(gateway, () => readerToken);
  /** The module that a call answers with, which must be what `get` answers with afterwards. */
  const change = async (path: string, body: Json): Promise<Json> => {
    const { result, data } = await succeed(path, body);
    expect(result).toEqual({ module: body.module });
    expect(Object.keys(data)).toEqual(['modules']);
    expect(Object.keys(data.modules)).toEqual([body.module]);
    expect((await succeed('modules/get', { module: body.module })).data).toEqual(data);
    return data.modules[body.module];
  };

  it('tells the names of all and gets them by name', async () => {
    expect(await reader.succeed('modules/all')).toEqual({ success: true, result: { module_names: [known.name] }, data: {} });
    expect(await reader.succeed('modules/get', { module: known.name })).toEqual({
      success: true,
      result: { module: known.name },
      data: { modules: { [known.name]: known } },
    });
    const list = await succeed('modules/get', { modules: ['nobody', known.name] });
    expect(list.result).toEqual({ modules: [known.name] });
    expect(list.data).toEqual({ modules: { [known.name]: known } });
    expect((await succeed('modules/get', { modules: [] })).data).toEqual({ modules: {} });
    await refuse('modules/get', { module: 'nobody' }, 422);
    for (const body of [{}, { module: 5 }, { module: '' }, { modules: 'x' }, { modules: [null] }])
      await refuse('modules/get', body, 400);
  });

  it('registers a module once, and again with a higher version', async () => {
    const module = 'Price importer';
    const fresh = { name: module, version: '1.9.0', keys: {}, actions: {}, logs: [] };
    expect(await change('modules/register', { module, version: '1.9.0' })).toEqual(fresh);
    await change('modules/keys/set', { module, key: 'a', value: 1 });
    expect(await change('modules/register', { module, version: '1.10.0' })).toEqual({
      ...fresh,
      version: '1.10.0',
      keys: { a: 1 },
    });
    expect((await change('modules/register', { module, version: '1.2.0' })).version).toBe('1.10.0');
    expect((await succeed('modules/all')).result.module_names).toEqual([known.name, module]);

    expect(await succeed('modules/unregister', { module })).toEqual({ success: true, result: {}, data: {} });
    await refuse('modules/get', { module }, 422);
    await refuse('modules/unregister', { module }, 422);
    expect((await succeed('modules/all')).result.module_names).toEqual([known.name]);
    expect(await change('modules/register', { module, version: '1.9.0' })).toEqual(fresh);
    await succeed('modules/unregister', { module });
  });

  it('sets and clears keys, whatever they are called', async () => {
    const module = '__proto__';
    await change('modules/register', { module, version: '1' });
    expect((await change('modules/keys/set', { module, key: 'constructor', value: { deep: [1, null] } })).keys).toEqual({
      constructor: { deep: [1, null] },
    });
    const keys = JSON.parse('{"__proto__": "x", "b": false}') as Json;
    const set = await change('modules/keys/set', { module, keys });
    expect(Object.entries(set.keys)).toEqual(
      expect.arrayContaining([
        ['__proto__', 'x'],
        ['b', false],
      ]),
    );
    expect((await change('modules/keys/set', { module, key: 'b', value: null })).keys.b).toBeNull();
    expect(Object.keys((await change('modules/keys/clear', { module, keys: ['b', 'unknown'] })).keys).sort()).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(Object.keys((await change('modules/keys/clear', { module, key: '__proto__' })).keys)).toEqual(['constructor']);
    await succeed('modules/unregister', { module });
  });

  it('publishes and unpublishes actions', async () => {
    const module = known.name;
    const configuration = { query: 'Tents', limit: 5 };
    expect((await change('modules/actions/publish', { module, action: 'weekly', configuration })).actions).toEqual({
      ...known.actions,
      weekly: { name: 'weekly', configuration },
    });
    expect((await change('modules/actions/publish', { module, action: 'weekly' })).actions.weekly.configuration).toEqual({});
    expect((await change('modules/actions/unpublish', { module, action: 'weekly' })).actions).toEqual(known.actions);
    expect((await change('modules/actions/unpublish', { module, action: 'weekly' })).actions).toEqual(known.actions);
  });

  it('logs runs, the newest first, 50 of them, and follows their version', async () => {
    const module = known.name;
    const run = { version: '1.0.3', action: 'nightly', configuration: { a: 1 }, command: 'generate', status: 'ok', output: 'x' };
    const logged = await change('modules/logs/add', { module, ...run, started_at: 100.5, ended_at: 103 });
    expect(logged.version).toBe('1.0.3');
    expect(logged.logs).toEqual([
      { ...run, started_at: 100.5, ended_at: 103, duration: 2.5, timestamp: expect.any(Number) },
      ...known.logs,
    ]);
    const bare = await change('modules/logs/add', { module, version: '1.0.1' });
    expect(bare.version).toBe('1.0.3');
    const { timestamp } = bare.logs[0];
    expect(Math.abs(timestamp - Date.now() / 1000)).toBeLessThan(600);
    expect(bare.logs[0]).toEqual({
      version: '1.0.1',
      action: null,
      configuration: null,
      command: null,
      status: null,
      output: null,
      timestamp,
      started_at: timestamp,
      ended_at: timestamp,
      duration: 0,
    });
    const requests = Array.from({ length: 60 }, (_, at) => ({
      path: '/modules/logs/add',
      body: { module, version: '1.0.3', output: `run ${at}` },
    }));
    await succeed('batch', { requests });
    const { logs } = (await succeed('modules/get', { module })).data.modules[module];
    expect(logs.map(({ output }: Json) => output)).toEqual(Array.from({ length: 50 }, (_, at) => `run ${59 - at}`));
  });

  it('refuses what is none', async () => {
    const module = known.name;
    for (const [path, body] of [
      ['register', {}],
      ['register', { module }],
      ['register', { module, version: 1 }],
      ['register', { module, version: 'v1' }],
      ['register', { module: '', version: '1' }],
      ['register', { module: '\u0000', version: '1' }],
      ['unregister', {}],
      ['keys/set', { module }],
      ['keys/set', { module, keys: ['a'] }],
      ['keys/set', { module, key: 5, value: 1 }],
      ['keys/set', { module, key: 'a', value: '\ud800' }],
      ['keys/clear', { module }],
      ['keys/clear', { module, keys: {} }],
      ['actions/publish', { module }],
      ['actions/unpublish', { module, action: 5 }],
      ['logs/add', { module }],
      ['logs/add', { module, version: '1', started_at: 'now' }],
      ['logs/add', { module, version: '1', started_at: -1 }],
      ['logs/add', { module, version: '1', started_at: 5, ended_at: 4 }],
      ['logs/add', { module, version: '1', status: 5 }],
    ] as [string, Json][]) {
      await refuse(`modules/${path}`, body, 400);
      await reader.refuse(`modules/${path}`, body, 403);
    }
    const nobody = { module: 'nobody' };
    await refuse('modules/keys/set', { ...nobody, key: 'a', value: 1 }, 422);
    await refuse('modules/keys/clear', { ...nobody, key: 'a' }, 422);
    await refuse('modules/actions/publish', { ...nobody, action: 'a' }, 422);
    await refuse('modules/actions/unpublish', { ...nobody, action: 'a' }, 422);
    await refuse('modules/logs/add', { ...nobody, version: '1' }, 422);
    await refuse('modules/unregister', nobody, 422);
  });
});
