import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { callerOf, gidPattern, type Json, project, records, sample, tokenOf, unknownGid } from './client.js';
import { syncOf } from './sync.js';

const { options } = sample.data['cc.projects'][project];
const [fieldlist] = options.orderedfieldlists as [string];
const [ordering] = options.orderedorderings as [string];
const definitions: Json[] = Object.values(sample.data.definitions);
const article = definitions.find(({ name, is_extended }) => name === 'article' && !is_extended)!;
const extended = definitions.find(({ is_extended }) => is_extended)!;
const uncommitted = definitions.find(({ is_new }) => is_new)!;
const variant = definitions.find(({ name }) => name === 'variant')!;
const fieldCalled = (wanted: string): string => Object.values<Json>(sample.data.fields).find(({ name }) => name === wanted)!.gid;
const classCalled = (wanted: string): string => Object.values<Json>(sample.data.classes).find(({ name }) => name === wanted)!.gid;
const poles = fieldCalled('tent_poles');
const seo = classCalled('seo');
const logistics = classCalled('logistics');
const stock = fieldCalled('stock');

const articles = records.filter(
  ({ definition, status, is_link, backlinks }) =>
    definition === article.gid && status === 'published' && !is_link && backlinks.length === 0,
);
const [one, two, three, four, five, six, seven] = articles as [Json, Json, Json, Json, Json, Json, Json];
const linked = records.find(({ backlinks }) => backlinks.length === 1)!;
const sharing = records.filter(({ definition }) => definition === extended.gid);

