import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { AssetClient, assetAt, rootAsset, sampleAssets } from './assets.js';
import { call, expectFailure, foreignProject, gidPattern, type Json, project, sample, unknownGid } from './client.js';

const products = assetAt('/products');
const tents = assetAt('/products/tents');
const aurora = assetAt('/products/tents/aurora.jpg');
const oldLogo = assetAt('/products/old-logo.png');
const gids = (...pathnames: string[]): string[] => pathnames.map((pathname) => assetAt(pathname).gid);
const keyed = (...assets: Json[]): Json => Object.fromEntries(assets.map((asset) => [asset.gid, asset]));
const files = sampleAssets.filter(({ is_file }) => is_file);

describeOnEngines('unicat: reading assets', (gateway) => {
  let client: AssetClient;
  beforeAll(async () => {
    client = await AssetClient.open(gateway());
  });
  const refuse = async (path: string, body: object | string, status: number, code = status): Promise<void> =>
    expectFailure(await client.call(path, body), status, code);

  it('tells the root, complete', async () => {
    expect(await client.ask('root')).toEqual({
      success: true,
      result: { root: rootAsset },
      data: { assets: keyed(assetAt('/')) },
    });
  });

  it('gives one asset by gid or pathname, deleted ones too', async () => {
    for (const body of [{ asset: aurora.gid }, { pathname: '/products/tents/aurora.jpg' }]) {
      expect(await client.ask('get', body)).toEqual({
        success: true,
        result: { asset: aurora.gid },
        data: { assets: keyed(aurora) },
      });
    }
    expect((await client.get(oldLogo.gid)).status).toBe('deleted');
    expect((await client.ask('get', { pathname: '/' })).result.asset).toBe(rootAsset);
  });

  it('gives lists in the order of the request and leaves out what it does not know', async () => {
    const wanted = [aurora.gid, unknownGid, products.gid, 'nonsense', aurora.gid];
    const { result, data } = await client.ask('get', { assets: wanted });
    expect(result).toEqual({ assets: [aurora.gid, products.gid, aurora.gid] });
    expect(data.assets).toEqual(keyed(aurora, products));
    expect((await client.ask('get', { pathnames: ['/products', '/nowhere', '/'] })).result.assets).toEqual([
      products.gid,
      rootAsset,
    ]);
    expect(await client.ask('get', { assets: [] })).toMatchObject({ result: { assets: [] }, data: { assets: {} } });
  });

  it('takes the first parameter that is present', async () => {
    const all = { asset: aurora.gid, assets: [products.gid], pathname: '/', pathnames: ['/'] };
    expect((await client.ask('get', all)).result).toEqual({ asset: aurora.gid });
    expect((await client.ask('get', { ...all, asset: null })).result).toEqual({ assets: [products.gid] });
    expect((await client.ask('get', { ...all, asset: null, assets: null })).result).toEqual({ asset: rootAsset });
    await refuse('get', { ...all, asset: 5 }, 400);
  });

  it('refuses what names nothing, and what is of a wrong type', async () => {
    await refuse('get', { asset: unknownGid }, 422);
    await refuse('get', { asset: 'nonsense' }, 422);
    await refuse('get', { pathname: '/nowhere' }, 422);
    for (const body of [
      {},
      { asset: 5 },
      { asset: [] },
      { assets: 'x' },
      { assets: [5] },
      { pathname: 1 },
      { pathnames: {} },
      '[',
    ])
      await refuse('get', body, 400);
  });

  it('lists folders first, then by name, deleted files among them', async () => {
    const { result, data } = await client.ask('children', { asset: products.gid });
    expect(result).toEqual({
      children: gids(
        '/products/packs',
        '/products/tents',
        '/products/old-logo.png',
        '/products/sleep.jpg',
        '/products/stove.svg',
      ),
      'children.size': 5,
    });
    expect(data.assets).toEqual(keyed(...result.children.map((gid: string) => sample.data.assets[gid])));
    expect((await client.ask('children', { pathname: '/products' })).result).toEqual(result);
    const page = await client.ask('children', { asset: products.gid, 'page.top': 3, 'page.size': 1 });
    expect(page.result).toEqual({ children: gids('/products/sleep.jpg'), 'children.size': 5 });
    expect((await client.ask('children', { asset: aurora.gid })).result).toEqual({ children: [], 'children.size': 0 });
    expect((await client.ask('children', { asset: products.gid, 'page.top': 9 })).result.children).toEqual([]);
  });

  it('refuses pages that are none', async () => {
    for (const page of [
      { 'page.size': 0 },
      { 'page.size': '10' },
      { 'page.size': 1001 },
      { 'page.top': -1 },
      { 'page.top': 0.5 },
    ])
      await refuse('children', { asset: products.gid, ...page }, 400);
    await refuse('children', { asset: unknownGid }, 422);
    await refuse('children', {}, 400);
  });

  it('walks the tree of open folders as one list, and pulls a page past the end back', async () => {
    const list = gids('/', '/manuals', '/products', '/products/packs', '/products/tents');
    const files = gids('/products/old-logo.png', '/products/sleep.jpg', '/products/stove.svg');
    const { result, data } = await client.ask('tree', { expanded_paths: ['/', '/products'] });
    expect(result).toEqual({ tree: [...list, ...files], 'tree.size': 8 });
    expect(Object.keys(data.assets)).toHaveLength(8);
    expect((await client.ask('tree', { expanded_assets: [rootAsset, products.gid] })).result).toEqual(result);
    const late = await client.ask('tree', { expanded_paths: ['/', '/products'], 'page.top': 7, 'page.size': 3 });
    expect(late.result).toEqual({ tree: files, 'tree.size': 8 });
    // A folder inside a closed one is not seen.
    expect((await client.ask('tree', { expanded_assets: [tents.gid] })).result.tree).toEqual([rootAsset]);
    await refuse('tree', {}, 400);
    await refuse('tree', { expanded_assets: 'all' }, 400);
  });

  it('gives a worksheet: the way from the root, and children', async () => {
    const { result, data } = await client.ask('worksheet', { asset: tents.gid, 'page.size': 2 });
    expect(result).toEqual({
      asset: tents.gid,
      path: [rootAsset, products.gid, tents.gid],
      children: gids('/products/tents/aurora.jpg', '/products/tents/fjord.jpg'),
      'children.size': 3,
    });
    expect(Object.keys(data.assets).sort()).toEqual([...result.path, ...result.children].sort());
    await refuse('worksheet', { asset: unknownGid }, 422);
    await refuse('worksheet', {}, 400);
  });

  it('finds files by words and filters', async () => {
    const found = async (body: object): Promise<string[]> =>
      (await client.ask('search', { language: 'en', 'page.size': 100, ...body })).result.assets;
    const images = files.filter(({ name }) => !name.endsWith('.pdf'));
    expect((await found({ filter: ['type', 'is', 'image'] })).sort()).toEqual(images.map(({ gid }) => gid).sort());
    expect(await found({ q: 'aurora' })).toEqual([aurora.gid]);
    expect(await found({ filter: ['name', 'is', 'stove.svg'] })).toEqual(gids('/products/stove.svg'));
    expect((await found({ q: 'handleiding', language: 'nl' })).length).toBe(2);
    expect(await found({})).toEqual([]);
    const both = {
      filter: [
        'and',
        '',
        [
          ['type', 'is', 'pdf'],
          ['name', 'q', 'TENT'],
        ],
      ],
    };
    expect(await found(both)).toEqual(gids('/manuals/tents.pdf'));
  });

  it('pages what it finds by ten', async () => {
    const page = await client.ask('search', { language: 'en', filter: ['name', 'q', '.'] });
    expect(page.result['assets.size']).toBe(10);
    expect(page.result.assets).toHaveLength(10);
    const next = await client.ask('search', { language: 'en', filter: ['name', 'q', '.'], 'page.top': 8, 'page.size': 5 });
    expect(next.result.assets).toEqual(page.result.assets.slice(8));
  });

  it('refuses searches of a wrong type with 400, filters that it cannot evaluate with 1002', async () => {
    for (const body of [{}, { language: 5 }, { language: 'xx' }, { language: 'en', q: 5 }, { language: 'en', filter: 'x' }])
      await refuse('search', body, 400);
    for (const filter of [['colour', 'is', 'red'], ['type', 'has', 'image'], ['type']])
      await refuse('search', { language: 'en', filter }, 422, 1002);
  });

  it('gives selections page by page, each asset once, without what is excluded', async () => {
    const selection = [
      aurora.gid,
      unknownGid,
      { children: tents.gid, exclude: [assetAt('/products/tents/skog.png').gid] },
      { search: { language: 'en', q: '', filter: ['type', 'is', 'pdf'] } },
    ];
    const expected = gids('/products/tents/aurora.jpg', '/products/tents/fjord.jpg', '/manuals/stoves.pdf', '/manuals/tents.pdf');
    const whole = await client.ask('bulk/get', { selection });
    expect(whole.result).toMatchObject({ 'assets.size': 4, 'page.cursor': null });
    expect([...whole.result.assets].sort()).toEqual([...expected].sort());
    const pages: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { result } = await client.ask('bulk/get', {
        selection,
        'page.size': 3,
        ...(cursor ? { 'page.cursor': cursor } : {}),
      });
      pages.push(...result.assets);
      cursor = result['page.cursor'];
    }
    expect(pages).toEqual(whole.result.assets);
  });

  it('refuses selections and cursors that are none with 1006', async () => {
    for (const selection of [
      [],
      'x',
      [{}],
      [5],
      [{ children: 5 }],
      [{ search: { q: 'x' } }],
      [{ children: tents.gid, exclude: 1 }],
    ])
      await refuse('bulk/get', { selection }, 422, 1006);
    for (const cursor of ['x', 5, '', 'YQ', 'a3'])
      await refuse('bulk/get', { selection: [aurora.gid], 'page.cursor': cursor }, 422, 1006);
    await refuse('bulk/get', { selection: [{ search: { language: 'en', filter: ['x', 'y'] } }] }, 422, 1002);
    // A parameter that is null is missing (contract §2.1).
    for (const body of [{}, { selection: null }, { selection: [aurora.gid], 'page.size': 0 }])
      await refuse('bulk/get', body, 400);
  });

  it('knows an empty root in a project without assets', async () => {
    const reader = await AssetClient.open(gateway(), 'demo-reader-key', foreignProject);
    const { result, data } = await reader.ask('root');
    expect(result.root).toMatch(gidPattern);
    expect(data.assets[result.root]).toMatchObject({ pathname: '/', name: '', path: '/', is_file: false, childcount: 0 });
    expect((await reader.ask('get', { asset: result.root })).data).toEqual(data);
    expect((await reader.ask('children', { asset: result.root })).result).toEqual({ children: [], 'children.size': 0 });
    // What is in one project is nowhere in another.
    expectFailure(await reader.call('get', { asset: aurora.gid }), 422);
  });

  it('is for members only', async () => {
    for (const path of ['root', 'get', 'children', 'create', 'upload', 'delete']) {
      expectFailure(await call(gateway(), 'POST', `/api/p/${project}/assets/${path}`, { body: {} }), 401);
      const headers = { authorization: `Bearer ${client.token}` };
      expectFailure(await call(gateway(), 'POST', `/api/p/${foreignProject}/assets/${path}`, { headers, body: {} }), 403);
    }
    expectFailure(await call(gateway(), 'GET', `/api/p/${project}/assets/get`, {}), 405);
  });
});
