import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { callerOf, gidPattern, type Json, project, records, sample, tokenOf, unknownGid } from './client.js';

const languages = ['en', 'nl', 'de'];
const [ordering] = sample.data['cc.projects'][project].options.orderedorderings as [string];
const definitions: Json[] = Object.values(sample.data.definitions);
const fieldsByName: Json = Object.fromEntries(Object.values<Json>(sample.data.fields).map((field) => [field.name, field]));
const link = records.find(({ is_link }) => is_link)!;
const article = definitions.find(({ name, is_extended }) => name === 'article' && !is_extended)!;
const variant = definitions.find(({ name }) => name === 'variant')!;
const childrenOf = (gid: string): Json[] =>
  records.filter(({ parent }) => parent === gid).sort((one, other) => one.orderings[ordering] - other.orderings[ordering]);

/** Articles that no other case uses, so that each is as in the sample. */
const articles = records.filter(
  (record) =>
    record.definition === article.gid &&
    record.status === 'published' &&
    record.childcount === 0 &&
    !record.is_link &&
    record.backlinks.length === 0 &&
    record.fields.de.name !== null,
);
const [translated, spread, invalid, unequal, empty, classed, byGid, odd, lonely] = articles as [
  Json,
  Json,
  Json,
  Json,
  Json,
  Json,
  Json,
  Json,
  Json,
];

