import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import {
  expectFailure,
  foreignProject,
  get,
  gidPattern,
  type Json,
  project,
  records,
  sample,
  tokenOf,
  unknownGid,
} from './client.js';

const [root] = records as [Json];
const articles = records.filter(({ treelevel, is_link }) => treelevel === 3 && !is_link);
const [a, b, c] = articles as [Json, Json, Json];
const link = records.find(({ is_link }) => is_link)!;
const deleted = records.filter(({ status }) => status === 'deleted');
const languages = ['en', 'nl', 'de'];

const only = (record: Json, wanted: string[]): Json => ({
  ...record,
  title: Object.fromEntries(wanted.map((language) => [language, record.title[language]])),
  fields: Object.fromEntries(wanted.map((language) => [language, record.fields[language]])),
});

describeOnEngines('unicat: records/get', (gateway) => {
  let token = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
  });
  const ask = (body: object | string | undefined) => get(gateway(), token, body);
  const refuse = async (...bodies: (object | string | undefined)[]): Promise<void> => {
    for (const body of bodies) expectFailure(await ask(body), 400);
  };

  it('case 18: a single record is the only one in result and data (8.1)', async () => {
    const { status, envelope } = await ask({ record: a.gid });
    expect(status).toBe(200);
    expect(envelope).toEqual({ success: true, result: { record: a.gid }, data: { records: { [a.gid]: a } } });
  });

  it('case 19: a list of three comes in the order asked for (8.2)', async () => {
    const { envelope } = await ask({ records: [c.gid, a.gid, b.gid] });
    expect(envelope.result).toEqual({ records: [c.gid, a.gid, b.gid] });
    expect(envelope.data).toEqual({ records: { [a.gid]: a, [b.gid]: b, [c.gid]: c } });
  });

  it('case 20: of both only record is honoured (8.3)', async () => {
    const { envelope } = await ask({ records: [b.gid, c.gid], record: a.gid });
    expect(envelope.result).toEqual({ record: a.gid });
    expect(Object.keys(envelope.data.records)).toEqual([a.gid]);
    expect((await ask({ record: a.gid, records: 5 })).status).toBe(200);
  });

  it('case 21: neither is 400 (8.4, 8.31)', () =>
    refuse({}, undefined, '', { record: null }, { records: null }, { language: 'en' }));

  it('case 22: an empty list is an empty success (8.5)', async () => {
    const { status, envelope } = await ask({ records: [] });
    expect(status).toBe(200);
    expect(envelope).toEqual({ success: true, result: { records: [] }, data: { records: {} } });
  });

  it('case 23: one unknown gid is 400 (8.6)', () => refuse({ record: unknownGid }));

  it('case 24: an unknown gid in a list is left out (8.7, 8.11)', async () => {
    const { status, envelope } = await ask({ records: [unknownGid, b.gid, 'abc', '', a.gid.toUpperCase(), a.gid] });
    expect(status).toBe(200);
    expect(envelope.result).toEqual({ records: [b.gid, a.gid] });
    expect(Object.keys(envelope.data.records).sort()).toEqual([a.gid, b.gid].sort());
  });

  it('case 25: a list of unknown gids is an empty success (8.8)', async () => {
    const { status, envelope } = await ask({ records: [unknownGid, 'abc'] });
    expect(status).toBe(200);
    expect(envelope).toEqual({ success: true, result: { records: [] }, data: { records: {} } });
  });

  it('case 26: a record that is no gid is 400 (8.9)', () =>
    refuse(
      ...[5, ['x'], [a.gid], '', 'abc', {}, false, true, 0, a.gid.toUpperCase(), ` ${a.gid}`].map((record) => ({ record })),
    ));

  it('case 27: records that are no list of strings are 400 (8.10)', () =>
    refuse(...['x', a.gid, {}, [1], [null], [a.gid, 1], [[a.gid]], 5, true].map((value) => ({ records: value }))));

  it('case 28: duplicates stay in result and are one in data (8.12)', async () => {
    const { envelope } = await ask({ records: [a.gid, b.gid, a.gid] });
    expect(envelope.result).toEqual({ records: [a.gid, b.gid, a.gid] });
    expect(Object.keys(envelope.data.records)).toHaveLength(2);
  });

  it('case 29: record null leaves the word to records (8.14)', async () => {
    const { envelope } = await ask({ record: null, records: [a.gid] });
    expect(envelope).toEqual({ success: true, result: { records: [a.gid] }, data: { records: { [a.gid]: a } } });
  });

  it('case 30: a wrong record is 400 even if records would do (8.13)', () =>
    refuse({ record: 5, records: [a.gid] }, { record: '', records: [a.gid] }));

  it('case 31: language names the only language of title and fields (8.15)', async () => {
    const { envelope } = await ask({ record: a.gid, language: 'nl' });
    expect(envelope.data.records[a.gid]).toEqual(only(a, ['nl']));
  });

  it('case 32: languages names exactly those (8.16)', async () => {
    const { envelope } = await ask({ record: a.gid, languages: ['en', 'de', 'en'] });
    expect(envelope.data.records[a.gid]).toEqual(only(a, ['en', 'de']));
  });

  it('case 33: language and languages are united (8.17)', async () => {
    const { envelope } = await ask({ records: [a.gid], language: 'de', languages: ['en'] });
    expect(envelope.data.records[a.gid]).toEqual(only(a, ['en', 'de']));
    expect((await ask({ record: a.gid, language: 'en', languages: [] })).envelope.data.records[a.gid]).toEqual(only(a, ['en']));
  });

  it('case 34: without either all languages come (8.18)', async () => {
    const { envelope } = await ask({ record: a.gid, language: null, languages: null });
    expect(Object.keys(envelope.data.records[a.gid].fields).sort()).toEqual([...languages].sort());
    expect(Object.keys(envelope.data.records[a.gid].title).sort()).toEqual([...languages].sort());
  });

  it('case 35: a language that the project does not have, or of a wrong type, is 400 (8.19, 8.20)', () =>
    refuse(
      ...[
        { language: 'xx' },
        { language: '' },
        { language: 'EN' },
        { languages: ['en', 'xx'] },
        { language: 3 },
        { language: ['en'] },
        { languages: 'en' },
        { languages: { en: 1 } },
        { languages: ['en', null] },
        { languages: [3] },
        { language: 'fr' },
        { language: 'constructor' },
      ].flatMap((parameters) => [
        { record: a.gid, ...parameters },
        { records: [], ...parameters },
      ]),
    ));

  it('case 36: an empty list of languages means all (8.21)', async () => {
    const { envelope } = await ask({ record: a.gid, languages: [] });
    expect(envelope.data.records[a.gid]).toEqual(a);
  });

  it('case 37: a deleted record is there, with its status (8.22)', async () => {
    const { envelope } = await ask({ records: deleted.map(({ gid }) => gid) });
    expect(deleted).toHaveLength(5);
    for (const record of deleted) expect(envelope.data.records[record.gid]).toEqual(record);
  });

  it("case 38: a link is itself, with its canonical's values (8.24)", async () => {
    const { envelope } = await ask({ records: [link.gid, link.canonical] });
    const shown = envelope.data.records[link.gid];
    const canonical = envelope.data.records[link.canonical];
    expect(shown).toMatchObject({ gid: link.gid, canonical: link.canonical, is_link: true, backlinks: [], childcount: 0 });
    expect(shown.fields).toEqual(canonical.fields);
    expect(shown.parent).not.toBe(canonical.parent);
    expect(canonical.backlinks).toContain(link.gid);
  });

  it('case 39: a record of another project is unknown (8.25)', async () => {
    expectFailure(await ask({ record: sample.foreign.root }), 400);
    expect((await ask({ records: [sample.foreign.root, a.gid] })).envelope.result).toEqual({ records: [a.gid] });
    const foreign = await tokenOf(gateway(), foreignProject, 'foreign-api-key');
    expectFailure(await get(gateway(), foreign, { record: a.gid }, foreignProject), 400);
    expect((await get(gateway(), foreign, { record: sample.foreign.root }, foreignProject)).status).toBe(200);
  });

  it('case 40: channel, ordering and whatever else play no role (8.26)', async () => {
    const nowhere = records.find(({ channels }) => channels.length === 1)!;
    const [, channel] = sample.data['cc.projects'][project].options.orderedchannels;
    for (const extra of [
      { channel, ordering: unknownGid },
      { channel: 5, ordering: [] },
      { 'page.size': 'x', constructor: 1 },
    ]) {
      const { status, envelope } = await ask({ record: nowhere.gid, ...extra });
      expect(status).toBe(200);
      expect(envelope.data.records[nowhere.gid]).toEqual(nowhere);
    }
  });

  it('case 41: what is not localized is the same in all languages; a label follows the language, its key does not', async () => {
    const owl = articles.find(({ fields }) => fields.en['brand/key'] === 'waldkauz')!;
    const { fields } = (await ask({ record: owl.gid })).envelope.data.records[owl.gid];
    for (const name of ['artnr', 'price__eur', 'stock', 'is_active', 'brand/key']) {
      for (const language of languages) expect(fields[language][name]).toEqual(fields.en[name]);
    }
    expect([fields.en.brand, fields.nl.brand]).toEqual(['Waldkauz', 'Bosuil']);
  });

  it('case 42: every field of the definition is there; class and classlist carry keys inside', async () => {
    const { definitions, classes, fields } = sample.data;
    const { data } = (await ask({ records: records.map(({ gid }) => gid) })).envelope;
    for (const record of Object.values<Json>(data.records)) {
      const definition = definitions[record.definition];
      const gids = [...definition.fields, ...definition.classes.flatMap((gid: string) => classes[gid].fields)];
      const names = gids.flatMap((gid: string) =>
        fields[gid].options.values ? [fields[gid].name, `${fields[gid].name}/key`] : [fields[gid].name],
      );
      for (const language of languages) expect(Object.keys(record.fields[language]).sort()).toEqual([...names].sort());
    }
    expect(data.records[a.gid].fields.nl.embed_code).toBeNull();
    expect(data.records[a.gid].fields.nl.dimensions).toMatchObject({
      colors: ['Zwart', 'Zand'],
      'colors/key': ['black', 'sand'],
    });
    expect(data.records[a.gid].fields.nl.properties[0]).toMatchObject({ season: 'Drie seizoenen', 'season/key': '3s' });
    expect(data.records[a.gid].fields.nl.properties[1]).toMatchObject({ season: null, 'season/key': null });
  });

  it('case 43: the path leads from the record to the root', async () => {
    const { records: all } = (await ask({ records: [root.gid, a.gid] })).envelope.data;
    expect(all[root.gid]).toMatchObject({ parent: null, treelevel: 0, path: [root.gid], childcount: 4 });
    const { path, parent, treelevel } = all[a.gid];
    expect(path).toHaveLength(treelevel + 1);
    expect([path[0], path[1], path.at(-1)]).toEqual([a.gid, parent, root.gid]);
  });

  it('case 44: timestamps are numbers, gids lower-case UUIDs', async () => {
    const { gid, parent, canonical, definition, path, backlinks, created_on, updated_on } = (await ask({ record: a.gid }))
      .envelope.data.records[a.gid];
    for (const each of [gid, parent, canonical, definition, ...path, ...backlinks]) expect(each).toMatch(gidPattern);
    expect([created_on, updated_on]).toEqual([a.created_on, a.updated_on]);
    expect(typeof created_on).toBe('number');
  });

  it('shows every record of the demo data exactly as its source has it, alone and in a list', async () => {
    const { envelope } = await ask({ records: records.map(({ gid }) => gid) });
    expect(records).toHaveLength(206);
    expect(Object.keys(envelope.data.records)).toHaveLength(records.length);
    for (const record of records) expect(envelope.data.records[record.gid]).toEqual(record);
    for (const record of records.slice(0, 60))
      expect((await ask({ record: record.gid })).envelope.data.records[record.gid]).toEqual(record);
  });

  it('takes a list of 500 gids', async () => {
    const gids = Array.from({ length: 500 }, (_, at) => (at % 7 === 0 ? unknownGid : records[at % records.length]!.gid));
    const { status, envelope } = await ask({ records: gids, language: 'en' });
    expect(status).toBe(200);
    expect(envelope.result.records).toEqual(gids.filter((gid) => gid !== unknownGid));
    for (const record of Object.values<Json>(envelope.data.records))
      expect(record).toEqual(only(sample.data.records[record.gid], ['en']));
  });
});
