import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { AssetClient, assetAt, rootAsset } from './assets.js';
import { expectFailure, foreignProject, gidPattern, type Json, unknownGid } from './client.js';

const texts = { en: '', nl: '', de: '' };

describeOnEngines('unicat: changing assets', (gateway) => {
  let client: AssetClient;
  let folder: Json;
  let folders = 0;
  beforeAll(async () => {
    client = await AssetClient.open(gateway());
  });
  beforeEach(async () => {
    folders += 1;
    folder = await client.createFolder(`test ${folders}`);
  });
  const refuse = async (path: string, body: object | string, status: number): Promise<void> =>
    expectFailure(await client.call(path, body), status);

  it('creates a folder, and counts it in its parent', async () => {
    const before = await client.get(folder.gid);
    const { result, data } = await client.ask('create', { parent: folder.gid, name: 'inner' });
    expect(result).toEqual({ asset: expect.stringMatching(gidPattern), parent: folder.gid });
    expect(data.assets[result.asset]).toEqual({
      gid: result.asset,
      version: 1,
      pathname: `${folder.pathname}/inner`,
      path: folder.pathname,
      name: 'inner',
      is_file: false,
      type: null,
      childcount: 0,
      status: 'published',
      info: { filecount: 0, foldercount: 0 },
      transforms: null,
      title: texts,
      description: texts,
      created_on: expect.any(Number),
      updated_on: expect.any(Number),
    });
    expect(data.assets[folder.gid]).toEqual({ ...before, childcount: 1, info: { filecount: 0, foldercount: 1 } });
    expect(await client.get(folder.gid)).toEqual(data.assets[folder.gid]);
    expect((await client.ask('get', { pathname: `${folder.pathname}/inner` })).result.asset).toBe(result.asset);
    expect((await client.createFolder('x', rootAsset)).pathname).toBe('/x');
  });

  it('gives a name that is taken a number', async () => {
    const names = [];
    for (let count = 0; count < 3; count += 1) names.push((await client.createFolder('same', folder.gid)).name);
    expect(names).toEqual(['same', 'same-2', 'same-3']);
    expect((await client.upload('a.txt', 'x', folder.gid)).name).toBe('a.txt');
    expect((await client.upload('a.txt', 'y', folder.gid)).name).toBe('a-2.txt');
    expect((await client.ask('create', { parent: folder.gid })).success).toBe(true);
  });

  it('refuses folders in what is none, and names that are none', async () => {
    await refuse('create', { parent: assetAt('/products/tents/aurora.jpg').gid, name: 'x' }, 422);
    await refuse('create', { parent: unknownGid, name: 'x' }, 422);
    await refuse('create', { name: 'x' }, 400);
    for (const name of ['', '.', '..', 'a/b', '../x', '..\\x', 'a\nb', ' a', 'x'.repeat(256), 5])
      await refuse('create', { parent: folder.gid, name }, 400);
    expect((await client.get(folder.gid)).childcount).toBe(0);
  });

  it('changes texts in the languages that are named, and transforms', async () => {
    const file = await client.upload('note.txt', 'x', folder.gid);
    const transforms = { _main_: { crop: null, hotspot: [0.25, 0.75] } };
    const { result, data } = await client.ask('update', { asset: file.gid, title: { nl: 'Notitie' }, transforms });
    expect(result).toEqual({ asset: file.gid });
    expect(data.assets).toEqual({
      [file.gid]: { ...file, title: { ...texts, nl: 'Notitie' }, transforms, updated_on: expect.any(Number) },
    });
    await client.ask('update', { asset: file.gid, title: { en: 'Note' }, description: { de: 'Notiz' } });
    expect(await client.get(file.gid)).toMatchObject({
      title: { en: 'Note', nl: 'Notitie', de: '' },
      description: { ...texts, de: 'Notiz' },
      transforms,
      version: 1,
    });
  });

  it('renames a folder with all below it', async () => {
    const inner = await client.createFolder('inner', folder.gid);
    const file = await client.upload('note.txt', 'x', inner.gid);
    const renamed = (await client.ask('update', { asset: folder.gid, name: `renamed ${folders}` })).data.assets[folder.gid];
    expect(renamed.pathname).toBe(`/renamed ${folders}`);
    expect(await client.get(inner.gid)).toMatchObject({ path: renamed.pathname, pathname: `${renamed.pathname}/inner` });
    expect(await client.get(file.gid)).toMatchObject({
      path: `${renamed.pathname}/inner`,
      pathname: `${renamed.pathname}/inner/note.txt`,
    });
    expectFailure(await client.call('get', { pathname: folder.pathname }), 422);
    expect((await client.ask('get', { pathname: `${renamed.pathname}/inner` })).result.asset).toBe(inner.gid);
  });

  it('renames a file, its type with it, to a name that is free', async () => {
    const one = await client.upload('one.txt', 'x', folder.gid);
    const two = await client.upload('two.csv', 'x', folder.gid);
    const renamed = (await client.ask('update', { asset: one.gid, name: 'two.csv' })).data.assets[one.gid];
    expect(renamed).toMatchObject({ name: 'two-2.csv', pathname: `${folder.pathname}/two-2.csv`, type: 'csv' });
    expect((await client.ask('update', { asset: two.gid, name: 'two.csv' })).data.assets[two.gid].name).toBe('two.csv');
  });

  it('refuses updates of nothing, of the root, and with wrong values', async () => {
    const file = await client.upload('note.txt', 'x', folder.gid);
    await refuse('update', { asset: file.gid }, 400);
    await refuse('update', { asset: rootAsset, name: 'x' }, 422);
    await refuse('update', { asset: unknownGid, name: 'x' }, 422);
    for (const wrong of [
      { name: '../x' },
      { name: 5 },
      { title: 'Note' },
      { title: { en: 5 } },
      { title: { xx: 'Note' } },
      { description: [] },
      { transforms: 'x' },
      { transforms: { _main_: { hotspot: [2, 0] } } },
      { transforms: { _main_: { crop: 'x' } } },
    ])
      await refuse('update', { asset: file.gid, ...wrong }, 400);
    expect(await client.get(file.gid)).toEqual(file);
  });

  it('deletes with all below, keeps it in its place, and takes that back', async () => {
    const inner = await client.createFolder('inner', folder.gid);
    const early = await client.upload('early.txt', 'x', inner.gid);
    const file = await client.upload('note.txt', 'x', inner.gid);
    await client.ask('delete', { asset: early.gid });
    const { result, data } = await client.ask('delete', { asset: inner.gid });
    expect(result).toEqual({ asset: inner.gid });
    expect(data.assets[inner.gid].status).toBe('deleted');
    const statuses = async (): Promise<string[]> =>
      Promise.all([inner, early, file].map(async ({ gid }) => (await client.get(gid)).status));
    expect(await statuses()).toEqual(['deleted', 'deleted', 'deleted']);
    expect((await client.get(folder.gid)).childcount).toBe(1);
    expect((await client.ask('children', { asset: folder.gid })).result.children).toEqual([inner.gid]);
    await refuse('undelete', { asset: file.gid }, 422);
    await refuse('create', { parent: inner.gid, name: 'x' }, 422);
    expect((await client.ask('delete', { asset: inner.gid })).data.assets[inner.gid].status).toBe('deleted');
    // What had been deleted before is not brought back.
    await client.ask('undelete', { asset: inner.gid });
    expect(await statuses()).toEqual(['published', 'deleted', 'published']);
    await client.ask('undelete', { asset: early.gid });
    expect(await statuses()).toEqual(['published', 'published', 'published']);
    await refuse('undelete', { asset: early.gid }, 422);
  });

  it('undeletes what the demo data brought deleted', async () => {
    const logo = assetAt('/products/old-logo.png');
    const { data } = await client.ask('undelete', { asset: logo.gid });
    expect(data.assets[logo.gid]).toEqual({ ...logo, status: 'published', updated_on: expect.any(Number) });
  });

  it('ends for good only what is deleted, with all below', async () => {
    const inner = await client.createFolder('inner', folder.gid);
    const file = await client.upload('note.txt', 'x', inner.gid);
    await refuse('permanent_delete', { asset: inner.gid }, 422);
    await client.ask('delete', { asset: inner.gid });
    const { result, data } = await client.ask('permanent_delete', { asset: inner.gid });
    expect(result).toEqual({ parent: folder.gid });
    expect(data.assets[folder.gid]).toMatchObject({ childcount: 0, info: { filecount: 0, foldercount: 0 } });
    for (const { gid } of [inner, file]) await refuse('get', { asset: gid }, 422);
    await refuse('get', { pathname: file.pathname }, 422);
    await refuse('permanent_delete', { asset: inner.gid }, 422);
    expect((await client.ask('children', { asset: folder.gid })).result).toEqual({ children: [], 'children.size': 0 });
    expect((await client.ask('search', { language: 'en', filter: ['name', 'is', 'note.txt'] })).result.assets).not.toContain(
      file.gid,
    );
    expect((await client.createFolder('inner', folder.gid)).name).toBe('inner');
  });

  it('never deletes the root', async () => {
    for (const path of ['delete', 'undelete', 'permanent_delete']) {
      await refuse(path, { asset: rootAsset }, 422);
      await refuse(path, { asset: unknownGid }, 422);
      await refuse(path, {}, 400);
    }
  });

  it('gives two who create at once a name each', async () => {
    const names = await Promise.all(['same', 'same', 'same'].map((name) => client.createFolder(name, folder.gid)));
    expect(names.map(({ name }) => name).sort()).toEqual(['same', 'same-2', 'same-3']);
    expect((await client.get(folder.gid)).childcount).toBe(3);
  });

  it('lets members change nothing who only read', async () => {
    const reader = await AssetClient.open(gateway(), 'demo-reader-key');
    expectFailure(await reader.call('create', { parent: folder.gid, name: 'x' }), 403);
    for (const path of ['delete', 'undelete', 'permanent_delete'])
      expectFailure(await reader.call(path, { asset: folder.gid }), 403);
    expectFailure(await reader.call('update', { asset: folder.gid, name: 'x' }), 403);
    const parts = [
      { name: 'parent', content: folder.gid },
      { name: 'upload_file', content: 'x', filename: 'a.txt' },
    ];
    expectFailure(await reader.send('upload', ...parts), 403);
    const elsewhere = await AssetClient.open(gateway(), 'demo-reader-key', foreignProject);
    const { root } = (await elsewhere.ask('root')).result;
    expectFailure(await elsewhere.call('create', { parent: root, name: 'x' }), 403);
  });
});

describeOnEngines(
  'unicat: assets during maintenance',
  (gateway) => {
    it('are read, and not changed or published', async () => {
      const client = await AssetClient.open(gateway());
      expect((await client.ask('root')).result.root).toBe(rootAsset);
      expectFailure(await client.call('create', { parent: rootAsset, name: 'x' }), 422, 1000);
      const { gid } = assetAt('/products/tents/aurora.jpg');
      for (const path of [`publish/${gid}~2.jpg`, `transform/${gid}~2.jpg/width=5`, `unpublish/${gid}~2.jpg`])
        expectFailure(await client.dam(path), 422, 1000);
    });
  },
  { READ_ONLY: 'true' },
);
