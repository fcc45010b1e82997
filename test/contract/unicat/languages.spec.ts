import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { call, callerOf, expectFailure, type Json, project, records, sample, tokenOf } from './client.js';
import { syncOf } from './sync.js';

const { data: schema } = sample;
const settings: Json = schema['cc.projects'][project];
const article = records.find(
  ({ fields }) => fields.nl.season !== undefined && fields.nl.season !== null && fields.nl.dimensions,
)!;

/** With a further member, the value of the closest language. */
const gained = (value: Json, language: string, closest: string): Json => ({ ...value, [language]: value[closest] });

describeOnEngines('unicat: languages', (gateway) => {
  let token = '';
  let readerToken = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
    readerToken = await tokenOf(gateway(), project, 'demo-reader-key');
  });
  const { succeed, refuse, show } = callerOf(gateway, () => token);
  const reader = callerOf(gateway, () => readerToken);

  it('the global list is for everybody we know', async () => {
    const headers = { authorization: `Bearer ${token}` };
    const { status, envelope } = await call(gateway(), 'POST', '/api/languages/get', { headers, body: {} });
    expect(status).toBe(200);
    expect(envelope.result).toEqual({});
    expect(Object.keys(envelope.data)).toEqual(['cc.languages']);
    expect(envelope.data['cc.languages']).toMatchObject(schema['cc.languages']);
    for (const [code, name] of Object.entries(envelope.data['cc.languages'])) {
      expect(code).toMatch(/^[a-z]{2}(?:-[a-z]{2})?$/);
      expect(typeof name).toBe('string');
    }
    expectFailure(await call(gateway(), 'POST', '/api/languages/get', { body: {} }), 401);
    expectFailure(await call(gateway(), 'POST', '/api/languages/get', { headers, body: '[' }), 400);
  });

  it('add gives every localized value the language, with what the closest one or the default has; remove takes it away', async () => {
    const before = (await succeed('init')).data;
    const shown = await show(article.gid);
    for (const [language, closest] of [
      ['nl-be', 'nl'],
      ['fr', 'en'],
    ] as const) {
      const { result, data } = await succeed('languages/add', { language });
      expect(result).toEqual({ project });
      expect(Object.keys(data).sort()).toEqual(['cc.projects', 'classes', 'definitions', 'fields', 'layouts']);
      expect(data['cc.projects'][project].options.languages).toEqual([...settings.options.languages, language]);
      const init = (await succeed('init')).data;
      for (const kind of ['definitions', 'classes', 'fields', 'layouts']) {
        expect(Object.keys(data[kind])).toHaveLength(Object.keys(before[kind]).length);
        expect(init[kind]).toEqual(data[kind]);
      }
      for (const kind of ['definitions', 'classes', 'fields']) {
        for (const [gid, item] of Object.entries<Json>(before[kind])) {
          expect(data[kind][gid].label).toEqual(gained(item.label, language, closest));
          for (const [name, entry] of Object.entries<Json>(item.metadata)) {
            const value = entry.is_localized ? gained(entry.value, language, closest) : entry.value;
            expect(data[kind][gid].metadata[name]).toEqual({ ...entry, value });
          }
        }
      }
      for (const [gid, field] of Object.entries<Json>(before.fields)) {
        expect(data.fields[gid].initial).toEqual(gained(field.initial, language, closest));
        const values = field.options.values?.map((choice: Json) => gained(choice, language, closest));
        expect(data.fields[gid].options).toEqual(values === undefined ? field.options : { ...field.options, values });
      }
      const record = await show(article.gid);
      expect(record.fields).toEqual(gained(shown.fields, language, closest));
      expect(record.title).toEqual(gained(shown.title, language, closest));
      await refuse('languages/add', { language }, 422);
      await succeed('records/update', { record: article.gid, fields: { [language]: { name: 'Apart' } } });
      expect((await show(article.gid)).title).toEqual({ ...shown.title, [language]: 'Apart' });

      const removed = await succeed('languages/remove', { language });
      expect(removed.result).toEqual({ project });
      expect(removed.data).toEqual({
        'cc.projects': { [project]: settings },
        definitions: before.definitions,
        classes: before.classes,
        fields: before.fields,
        layouts: before.layouts,
      });
      expect({ ...(await show(article.gid)), updated_on: 0 }).toEqual({ ...shown, updated_on: 0 });
      await refuse('records/get', { record: article.gid, language }, 400);
    }
  });

  it('all records follow, links and deleted ones too, and what nobody translated stays so', async () => {
    const gids = records.map(({ gid }) => gid);
    const all = async (): Promise<Json> => (await succeed('records/get', { records: gids })).data.records;
    const before = await all();
    await succeed('languages/add', { language: 'nl-be' });
    const after = await all();
    for (const gid of gids) {
      expect(after[gid].fields).toEqual(gained(before[gid].fields, 'nl-be', 'nl'));
      expect({ ...after[gid], fields: 0, title: 0, updated_on: 0 }).toEqual({
        ...before[gid],
        fields: 0,
        title: 0,
        updated_on: 0,
      });
    }
    await succeed('languages/remove', { language: 'nl-be' });
    const back = await all();
    for (const gid of gids) expect({ ...back[gid], updated_on: 0 }).toEqual({ ...before[gid], updated_on: 0 });
  });

  it('what is localized inside layouts follows too', async () => {
    const [definition] = Object.values<Json>(schema.definitions) as [Json];
    const { root } = schema.layouts[definition.layout];
    const options = { label: { en: 'Box', nl: 'Doos', de: 'Kasten' }, wide: true };
    const components = { [root]: { type: 'vertical', options, content: [] } };
    await succeed('definitions/layouts/modify', { definition: definition.gid, components });
    await succeed('definitions/commit', { definition: definition.gid });
    const { data } = await succeed('languages/add', { language: 'de-at' });
    expect(data.layouts[definition.layout].components[root].options).toEqual({
      ...options,
      label: { ...options.label, 'de-at': 'Kasten' },
    });
    await succeed('languages/remove', { language: 'de-at' });
  });

  it('everybody who has the project open hears of it', async () => {
    const { cursors, get } = syncOf(gateway, () => token);
    const { 'cc.cursor': before } = await cursors();
    await succeed('languages/add', { language: 'fr' });
    const told = await get({ cc_cursor: before });
    expect(told).toMatchObject([{ type: 'cc', action: 'UPDATE', data_type: 'cc.projects', data_key: project }]);
    await succeed('languages/remove', { language: 'fr' });
  });

  it('a language that is removed and added again begins with the closest one', async () => {
    const { title, fields } = await show(article.gid);
    await succeed('languages/remove', { language: 'de' });
    expect(Object.keys((await show(article.gid)).fields)).toEqual(['en', 'nl']);
    const { data } = await succeed('languages/add', { language: 'de' });
    expect(data['cc.projects'][project].options.languages).toEqual(['en', 'nl', 'de']);
    const after = await show(article.gid);
    expect(after.title).toEqual({ ...title, de: title.en });
    expect(after.fields.de).toEqual({ ...fields.en });
  });

  it('the last language stays; without the first one the next is the default', async () => {
    await succeed('languages/remove', { language: 'en' });
    const { data } = await succeed('languages/remove', { language: 'de' });
    expect(data['cc.projects'][project].options.languages).toEqual(['nl']);
    await refuse('languages/remove', { language: 'nl' }, 422);
    const added = await succeed('languages/add', { language: 'fi' });
    const [field] = Object.values<Json>(added.data.fields) as [Json];
    expect(field.label).toEqual({ nl: field.label.nl, fi: field.label.nl });
  });

  it('unknown codes and wrong types are 400, a language that is not there 422; readers may not', async () => {
    for (const language of [undefined, null, 5, ['fr'], '', 'FR', 'xx', '__proto__', 'constructor']) {
      await refuse('languages/add', { language }, 400);
      await refuse('languages/remove', { language }, 400);
    }
    await refuse('languages/remove', { language: 'it' }, 422);
    await reader.refuse('languages/add', { language: 'it' }, 403);
    await reader.refuse('languages/remove', {}, 403);
  });
});
