import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { call, callerOf, expectFailure, gidPattern, type Json, project, records, sample, tokenOf, unknownGid } from './client.js';
import { syncOf } from './sync.js';

const languages = ['en', 'nl', 'de'];
const fields: Json[] = Object.values(sample.data.fields);
const fieldOf = (name: string): Json => fields.find((field) => field.name === name)!;
const definitions: Json[] = Object.values(sample.data.definitions);
const article = definitions.find(({ name, is_extended }) => name === 'article' && !is_extended)!;
const articles = records.filter(({ definition }) => definition === article.gid);
const fieldMembers = Object.keys(fieldOf('name')).sort();

describeOnEngines('unicat: fields', (gateway) => {
  let token = '';
  let readerToken = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
    readerToken = await tokenOf(gateway(), project, 'demo-reader-key');
  });
  const { succeed, refuse, show } = callerOf(gateway, () => token);
  const reader = callerOf(gateway, () => readerToken);
  const init = async (): Promise<Json> => (await succeed('init')).data;

  /** The answer of a call about a field, which must be complete and as it is read back. */
  const field = async (path: string, body: object): Promise<Json> => {
    const { result, data } = await succeed(`fields/${path}`, body);
    expect(Object.keys(result)).toEqual(['field']);
    expect(Object.keys(data)).toEqual(['fields']);
    const item = data.fields[result.field];
    expect(Object.keys(item).sort()).toEqual(fieldMembers);
    const back = await succeed('fields/get', { field: result.field });
    expect(back).toEqual({ success: true, result: { field: result.field }, data: { fields: { [result.field]: item } } });
    expect((await init()).fields[result.field]).toEqual(item);
    return item;
  };
  const committed = async (body: object): Promise<Json> => field('commit', { field: (await field('create', body)).gid });

  it('case 63: create is new; commit keeps the gid; modify makes a working copy; its commit gives the original its content', async () => {
    const created = await field('create', { name: 'length__m', type: 'decimal', unit: 'm', label: { en: 'Length' } });
    expect(created).toEqual({
      gid: expect.stringMatching(gidPattern),
      original: null,
      name: 'length__m',
      label: { en: 'Length', nl: '', de: '' },
      type: 'decimal',
      options: {},
      is_localized: false,
      is_required: false,
      initial: { en: null, nl: null, de: null },
      unit: 'm',
      metadata: {},
      is_new: true,
      is_working_copy: false,
    });
    const first = await field('commit', { field: created.gid });
    expect(first).toEqual({ ...created, is_new: false });
    const copy = await field('modify', { field: created.gid, label: { nl: 'Lengte' }, is_required: true });
    const content = { label: { en: 'Length', nl: 'Lengte', de: '' }, is_required: true };
    expect(copy).toEqual({ ...first, ...content, gid: copy.gid, original: created.gid, is_working_copy: true });
    expect(copy.gid).not.toBe(created.gid);
    expect((await init()).fields[created.gid]).toEqual(first);
    const last = await field('commit', { field: copy.gid });
    expect(last).toEqual({ ...first, ...content });
    await refuse('fields/get', { field: copy.gid }, 422);
    expect((await init()).fields[copy.gid]).toBeUndefined();
  });

  it('get takes one field or a list, of which unknown ones are left out; the first parameter present counts', async () => {
    const [one, two] = fields as [Json, Json];
    const { result, data } = await succeed('fields/get', { fields: [two.gid, unknownGid, one.gid] });
    expect(result).toEqual({ fields: [two.gid, one.gid] });
    expect(data).toEqual({ fields: { [one.gid]: one, [two.gid]: two } });
    expect((await succeed('fields/get', { field: one.gid, fields: 5 })).result).toEqual({ field: one.gid });
    expect((await succeed('fields/get', { field: null, fields: [] })).data).toEqual({ fields: {} });
    await refuse('fields/get', { field: unknownGid }, 422);
    for (const body of [{}, { field: 5 }, { fields: 'x' }, { fields: [1] }]) await refuse('fields/get', body, 400);
    expect((await reader.succeed('fields/get', { field: one.gid })).data.fields[one.gid]).toEqual(one);
  });

  it('create without parameters is an unnamed text field', async () => {
    expect(await field('create', {})).toMatchObject({
      name: 'unnamed_field',
      type: 'text',
      label: { en: '', nl: '', de: '' },
      is_new: true,
      unit: null,
    });
  });

  it('values have a key each, and a label in every language; the initial value is a key', async () => {
    const values = [
      { key: 'r', en: 'Red', nl: 'Rood', de: 'Rot' },
      { key: 'g', en: 'Green' },
      { key: 'x', limit: 'kept' },
    ];
    const created = await field('create', {
      name: 'tone',
      type: 'textline',
      options: { values, value_labels: true, max_length: 20, extra: { deep: [1, null] } },
      initial: { key: 'r' },
    });
    expect(created.options).toEqual({
      values: [
        { key: 'r', en: 'Red', nl: 'Rood', de: 'Rot' },
        { key: 'g', en: 'Green', nl: 'Green', de: 'Green' },
        { key: 'x', limit: 'kept', en: 'x', nl: 'x', de: 'x' },
      ],
      value_labels: true,
      max_length: 20,
      extra: { deep: [1, null] },
    });
    expect(created.initial).toEqual({ key: 'r', en: 'Red', nl: 'Rood', de: 'Rot' });
    const other = await field('modify', { field: created.gid, initial: { nl: 'g' } });
    expect(other.initial).toEqual({ key: 'g', en: 'Green', nl: 'Green', de: 'Green' });
    const fewer = await field('modify', { field: created.gid, options: { values: values.slice(0, 1) } });
    expect(fewer.initial).toEqual({ key: null, en: null, nl: null, de: null });
    await refuse('fields/modify', { field: created.gid, initial: { key: 'Rood' } }, 422, 1001);
  });

  it('an initial value goes to the named languages, or to all where the field is not localized; it is of the type of the field', async () => {
    const localized = await field('create', { name: 'slogan', type: 'textline', is_localized: true, initial: { nl: 'Ja' } });
    expect(localized.initial).toEqual({ en: null, nl: 'Ja', de: null });
    const shared = await field('create', { name: 'rank', type: 'number', initial: { nl: 3 } });
    expect(shared.initial).toEqual({ en: 3, nl: 3, de: 3 });
    expect((await field('modify', { field: shared.gid, type: 'boolean' })).initial).toEqual({ en: null, nl: null, de: null });
    await refuse('fields/create', { type: 'number', initial: { en: 'many' } }, 422, 1001);
    await refuse('fields/create', { initial: { fr: 'x' } }, 400);
  });

  it('parameters of a wrong type or value are 400, also beside an unknown field', async () => {
    const bodies = [
      { name: 'with space' },
      { name: '1st' },
      { name: '' },
      { name: 5 },
      { type: 'colour' },
      { type: 5 },
      { label: 'Length' },
      { label: { en: 5 } },
      { label: { fr: 'Longueur' } },
      { is_localized: 'yes' },
      { is_required: 1 },
      { unit: 5 },
      { options: [] },
      { options: { values: 'r' } },
      { options: { values: ['r'] } },
      { options: { values: [{ en: 'Red' }] } },
      { options: { values: [{ key: 'r' }, { key: 'r' }] } },
      { options: { values: [{ key: 'r', en: 5 }] } },
      { options: { value_labels: 'yes' } },
      { options: { class: 5 } },
      { initial: 'x' },
      { metadata: [] },
      { metadata: { nodot: { type: 'text', is_localized: false, value: null } } },
      { metadata: { 'a.b': 'x' } },
    ];
    for (const body of bodies) await refuse('fields/create', body, 400);
    for (const body of [{}, { field: 5 }, { field: unknownGid, name: '1st' }]) await refuse('fields/modify', body, 400);
    await refuse('fields/modify', { field: unknownGid, name: 'first' }, 422);
    await refuse('fields/create', { type: 'class', options: { class: unknownGid } }, 422);
    await refuse('fields/create', '[', 400);
  });

  it('a field that is changed twice has one working copy, and commit takes the original for it', async () => {
    const { gid } = await committed({ name: 'twice', label: { en: 'One' } });
    const copy = await field('modify', { field: gid, label: { en: 'Two' } });
    expect((await field('modify', { field: gid, unit: 'm' })).gid).toBe(copy.gid);
    expect((await field('modify', { field: copy.gid, label: { de: 'Zwei' } })).gid).toBe(copy.gid);
    expect(await field('commit', { field: gid })).toMatchObject({ gid, unit: 'm', label: { en: 'Two', nl: '', de: 'Zwei' } });
    for (const path of ['commit', 'revert', 'save_as_new']) {
      await refuse(`fields/${path}`, { field: gid }, 422);
      await refuse(`fields/${path}`, { field: unknownGid }, 422);
      await refuse(`fields/${path}`, {}, 400);
    }
  });

  it('names are unique among committed fields: commit is 422, save_as_new appends a number', async () => {
    const taken = await field('create', { name: 'brand' });
    await refuse('fields/commit', { field: taken.gid }, 422);
    expect((await init()).fields[taken.gid]).toEqual(taken);
    await field('modify', { field: taken.gid, name: 'maker' });
    await field('commit', { field: taken.gid });
    const copy = await field('modify', { field: taken.gid, unit: 'x' });
    const saved = await field('save_as_new', { field: copy.gid });
    expect(saved).toEqual({ ...copy, name: 'maker_2', original: null, is_working_copy: false });
    expect((await init()).fields[taken.gid]).toMatchObject({ name: 'maker', unit: null });
    const renamed = await field('modify', { field: taken.gid, name: 'manufacturer' });
    expect(await field('save_as_new', { field: renamed.gid })).toMatchObject({ gid: renamed.gid, name: 'manufacturer' });
    await refuse('fields/save_as_new', { field: (await field('create', {})).gid }, 422);
  });

  it('revert gives the original back; a new field is gone then, and the answer says null', async () => {
    const { gid, ...before } = await committed({ name: 'steady', unit: 'kg' });
    const copy = await field('modify', { field: gid, unit: 'g' });
    expect(await field('revert', { field: copy.gid })).toEqual({ gid, ...before });
    await refuse('fields/get', { field: copy.gid }, 422);
    const created = await field('create', {});
    expect(await succeed('fields/revert', { field: created.gid })).toEqual({ success: true, result: { field: null }, data: {} });
    await refuse('fields/get', { field: created.gid }, 422);
  });

  it('copy is new and like its source, which must be committed', async () => {
    const source = fieldOf('brand');
    const copy = await field('copy', { field: source.gid });
    expect(copy).toEqual({ ...source, gid: copy.gid, is_new: true });
    expect(copy.gid).not.toBe(source.gid);
    await refuse('fields/copy', { field: copy.gid }, 422);
    await refuse('fields/copy', { field: unknownGid }, 422);
  });

  it('metadata is set and cleared in the working copy, one entry at a time', async () => {
    const { gid } = await committed({
      name: 'described',
      metadata: { 'a.b': { type: 'number', is_localized: false, value: 1 } },
    });
    const set = await field('metadata/set', {
      field: gid,
      name: 'heading.short',
      type: 'textline',
      is_localized: true,
      value: { en: 'S', nl: 'K' },
    });
    expect(set).toMatchObject({ original: gid, is_working_copy: true });
    expect(set.metadata).toEqual({
      'a.b': { type: 'number', is_localized: false, value: 1 },
      'heading.short': { type: 'textline', is_localized: true, value: { en: 'S', nl: 'K', de: null } },
    });
    const changed = await field('metadata/set', { field: gid, name: 'a.b', value: 2 });
    expect(changed.metadata['a.b']).toEqual({ type: 'number', is_localized: false, value: 2 });
    const cleared = await field('metadata/clear', { field: set.gid, name: 'heading.short' });
    expect(cleared.metadata).toEqual({ 'a.b': { type: 'number', is_localized: false, value: 2 } });
    await field('commit', { field: set.gid });
    expect(await field('metadata/clear', { field: gid, name: 'not.there' })).toMatchObject({ gid, is_working_copy: false });
    for (const body of [
      { field: gid, name: 'nodot' },
      { field: gid },
      { field: gid, name: 'a.b', is_localized: true, value: 'x' },
      { field: gid, name: 'a.b', is_localized: true, value: { fr: 'x' } },
      { field: gid, name: 'a.b', type: 5 },
      { name: 'a.b' },
    ])
      await refuse('fields/metadata/set', body, 400);
    await refuse('fields/metadata/clear', { field: gid }, 400);
    await refuse('fields/metadata/set', { field: unknownGid, name: 'a.b', value: 1 }, 422);
  });

  it('delete takes out what nothing uses, with its working copy; what is used is 422', async () => {
    const { gid } = await committed({ name: 'short_lived' });
    const copy = await field('modify', { field: gid, unit: 'm' });
    expect(await succeed('fields/delete', { field: gid })).toEqual({ success: true, result: {}, data: {} });
    for (const each of [gid, copy.gid]) {
      await refuse('fields/get', { field: each }, 422);
      expect((await init()).fields[each]).toBeUndefined();
    }
    for (const name of ['name', 'packing', 'prop_name', 'tent_poles']) {
      await refuse('fields/delete', { field: fieldOf(name).gid }, 422);
    }
    await refuse('fields/delete', { field: gid }, 422);
    await refuse('fields/delete', {}, 400);
    await committed({ name: 'short_lived' });
  });

  it('a new name takes the values of all records along', async () => {
    const { gid } = fieldOf('stock');
    const record = articles.find(({ fields }) => fields.en.stock !== null)!;
    const before = (await show(record.gid)).fields;
    await field('modify', { field: gid, name: 'in_stock' });
    expect((await show(record.gid)).fields).toEqual(before);
    await field('commit', { field: gid });
    const { fields: after } = await show(record.gid);
    for (const language of languages) {
      const { stock, ...others } = before[language];
      expect(after[language]).toEqual({ ...others, in_stock: stock });
    }
    const written = await succeed('records/update', { record: record.gid, fields: { en: { in_stock: 4321 } } });
    expect(written.result['report.validation']).toEqual([]);
    expect((await show(record.gid)).fields.de.in_stock).toBe(4321);
    const headers = { authorization: 'Bearer demo-reader-key' };
    const item = await gateway().request('GET', `/registers/noorderlicht-record/records/${record.gid}.json`, { headers });
    expect(item.text).toContain('"in-stock":"4321"');
  });

  it('a field inside classes takes the values inside along', async () => {
    const record = articles.find(({ fields }) => fields.en.dimensions?.width__mm && fields.en.properties?.length > 0)!;
    const { en } = (await show(record.gid)).fields;
    for (const [name, renamed] of [
      ['width__mm', 'breadth'],
      ['prop_value', 'worth'],
    ] as const) {
      await field('modify', { field: fieldOf(name).gid, name: renamed });
      await field('commit', { field: fieldOf(name).gid });
    }
    const { width__mm, ...dimensions } = en.dimensions;
    const after = (await show(record.gid)).fields.en;
    expect(after.dimensions).toEqual({ ...dimensions, breadth: width__mm });
    expect(after.properties).toEqual(en.properties.map(({ prop_value, ...others }: Json) => ({ ...others, worth: prop_value })));
    expect({ ...after, dimensions: 0, properties: 0 }).toEqual({ ...en, dimensions: 0, properties: 0 });
  });

  it('a field that becomes localized keeps its value in every language, and the first one when it no longer is', async () => {
    const { gid } = fieldOf('ean');
    const record = articles.find(({ fields }) => fields.en.ean !== null && fields.en.ean !== '')!;
    const { ean } = record.fields.en;
    const shown = async (): Promise<string[]> => {
      const { fields } = await show(record.gid);
      return languages.map((language) => fields[language].ean);
    };
    await field('modify', { field: gid, is_localized: true });
    await field('commit', { field: gid });
    expect(await shown()).toEqual([ean, ean, ean]);
    await succeed('records/update', { record: record.gid, fields: { de: { ean: '4006381333931' } } });
    expect(await shown()).toEqual([ean, ean, '4006381333931']);
    await field('modify', { field: gid, is_localized: false });
    await field('commit', { field: gid });
    expect(await shown()).toEqual([ean, ean, ean]);
  });

  it('a field that gets values finds its keys by their labels; other texts stay', async () => {
    const { gid } = fieldOf('artnr');
    const [one, two] = articles as [Json, Json];
    await succeed('records/update', { record: one.gid, fields: { en: { artnr: 'First choice' } } });
    await field('modify', { field: gid, options: { values: [{ key: 'first', en: 'First choice', nl: 'Eerste keus' }] } });
    await field('commit', { field: gid });
    expect((await show(one.gid)).fields.nl).toMatchObject({ artnr: 'Eerste keus', 'artnr/key': 'first' });
    expect((await show(two.gid)).fields.nl).toMatchObject({ artnr: two.fields.nl.artnr, 'artnr/key': two.fields.nl.artnr });
  });

  it('a type that the register cannot have for the field is refused, and nothing changes', async () => {
    const { gid } = fieldOf('is_active');
    const copy = await field('modify', { field: gid, type: 'textlist' });
    await refuse('fields/commit', { field: copy.gid }, 422, 1001);
    expect((await init()).fields[gid].type).toBe('boolean');
    await field('revert', { field: copy.gid });
  });

  it('case 61: the stream tells of new fields, their working copies, and what was deleted', async () => {
    const { cursors, get } = syncOf(gateway, () => token);
    const { cursor } = await cursors();
    const { gid } = await committed({ name: 'streamed' });
    const first = await get({ project, cursor });
    expect(first).toMatchObject([{ type: 'project', action: 'INSERT', data_type: 'fields', data_key: gid }]);
    const copy = await field('modify', { field: gid, unit: 'm' });
    const second = await get({ project, cursor: first[0]!.cursor });
    expect(second).toMatchObject([{ action: 'INSERT', data_type: 'fields', data_key: copy.gid }]);
    await field('commit', { field: copy.gid });
    const third = await get({ project, cursor: second[0]!.cursor });
    expect(third.map(({ action, data_key }) => [action, data_key])).toEqual([
      ['UPDATE', gid],
      ['DELETE', copy.gid],
    ]);
    await succeed('fields/delete', { field: gid });
    expect(await get({ project, cursor: third[1]!.cursor })).toMatchObject([{ action: 'DELETE', data_key: gid }]);
  });

  it('is for members, and changes for those who may write', async () => {
    for (const path of [
      'create',
      'modify',
      'commit',
      'save_as_new',
      'revert',
      'copy',
      'delete',
      'metadata/set',
      'metadata/clear',
    ]) {
      await reader.refuse(`fields/${path}`, { nonsense: 1 }, 403);
      expectFailure(await call(gateway(), 'POST', `/api/p/${project}/fields/${path}`, { body: {} }), 401);
    }
  });
});
