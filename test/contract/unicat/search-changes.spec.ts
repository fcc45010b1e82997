import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { rootAsset } from './assets.js';
import { callerOf, type Json, project, records, sample, tokenOf, unknownGid } from './client.js';
import { definitionNamed, expected, fieldNamed } from './search-oracle.js';

const [ordering] = sample.data['cc.projects'][project].options.orderedorderings as [string];
const article = definitionNamed('article').gid;
const brand = fieldNamed('brand').gid;

describeOnEngines('unicat: searches and what other calls do', (gateway) => {
  let token = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
  });
  const { succeed, refuse } = callerOf(gateway, () => token);
  const find = async (query: Json): Promise<string[]> =>
    (await succeed('records/search', { ...query, 'page.size': 1000 })).result.records;

  it('case 50: bulk/get pages through searches beside gids and children, exclude honoured, each record once', async () => {
    const search = { language: 'nl', q: '+komeet', filter: ['definition', 'is', article] };
    const found = expected(search);
    const [first, second, ...others] = found as [string, string, ...string[]];
    const parent = sample.data.records[second].parent;
    const selection = [second, { search, exclude: [first] }, { children: parent, ordering }, unknownGid];
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = { selection, 'page.size': 7, ...(cursor === undefined ? {} : { 'page.cursor': cursor }) };
      const { result, data } = await succeed('records/bulk/get', page);
      for (const gid of result.records) expect(data.records[gid]).toEqual(sample.data.records[gid]);
      seen.push(...result.records);
      cursor = result['page.cursor'];
      if (cursor === null) expect(result['records.size']).toBe(seen.length);
    }
    expect(seen.slice(0, found.length - 1)).toEqual([second, ...others]);
    expect(new Set(seen).size).toBe(seen.length);
    const children = records.filter((record) => record.parent === parent).map(({ gid }) => gid);
    expect(new Set(seen)).toEqual(new Set([second, ...others, ...children]));
  });

  it('case 50: takes as many gids as fit into a body, at once', async () => {
    const [first, second] = records as [Json, Json];
    const many = Array.from({ length: 20_000 }, (_, at) => `deadbeef-0000-4000-8000-${String(at).padStart(12, '0')}`);
    const selection = [first.gid, ...many, first.gid, { children: second.gid, exclude: many.slice(0, 1000) }, second.gid];
    const started = performance.now();
    const { result } = await succeed('records/bulk/get', { selection, 'page.size': 1000 });
    expect(result.records.slice(0, 1)).toEqual([first.gid]);
    const assets = await succeed('assets/bulk/get', { selection: [...many, rootAsset] });
    expect(assets.result).toEqual({ assets: [rootAsset], 'assets.size': 1, 'page.cursor': null });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('case 50: a search that asks for nothing selects nothing, one that cannot be evaluated is 422 with code 1002', async () => {
    for (const search of [{ language: 'en' }, { language: 'en', q: '', filter: [] }]) {
      expect((await succeed('records/bulk/get', { selection: [{ search }] })).result).toEqual({
        records: [],
        'records.size': 0,
        'page.cursor': null,
      });
    }
    const search = { language: 'en', filter: ['colour', 'is', 'red'] };
    await refuse('records/bulk/get', { selection: [{ search }] }, 422, 1002);
  });

  it('finds a record by what it is now: values, labels, findings and times', async () => {
    const record = records.find(({ definition, status, backlinks }) => {
      return definition === article && status === 'published' && backlinks.length === 0;
    }) as Json;
    const gids = [record.gid];
    const now = Math.floor(Date.now() / 1000);
    const fields = { en: { name: 'Quokka One' }, nl: { name: 'Kwokka', 'brand/key': 'fjellvind' }, de: { name: null } };
    await succeed('records/update', { record: record.gid, fields });
    expect(await find({ language: 'en', q: 'quokka' })).toEqual(gids);
    expect(await find({ language: 'nl', q: 'kwokka' })).toEqual(gids);
    expect(await find({ language: 'nl', q: 'quokka' })).toEqual([]);
    expect(await find({ language: 'en', filter: ['value', 'is', [fieldNamed('name').gid, 'Quokka One']] })).toEqual(gids);
    const untranslated = [
      'and',
      '',
      [
        ['validation', 'not_translated', 'name'],
        ['updated_on', '<', [1, 'days']],
      ],
    ];
    expect(await find({ language: 'de', filter: untranslated })).toEqual(gids);
    expect(await find({ language: 'en', filter: ['updated_on', 'between', [now, now + 600]] })).toEqual(gids);
    expect(await find({ language: 'en', q: '+quokka', filter: ['value', 'is', [brand, 'fjellvind']] })).toEqual(gids);
    await succeed('records/update', { record: record.gid, fields: { en: { name: record.fields.en.name } } });
    expect(await find({ language: 'en', q: 'quokka' })).toEqual([]);
  });

  it('finds a link by the values that it shares, and a new record at once', async () => {
    const link = records.find(({ is_link }) => is_link) as Json;
    await succeed('records/update', { record: link.canonical, fields: { en: { description: 'A numbat.' } } });
    const links = records.filter(({ canonical }) => canonical === link.canonical).map(({ gid }) => gid);
    expect(links.length).toBeGreaterThan(1);
    expect(new Set(await find({ language: 'en', q: 'numbat' }))).toEqual(new Set(links));
    const { result } = await succeed('records/create', { parent: link.parent, ordering });
    await succeed('records/update', { record: result.record, fields: { en: { name: 'Bilby' } } });
    expect(await find({ language: 'en', q: 'bilby' })).toEqual([result.record]);
  });
});
