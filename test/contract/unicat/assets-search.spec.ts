import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { AssetClient, rootAsset } from './assets.js';
import { expectFailure, type Json } from './client.js';

/** Files of a folder of its own: name, then titles and descriptions by language. */
const files: readonly (readonly [string, Json, Json])[] = [
  ['Aubergine-01.txt', { en: 'Tent 2', nl: 'Zelt' }, { en: 'Two of them.' }],
  ['aubergine-02.txt', { en: 'Tent' }, { nl: 'alleen nl' }],
  ['aubergine_plain.pdf', {}, {}],
  ['aubergine crème brûlée.md', { en: 'Straße İstanbul' }, {}],
  ['aubergine-帐篷袋.csv', { en: '帐篷 💥 ok' }, {}],
  ['aubergine.tar.gz', { en: 'C++ "NEAR" a*b x:y' }, { en: `${'long '.repeat(1500)}needle` }],
];

describeOnEngines('unicat: searching assets', (gateway) => {
  let client: AssetClient;
  let folder: Json;
  const byGid = new Map<string, string>();

  beforeAll(async () => {
    client = await AssetClient.open(gateway());
    folder = await client.createFolder('aubergines');
    for (const [name, title, description] of files) {
      const { gid } = await client.upload(name, 'x', folder.gid);
      byGid.set(gid, name);
      if (Object.keys(title).length + Object.keys(description).length > 0)
        await client.ask('update', { asset: gid, title, description });
    }
  });

  const ask = async (query: Json): Promise<Json> =>
    (await client.ask('search', { language: 'en', 'page.size': 100, ...query })).result;
  /** Names of what is found among the files above, in order. */
  const find = async (q: string, filter: unknown[] = [], language = 'en'): Promise<string[]> =>
    (await ask({ q, filter, language })).assets.filter((gid: string) => byGid.has(gid)).map((gid: string) => byGid.get(gid));
  const names = files.map(([name]) => name).sort();
  const matching = async (...query: Parameters<typeof find>): Promise<string[]> => (await find(...query)).sort();

  it('finds parts of words in names, titles and descriptions, without regard to case', async () => {
    expect(await matching('BERGIN')).toEqual(names);
    expect(await matching('ine_pl')).toEqual(['aubergine_plain.pdf']);
    expect(await matching('nt')).toEqual(['Aubergine-01.txt', 'aubergine-02.txt']);
    expect(await matching('wo')).toEqual(['Aubergine-01.txt']);
    expect(await matching('eedl')).toEqual(['aubergine.tar.gz']);
    expect(await matching('bergine-03')).toEqual([]);
  });

  it('finds texts of the language that is searched only', async () => {
    expect(await matching('zelt')).toEqual([]);
    expect(await matching('zelt', [], 'nl')).toEqual(['Aubergine-01.txt']);
    expect(await matching('alleen')).toEqual([]);
    expect(await matching('alleen', [], 'nl')).toEqual(['aubergine-02.txt']);
  });

  it('tells letters apart as they are written', async () => {
    expect(await matching('BRÛLÉE')).toEqual(['aubergine crème brûlée.md']);
    expect(await matching('brulee')).toEqual([]);
    expect(await matching('straße')).toEqual(['aubergine crème brûlée.md']);
    expect(await matching('strasse')).toEqual([]);
    expect(await matching('İSTAN')).toEqual(['aubergine crème brûlée.md']);
    expect(await matching('帐篷')).toEqual(['aubergine-帐篷袋.csv']);
    expect(await matching('篷袋')).toEqual(['aubergine-帐篷袋.csv']);
    expect(await matching('💥')).toEqual(['aubergine-帐篷袋.csv']);
  });

  it('takes what means something to an engine for text', async () => {
    expect(await matching('c++')).toEqual(['aubergine.tar.gz']);
    expect(await matching('"near"')).toEqual(['aubergine.tar.gz']);
    expect(await matching('+a*b +x:y')).toEqual(['aubergine.tar.gz']);
    for (const q of ['"', '*', 'NEAR(a b)', "' OR 1=1", 'aub* & !x', '(', 'a:b:c', '\\', '%', 'aubergin_'])
      expect(await matching(q), q).toEqual(await matching(q.toUpperCase()));
    expect(await matching('%')).toEqual([]);
    expect(await matching('aubergin_')).toEqual([]);
  });

  it('ranks by how many plain terms occur, then by title, then by gid', async () => {
    expect(await find('+aubergine tent two')).toHaveLength(6);
    expect((await find('+aubergine tent two')).slice(0, 2)).toEqual(['Aubergine-01.txt', 'aubergine-02.txt']);
    // A title comes before a longer one that begins with it.
    expect(await find('tent')).toEqual(['aubergine-02.txt', 'Aubergine-01.txt']);
    expect(await find('aubergine')).toEqual([
      'aubergine_plain.pdf',
      'aubergine.tar.gz',
      'aubergine crème brûlée.md',
      'aubergine-02.txt',
      'Aubergine-01.txt',
      'aubergine-帐篷袋.csv',
    ]);
    expect(await matching('+aubergine -txt')).toEqual(names.filter((name) => !name.endsWith('.txt')));
    expect(await matching('-txt -tar -plain')).toEqual(['aubergine crème brûlée.md', 'aubergine-帐篷袋.csv']);
    expect(await matching('+')).toEqual(['aubergine.tar.gz']);
    expect(await matching('tent tent zzz')).toEqual(['Aubergine-01.txt', 'aubergine-02.txt']);
  });

  it('filters by type, name, texts and times, in any combination', async () => {
    const txt = ['Aubergine-01.txt', 'aubergine-02.txt'];
    expect(await matching('', ['type', 'is', 'text'])).toEqual(
      [...txt, 'aubergine crème brûlée.md', 'aubergine-帐篷袋.csv'].sort(),
    );
    expect(await matching('', ['type', 'is', 'txt'])).toEqual(txt);
    expect(await matching('', ['type', 'is', ''])).toEqual([]);
    expect(await matching('', ['name', 'is', 'aubergine-01.txt'])).toEqual([]);
    expect(await matching('', ['name', 'is', 'Aubergine-01.txt'])).toEqual(['Aubergine-01.txt']);
    expect(await matching('', ['name', 'q', 'INE CR'])).toEqual(['aubergine crème brûlée.md']);
    expect(await matching('', ['not', '', ['name', 'q', 'aubergine-01']])).toEqual(
      names.filter((name) => !name.endsWith('01.txt')),
    );
    expect(await matching('', ['not', '', ['not', '', ['name', 'q', 'aubergine-01']]])).toEqual(['Aubergine-01.txt']);
    const either = [
      'or',
      '',
      [
        ['name', 'q', 'plain'],
        [
          'and',
          '',
          [
            ['type', 'is', 'gz'],
            ['updated_on', '<', [1, 'days']],
          ],
        ],
      ],
    ];
    expect(await matching('', either)).toEqual(['aubergine.tar.gz', 'aubergine_plain.pdf']);
    expect(await matching('aubergine', ['not', '', either])).toHaveLength(4);
    expect(await matching('', ['created_on', '>', [1, 'days']])).toEqual([]);
    expect(await matching('plain', ['validation', 'is_empty', 'title'])).toEqual(['aubergine_plain.pdf']);
    expect(await matching('aubergine', ['validation', 'not_translated'])).toEqual(['aubergine-02.txt']);
    expect(await matching('aubergine', ['validation', 'any', 'title'], 'nl')).toEqual(
      names.filter((name) => name !== 'aubergine_plain.pdf' && name !== 'Aubergine-01.txt'),
    );
  });

  it('sees each change at once', async () => {
    const { gid } = await client.upload('quokka.bin', 'x', folder.gid);
    const found = async (q: string): Promise<string[]> => (await ask({ q })).assets;
    expect(await found('quokka')).toEqual([gid]);
    await client.ask('update', { asset: gid, name: 'wombat.bin', title: { en: 'Bilby' } });
    expect(await found('quokka')).toEqual([]);
    expect(await found('wombat')).toEqual([gid]);
    expect(await found('bilby')).toEqual([gid]);
    await client.ask('delete', { asset: gid });
    expect(await found('wombat')).toEqual([gid]);
    await client.ask('permanent_delete', { asset: gid });
    expect(await found('wombat')).toEqual([]);
  });

  it('never finds folders', async () => {
    expect(await ask({ q: 'aubergines' })).toEqual({ assets: [], 'assets.size': 0 });
    const { result } = await client.ask('bulk/get', {
      selection: [{ search: { language: 'en', filter: ['name', 'q', 'aubergines'] } }],
    });
    expect(result).toEqual({ assets: [], 'assets.size': 0, 'page.cursor': null });
  });

  it('refuses what no index should have to evaluate with 1002', async () => {
    const terms = Array.from({ length: 101 }, (_, at) => `term${at}`).join(' ');
    let nested: unknown = ['name', 'q', 'x'];
    for (let depth = 0; depth < 45; depth += 1) nested = ['not', '', nested];
    const wide = ['or', '', Array.from({ length: 501 }, () => ['type', 'is', 'x'])];
    for (const query of [{ q: terms }, { filter: nested }, { filter: wide }]) {
      expectFailure(await client.call('search', { language: 'en', ...query }), 422, 1002);
      const selection = [{ search: { language: 'en', ...query } }];
      expectFailure(await client.call('bulk/get', { selection }), 422, 1002);
    }
    expect(await matching('x'.repeat(500_000))).toEqual([]);
  });

  it('pages through more children than a page has, in one order', async () => {
    const many = await client.createFolder('many');
    const made = ['b', 'B', 'a 2', 'a', 'Zz', 'ä', 'z', '_', '10', '9'];
    for (const name of made) await client.upload(name, 'x', many.gid);
    await client.createFolder('zoo', many.gid);
    const order = ['zoo', '10', '9', '_', 'a', 'a 2', 'B', 'b', 'z', 'Zz', 'ä'];
    const shown: string[] = [];
    for (let top = 0; top < 12; top += 4) {
      const { result, data } = await client.ask('children', { asset: many.gid, 'page.top': top, 'page.size': 4 });
      expect(result['children.size']).toBe(11);
      expect(Object.keys(data.assets)).toHaveLength(result.children.length);
      shown.push(...result.children.map((gid: string) => data.assets[gid].name));
    }
    expect(shown).toEqual(order);
    const selection = [{ children: many.gid }, rootAsset, { children: folder.gid, exclude: [...byGid.keys()].slice(1) }];
    const { result, data } = await client.ask('bulk/get', { selection });
    expect(result.assets.map((gid: string) => data.assets[gid].name)).toEqual([...order, '', 'Aubergine-01.txt']);
    expect(result['assets.size']).toBe(13);
  });
});