describeOnEngines('unicat: records/create, records/update', (gateway) => {
  let token = '';
  let readerToken = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
    readerToken = await tokenOf(gateway(), project, 'demo-reader-key');
  });
  const { send, succeed, refuse, show } = callerOf(gateway, () => token);
  const reader = callerOf(gateway, () => readerToken);

  it('case 54: create puts a record behind the last sibling, with its definition, and answers with the parent', async () => {
    const [group] = records.filter(({ definition, childcount }) => definition !== article.gid && childcount === 15) as [Json];
    const siblings = childrenOf(group.gid);
    const { result, data } = await succeed('records/create', { parent: group.gid, ordering });
    expect(Object.keys(result).sort()).toEqual(['parent', 'record']);
    expect(result.parent).toBe(group.gid);
    expect(result.record).toMatch(gidPattern);
    expect(Object.keys(data)).toEqual(['records']);
    expect(Object.keys(data.records).sort()).toEqual([group.gid, result.record].sort());
    expect(data.records[group.gid]).toEqual({ ...group, childcount: group.childcount + 1 });
    const created = data.records[result.record];
    expect(created).toMatchObject({
      parent: group.gid,
      canonical: result.record,
      is_link: false,
      backlinks: [],
      path: [result.record, ...group.path],
      treelevel: group.treelevel + 1,
      childcount: 0,
      status: 'published',
      channels: ['__all__'],
      definition: article.gid,
    });
    expect(created.orderings[ordering]).toBeGreaterThan(siblings.at(-1)!.orderings[ordering]);
    expect(created.created_on).toBeCloseTo(Date.now() / 1000, -2);
    expect(created.updated_on).toBe(created.created_on);
    expect(await show(result.record)).toEqual(created);
  });

  it('case 54: a new record has all fields of its definition, with their initial values', async () => {
    const group = records.find(({ gid }) => childrenOf(gid).length === 14)!;
    const { result, data } = await succeed('records/create', { parent: group.gid, ordering });
    const { fields } = data.records[result.record];
    const classes = article.classes.flatMap((gid: string) => sample.data.classes[gid].fields);
    for (const language of languages) {
      for (const gid of [...article.fields, ...classes]) {
        const { name, initial, options } = sample.data.fields[gid];
        if (options.values === undefined) expect(fields[language][name]).toEqual(initial[language]);
        else expect([fields[language][name], fields[language][`${name}/key`]]).toEqual([null, null]);
      }
    }
    expect(fields.nl.packing).toBe(1);
  });

  it("case 54: without siblings the parent's definition says what its children are; failing that they are base records", async () => {
    const first = await succeed('records/create', { parent: lonely.gid, ordering, languages: ['nl'] });
    const created = first.data.records[first.result.record];
    expect(created).toMatchObject({ definition: variant.gid, orderings: { [ordering]: 1 } });
    expect(Object.keys(created.fields)).toEqual(['nl']);
    const below = await succeed('records/create', { parent: first.result.record, ordering });
    expect(below.data.records[below.result.record]).toMatchObject({
      definition: definitions.find(({ is_base }) => is_base)!.gid,
      treelevel: lonely.treelevel + 2,
    });
  });

  it('case 54: records that are created at once all come last, one behind the other', async () => {
    const { result } = await succeed('records/create', { parent: lonely.gid, ordering });
    const parent = result.record as string;
    const made = await Promise.all(Array.from({ length: 8 }, () => succeed('records/create', { parent, ordering })));
    const indexes = made.map((each) => each.data.records[each.result.record].orderings[ordering] as number);
    expect(indexes.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await show(parent)).childcount).toBe(8);
  });

  it('case 54: an unknown parent or a link is 422, a missing or unknown ordering 400', async () => {
    await refuse('records/create', { parent: unknownGid, ordering }, 422);
    await refuse('records/create', { parent: 'nonsense', ordering }, 422);
    await refuse('records/create', { parent: sample.foreign.root, ordering }, 422);
    await refuse('records/create', { parent: link.gid, ordering }, 422);
    const { gid } = records[0]!;
    for (const body of [{ parent: gid }, { ordering }, {}, { parent: gid, ordering: 'x' }, { parent: gid, ordering: 1 }]) {
      await refuse('records/create', body, 400);
    }
    await refuse('records/create', { parent: 5, ordering }, 400);
    await refuse('records/create', { parent: gid, ordering, language: 'xx' }, 400);
    expect((await show(gid)).childcount).toBe(records[0]!.childcount);
  });

  it('is for members who may write', async () => {
    const { gid } = records[0]!;
    await reader.refuse('records/create', { parent: gid, ordering }, 403);
    await reader.refuse('records/update', { nonsense: 1 }, 403);
  });

  it('case 55: update changes two languages at once; the title follows', async () => {
    const before = translated;
    const { result, data } = await succeed('records/update', {
      record: before.gid,
      fields: { en: { name: 'Aurora Two' }, nl: { name: 'Aurora Twee' } },
    });
    expect(result).toEqual({ record: before.gid, 'report.validation': [] });
    const after = data.records[before.gid];
    expect(after.title).toEqual({ ...before.title, en: 'Aurora Two', nl: 'Aurora Twee' });
    expect(after.updated_on).toBeGreaterThan(before.updated_on);
    const expected = (language: string, name: string): Json => ({ ...before.fields[language], name });
    expect(after.fields).toEqual({
      en: expected('en', 'Aurora Two'),
      nl: expected('nl', 'Aurora Twee'),
      de: before.fields.de,
    });
    expect(after).toEqual({ ...before, title: after.title, fields: after.fields, updated_on: after.updated_on });
    expect(await show(before.gid)).toEqual(after);
  });

  it('case 55: what is not localized goes to all languages; a key sets the label of each language, and a label its key', async () => {
    const { gid } = spread;
    const byKey = await succeed('records/update', {
      record: gid,
      fields: { nl: { stock: 17, 'brand/key': 'fjellvind', 'colors/key': ['red', 'green'] } },
    });
    expect(byKey.result['report.validation']).toEqual([]);
    const { fields } = byKey.data.records[gid];
    const labels = (name: string, key: string, language: string): string =>
      fieldsByName[name].options.values.find((choice: Json) => choice.key === key)[language];
    for (const language of languages) {
      expect(fields[language]).toMatchObject({
        stock: 17,
        'brand/key': 'fjellvind',
        brand: labels('brand', 'fjellvind', language),
        'colors/key': ['red', 'green'],
        colors: ['red', 'green'].map((key) => labels('colors', key, language)),
      });
    }
    const byLabel = await succeed('records/update', {
      record: gid,
      fields: { nl: { colors: [labels('colors', 'blue', 'nl')], season: labels('season', '4s', 'nl') } },
    });
    expect(byLabel.result['report.validation']).toEqual([]);
    const relabelled = byLabel.data.records[gid].fields;
    expect(relabelled.de).toMatchObject({ 'colors/key': ['blue'], colors: [labels('colors', 'blue', 'de')] });
    expect(relabelled.nl).toMatchObject({
      'season/key': '4s',
      season: labels('season', '4s', 'nl'),
    });
    expect(relabelled.en.season).toBe(fields.en.season);
    const gone = await succeed('records/update', { record: gid, fields: { en: { brand: null } } });
    for (const language of languages) {
      expect(gone.data.records[gid].fields[language]).toMatchObject({ brand: null, 'brand/key': null });
    }
  });

  it('case 55: an invalid value is not stored and reported, the others are stored', async () => {
    const before = invalid;
    const { result, data } = await succeed('records/update', {
      record: before.gid,
      fields: {
        nl: { stock: 'many', packing: 6 },
        en: { nonsense: 1, 'brand/key': 'unheard of', name: 5, manual: 'no gid', accessories: ['a', 3], price__eur: '12' },
      },
    });
    const report = result['report.validation'] as Json[];
    expect(report.map(({ language, field, code }) => [language, field, code]).sort()).toEqual(
      [
        ['nl', 'stock', 'invalid'],
        ['en', 'nonsense', 'unknown_field'],
        ['en', 'brand', 'invalid'],
        ['en', 'name', 'invalid'],
        ['en', 'manual', 'invalid'],
        ['en', 'accessories', 'invalid'],
        ['en', 'price__eur', 'invalid'],
      ].sort(),
    );
    for (const item of report) expect(item).toEqual({ ...item, record: before.gid, message: expect.any(String) });
    const { fields } = data.records[before.gid];
    for (const language of languages)
      expect(fields[language]).toMatchObject({ stock: before.fields[language].stock, packing: 6 });
    expect(fields.en['brand/key']).toBe(before.fields.en['brand/key']);
    expect('nonsense' in fields.en).toBe(false);
  });

  it('case 55: a number that cannot be held is 400, since nothing of it could be kept', async () => {
    const decimal = Object.values<Json>(sample.data.fields).find(({ type }) => type === 'decimal')!;
    const { gid } = records.find(({ fields }) => fields.en[decimal.name] !== undefined && fields.en[decimal.name] !== null)!;
    const before = await show(gid);
    await refuse('records/update', `{"record":"${gid}","fields":{"en":{"${decimal.name}":1e999}}}`, 400);
    expect(await show(gid)).toEqual(before);
  });

  it('case 55: what is not localized must be equal in all languages that name it', async () => {
    const before = unequal;
    const refused = await succeed('records/update', { record: before.gid, fields: { en: { stock: 1 }, nl: { stock: 2 } } });
    expect(refused.result['report.validation']).toMatchObject([{ field: 'stock', code: 'not_equal' }]);
    expect(refused.data.records[before.gid].fields.en.stock).toBe(before.fields.en.stock);
    const equal = await succeed('records/update', { record: before.gid, fields: { en: { stock: 2 }, nl: { stock: 2 } } });
    expect(equal.result['report.validation']).toEqual([]);
    expect(equal.data.records[before.gid].fields.de.stock).toBe(2);
  });

  it('case 55: empty required values and missing translations are stored, with a warning', async () => {
    const before = empty;
    const { result, data } = await succeed('records/update', {
      record: before.gid,
      fields: { nl: { artnr: null }, de: { description: null } },
    });
    expect((result['report.validation'] as Json[]).map(({ language, field, code }) => [language, field, code]).sort()).toEqual(
      [
        ['nl', 'artnr', 'is_empty'],
        ['de', 'description', 'not_translated'],
      ].sort(),
    );
    const { fields } = data.records[before.gid];
    expect([fields.en.artnr, fields.de.description]).toEqual([null, null]);
    expect(fields.en.description).toBe(before.fields.en.description);
  });

  it('case 55: classes are replaced whole, and one bad field inside rejects the value', async () => {
    const before = classed;
    const bad = await succeed('records/update', {
      record: before.gid,
      fields: { en: { dimensions: { width__mm: 10, height__mm: 'tall' }, properties: [{ prop_name: 'a', prop_other: 'b' }] } },
    });
    expect((bad.result['report.validation'] as Json[]).map(({ field, code }) => [field, code])).toEqual([
      ['dimensions', 'invalid'],
      ['properties', 'invalid'],
    ]);
    const kept = bad.data.records[before.gid].fields.en;
    expect([kept.dimensions, kept.properties]).toEqual([before.fields.en.dimensions, before.fields.en.properties]);
    const good = await succeed('records/update', {
      record: before.gid,
      fields: {
        nl: { dimensions: { width__mm: 10, 'colors/key': ['red'] }, properties: [{ prop_name: 'a', 'season/key': '3s' }] },
      },
    });
    expect(good.result['report.validation']).toEqual([]);
    const { fields } = good.data.records[before.gid];
    expect(fields.de.dimensions).toEqual({
      width__mm: 10,
      height__mm: null,
      depth__mm: null,
      weight__kg: null,
      colors: ['Rot'],
      'colors/key': ['red'],
    });
    expect(fields.nl.properties).toEqual([{ prop_name: 'a', prop_value: null, season: 'Drie seizoenen', 'season/key': '3s' }]);
    expect(fields.en.properties).toEqual(before.fields.en.properties);
  });

  it('case 55: a field may be named by its gid', async () => {
    const { gid } = byGid;
    const { name, stock } = fieldsByName;
    const { data } = await succeed('records/update', { record: gid, fields: { en: { [name.gid]: 'By gid', [stock.gid]: 5 } } });
    expect(data.records[gid].fields).toMatchObject({ en: { name: 'By gid', stock: 5 }, nl: { stock: 5 } });
  });

  it('case 55: a record and its links change together, whichever is named', async () => {
    const original = records.find(({ gid }) => gid === link.canonical)!;
    const values = { fields: { en: { name: 'Shared' }, nl: { stock: 99 } } };
    const { result, data } = await succeed('records/update', { record: link.gid, ...values });
    expect(result.record).toBe(link.gid);
    expect(Object.keys(data.records).sort()).toEqual([original.gid, ...original.backlinks].sort());
    for (const gid of [original.gid, ...original.backlinks]) {
      const record = await show(gid);
      expect(record).toEqual(data.records[gid]);
      expect(record.fields).toMatchObject({ en: { name: 'Shared', stock: 99 }, de: { stock: 99 } });
      expect(record.title.en).toBe('Shared');
    }
    await succeed('records/update', { record: original.gid, fields: { en: { name: 'Again' } } });
    expect((await show(link.gid)).title.en).toBe('Again');
  });

  it('case 55: fields that are no object, or of no language of the project, are 400; an unknown record is 422', async () => {
    const { gid } = records[0]!;
    for (const fields of [undefined, null, [], 'x', { en: [] }, { en: 'x' }, { en: null }, { xx: { name: 'x' } }, { fr: {} }]) {
      await refuse('records/update', { record: gid, fields }, 400);
    }
    await refuse('records/update', { fields: {} }, 400);
    await refuse('records/update', { record: 5, fields: {} }, 400);
    await refuse('records/update', { record: unknownGid, fields: {} }, 422);
    await refuse('records/update', { record: unknownGid, fields: {}, language: 'xx' }, 400);
    expect((await send('records/update', { record: gid, fields: {} })).status).toBe(200);
  });

  it('keeps what no attribute gives back, and the register shows every change', async () => {
    const { gid } = odd;
    const fields = {
      en: { name: '', description: 'line\nline', properties: [], embed_code: '<b>"\u20ac"</b>' },
      nl: { name: '\ufeff' },
    };
    const { result, data } = await succeed('records/update', { record: gid, fields });
    expect((result['report.validation'] as Json[]).map(({ field, code }) => [field, code])).toEqual([
      ['name', 'not_translated'],
      ['properties', 'not_translated'],
    ]);
    expect(data.records[gid].fields.en).toMatchObject(fields.en);
    expect(data.records[gid].fields.nl.name).toBe('\ufeff');
    const headers = { authorization: 'Bearer demo-reader-key' };
    const item = await gateway().request('GET', `/registers/noorderlicht-record/records/${gid}`, { headers });
    expect(item.status).toBe(200);
    const context = await gateway().request('GET', '/registers/noorderlicht-record/context', { headers });
    const attributes = context.json<{ schema: Json[] }>().schema.map(({ id }) => id);
    expect(attributes).toEqual(expect.arrayContaining(['name---9', 'properties---9']));
    expect(attributes.at(-1)).toBe('end-date');
    for (const name of ['\ud800', 'a\u0000b']) await refuse('records/update', { record: gid, fields: { en: { name } } }, 400);
  });
});