describeOnEngines('unicat: definitions of single records', (gateway) => {
  let token = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
  });
  const { succeed, refuse, show } = callerOf(gateway, () => token);
  const sync = syncOf(gateway, () => token);
  const schema = async (): Promise<Json> => {
    const headers = { authorization: `Bearer ${token}` };
    return (await gateway().request('GET', `/api/p/${project}/init`, { headers })).json<Json>().data;
  };

  it('case 58: a field that is added makes an extended working copy, and the record shows the field', async () => {
    const body = { record: one.gid, field: poles, before_field: stock };
    const { result, data } = await succeed('records/definition/fields/add', body);
    expect(result).toEqual({ record: one.gid, definition: expect.stringMatching(gidPattern) });
    expect(Object.keys(data).sort()).toEqual(['definitions', 'layouts', 'records']);
    const copy = data.definitions[result.definition];
    expect(copy).toEqual({
      ...article,
      gid: result.definition,
      original: article.gid,
      fields: article.fields.toSpliced(article.fields.indexOf(stock), 0, poles),
      layout: copy.layout,
      is_extended: true,
      is_working_copy: true,
    });
    expect(data.layouts[copy.layout].gid).toBe(copy.layout);
    expect(copy.layout).not.toBe(article.layout);
    const record = data.records[one.gid];
    expect(record.definition).toBe(result.definition);
    for (const language of ['en', 'nl', 'de'])
      expect(record.fields[language]).toEqual({ ...one.fields[language], tent_poles: null });
    const updated = await succeed('records/update', { record: one.gid, fields: { en: { tent_poles: 3 } } });
    expect(updated.result['report.validation']).toEqual([]);
    expect(updated.data.records[one.gid].fields.de.tent_poles).toBe(3);
    expect((await schema()).definitions[result.definition]).toEqual(copy);
    expect((await show(two.gid)).definition).toBe(article.gid);
  });

  it('case 58: later extensions edit the same copy', async () => {
    const first = await succeed('records/definition/fields/add', { record: two.gid, field: poles });
    const second = await succeed('records/definition/classes/add', { record: two.gid, class: seo, before_class: logistics });
    expect(second.result.definition).toBe(first.result.definition);
    expect(second.data.definitions[first.result.definition].classes).toEqual([seo, logistics]);
    expect(Object.keys(second.data.records[two.gid].fields.en)).toEqual(expect.arrayContaining(['seo_title', 'tent_poles']));
    const moved = await succeed('records/definition/classes/move', { record: two.gid, class: seo });
    expect(moved.data.definitions[first.result.definition].classes).toEqual([logistics, seo]);
    const before = await succeed('records/definition/fields/move', {
      record: two.gid,
      field: poles,
      before_field: article.fields[0],
    });
    expect(before.data.definitions[first.result.definition].fields[0]).toBe(poles);
    const listed = await succeed('records/definition/fieldlists/fields/add', { record: two.gid, fieldlist, field: poles });
    expect(listed.data.definitions[first.result.definition].fieldlists[fieldlist]).toEqual([
      ...article.fieldlists[fieldlist],
      poles,
    ]);
    await succeed('records/update', { record: two.gid, fields: { en: { tent_poles: 4, seo_title: 'Found' } } });
    const removed = await succeed('records/definition/fields/remove', { record: two.gid, field: poles });
    expect(removed.data.definitions[first.result.definition]).toMatchObject({
      fields: article.fields,
      fieldlists: article.fieldlists,
    });
    expect('tent_poles' in removed.data.records[two.gid].fields.en).toBe(false);
    expect(removed.data.records[two.gid].fields.en.seo_title).toBe('Found');
    const again = await succeed('records/definition/fields/add', { record: two.gid, field: poles });
    expect(again.data.records[two.gid].fields.en.tent_poles).toBeNull();
  });

  it('case 58: revert restores the original', async () => {
    const { result } = await succeed('records/definition/fields/add', { record: three.gid, field: poles });
    await succeed('records/update', { record: three.gid, fields: { en: { tent_poles: 2, name: 'Kept' } } });
    const reverted = await succeed('records/definition/revert', { record: three.gid });
    expect(reverted.result).toEqual({ record: three.gid, definition: article.gid });
    expect(reverted.data.definitions).toEqual({ [article.gid]: article });
    const record = reverted.data.records[three.gid];
    expect(record.definition).toBe(article.gid);
    expect(record.fields.en).toEqual({ ...three.fields.en, name: 'Kept' });
    const { definitions: known, layouts } = await schema();
    expect(known[result.definition]).toBeUndefined();
    expect(Object.keys(layouts).length).toBeLessThanOrEqual(Object.keys(sample.data.layouts).length + 2);
    const unchanged = await succeed('records/definition/revert', { record: three.gid });
    expect(unchanged.result.definition).toBe(article.gid);
  });

  it('case 58: what the original has cannot be removed, what is there cannot be added', async () => {
    const path = (rest: string): string => `records/definition/${rest}`;
    await refuse(path('fields/remove'), { record: four.gid, field: stock }, 422);
    await refuse(path('classes/remove'), { record: four.gid, class: logistics }, 422);
    const listed = article.fieldlists[fieldlist][0];
    await refuse(path('fieldlists/fields/remove'), { record: four.gid, fieldlist, field: listed }, 422);
    await refuse(path('fields/add'), { record: four.gid, field: stock }, 422);
    await refuse(path('fields/add'), { record: four.gid, field: fieldCalled('packing') }, 422);
    await refuse(path('classes/add'), { record: four.gid, class: logistics }, 422);
    await refuse(path('fieldlists/fields/add'), { record: four.gid, fieldlist, field: listed }, 422);
    await refuse(path('fieldlists/fields/add'), { record: four.gid, fieldlist, field: poles }, 422);
    await refuse(path('fieldlists/fields/add'), { record: four.gid, fieldlist: 'x', field: stock }, 422);
    await refuse(path('fields/add'), { record: four.gid, field: unknownGid }, 422);
    await refuse(path('fields/add'), { record: unknownGid, field: poles }, 422);
    await refuse(path('fields/move'), { record: four.gid, field: poles }, 422);
    await refuse(path('fields/add'), { record: four.gid }, 400);
    await refuse(path('classes/add'), { record: four.gid, class: 5 }, 400);
    await refuse(path('fieldlists/fields/add'), { record: four.gid, field: stock }, 400);
    expect(await show(four.gid)).toEqual(four);
    expect((await schema()).definitions[article.gid]).toEqual(article);
  });

  it('a private copy that others share is copied again, so that only one record changes', async () => {
    const [own, other] = sharing as [Json, Json];
    const { result, data } = await succeed('records/definition/classes/add', { record: own.gid, class: seo });
    expect(result.definition).not.toBe(extended.gid);
    expect(data.definitions[result.definition]).toMatchObject({ original: article.gid, is_extended: true });
    expect((await show(other.gid)).definition).toBe(extended.gid);
    expect((await schema()).definitions[extended.gid]).toEqual(extended);
    expect(data.records[own.gid].fields.en.tent_poles).toBe(own.fields.en.tent_poles);
  });

  it('an extension concerns a record and its links, whichever is named', async () => {
    const [link] = linked.backlinks as [string];
    const { result, data } = await succeed('records/definition/fields/add', { record: link, field: poles });
    expect(result.record).toBe(link);
    expect(Object.keys(data.records).sort()).toEqual([link, linked.gid].sort());
    await succeed('records/update', { record: linked.gid, fields: { nl: { tent_poles: 7 } } });
    for (const gid of [link, linked.gid]) {
      expect(await show(gid)).toMatchObject({ definition: result.definition, fields: { en: { tent_poles: 7 } } });
    }
    await succeed('records/definition/revert', { record: linked.gid });
    for (const gid of [link, linked.gid]) expect((await show(gid)).definition).toBe(article.gid);
  });

  it('definition/set keeps the values of shared fields and clears the others', async () => {
    const { result, data } = await succeed('records/definition/set', { record: five.gid, definition: variant.gid });
    expect(result).toEqual({ record: five.gid });
    const { fields, definition } = data.records[five.gid];
    expect(definition).toBe(variant.gid);
    const { artnr, stock: count, ean, colors } = five.fields.en;
    expect(fields.en).toEqual({
      artnr,
      stock: count,
      ean,
      colors,
      'colors/key': five.fields.en['colors/key'],
      size_code: null,
      'size_code/key': null,
    });
    const back = await succeed('records/definition/set', { record: five.gid, definition: article.gid });
    expect(back.data.records[five.gid].fields.en).toMatchObject({ artnr, name: null, price__eur: null });
    for (const wrong of [uncommitted.gid, extended.gid, unknownGid, 'x']) {
      await refuse('records/definition/set', { record: five.gid, definition: wrong }, 422);
    }
    await refuse('records/definition/set', { record: unknownGid, definition: article.gid }, 422);
    await refuse('records/definition/set', { record: five.gid }, 400);
    await refuse('records/definition/set', { record: five.gid, definition: 5 }, 400);
  });

  it('copy_to_siblings gives the definition to all records with the same parent', async () => {
    const { result } = await succeed('records/definition/fields/add', { record: six.gid, field: poles });
    const answer = await succeed('records/definition/copy_to_siblings', { record: six.gid });
    expect([answer.result, answer.data]).toEqual([{}, {}]);
    const siblings = records.filter(({ parent, is_link }) => parent === six.parent && !is_link);
    const shown = await succeed('records/get', { records: siblings.map(({ gid }) => gid) });
    for (const record of Object.values<Json>(shown.data.records)) {
      expect(record.definition).toBe(result.definition);
      expect('tent_poles' in record.fields.en).toBe(true);
    }
    await refuse('records/definition/copy_to_siblings', { record: unknownGid }, 422);
  });

  it('commit makes an extension part of the original, save_as_new a definition of its own', async () => {
    const fresh = await succeed('records/create', { parent: sample.root, ordering: Object.keys(six.orderings)[0] });
    const record = fresh.result.record as string;
    await succeed('records/definition/set', { record, definition: variant.gid });
    const named = await succeed('records/definition/fields/add', { record, field: poles });
    const saved = await succeed('records/definition/save_as_new', { record, name: 'variant' });
    expect(saved.result).toEqual({ record, definition: named.result.definition });
    expect(saved.data.definitions[named.result.definition]).toMatchObject({
      name: 'variant_2',
      original: null,
      is_new: false,
      is_working_copy: false,
      is_extended: false,
    });
    await refuse('records/definition/save_as_new', { record }, 422);
    await refuse('records/definition/commit', { record }, 422);
    await refuse('records/definition/save_as_new', { record: seven.gid, name: 'no name' }, 400);
    await succeed('records/definition/set', { record, definition: variant.gid });
    await succeed('records/definition/classes/add', { record, class: seo });
    await succeed('records/update', { record, fields: { en: { seo_title: 'Committed' } } });
    const committed = await succeed('records/definition/commit', { record });
    expect(committed.result).toEqual({ record, definition: variant.gid });
    expect(committed.data.definitions[variant.gid]).toEqual({ ...variant, classes: [seo] });
    expect(committed.data.records[record]).toMatchObject({
      definition: variant.gid,
      fields: { en: { seo_title: 'Committed' } },
    });
    const other = records.find(({ definition }) => definition === variant.gid)!;
    expect((await show(other.gid)).fields.en).toEqual({ ...other.fields.en, seo_title: null, seo_description: null });
  });

  it('a private copy goes with the last record that has it', async () => {
    const [alone, within] = articles.slice(7) as [Json, Json];
    const extend = async (record: string): Promise<string> =>
      (await succeed('records/definition/fields/add', { record, field: poles })).result.definition;
    const copies = [await extend(alone.gid), await extend(within.gid)];
    const { result: link } = await succeed('records/link', { record: within.gid, parent: alone.parent, ordering });
    const left = async (): Promise<boolean[]> => {
      const now = await schema();
      return copies.map((gid) => gid in now.definitions);
    };
    for (const record of [alone.gid, within.gid]) await succeed('records/delete', { record });
    expect(await left()).toEqual([true, true]);
    await sync.finish(() => succeed('records/permanent_delete', { record: alone.gid }), 'permanent_delete_record');
    expect(await left()).toEqual([false, true]);
    // Of the record or of its link: both have it.
    await sync.finish(() => succeed('records/bulk/permanent_delete', { selection: [link.record] }), 'permanent_delete_records');
    expect(await left()).toEqual([false, true]);
    await sync.finish(() => succeed('records/bulk/permanent_delete', { selection: [within.gid] }), 'permanent_delete_records');
    expect(await left()).toEqual([false, false]);
  });
});
