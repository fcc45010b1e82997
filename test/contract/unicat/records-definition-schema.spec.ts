import { beforeEach, expect, it } from 'vitest';
import { describeOnFreshGateways } from '../../support/gateway.js';
import { callerOf, type Json, records, sample, tokenOf, unknownGid } from './client.js';
import { OfficialClient } from './official-client.js';

const named = (kind: string, name: string): Json => Object.values<Json>(sample.data[kind]).find((each) => each.name === name)!;
const article = named('definitions', 'article');
const seo = named('classes', 'seo');
const poles = named('fields', 'tent_poles').gid as string;
const images = named('fields', 'images').gid as string;
const [one, two, three] = records.filter(
  ({ definition, status, is_link, backlinks }) =>
    definition === article.gid && status === 'published' && !is_link && backlinks.length === 0,
) as [Json, Json, Json];

describeOnFreshGateways('unicat: definitions of single records and the schema', (gateway) => {
  let token = '';
  beforeEach(async () => {
    token = await tokenOf(gateway());
  });
  const { succeed, refuse, show } = callerOf(gateway, () => token);
  const extend = async (record: Json, list: 'fields' | 'classes', body: Json): Promise<Json> => {
    const { result, data } = await succeed(`records/definition/${list}/add`, { record: record.gid, ...body });
    return data.definitions[result.definition];
  };

  it('a field whose values the register of the records cannot take is refused, alone and in a class', async () => {
    const commit = async (body: object): Promise<string> => {
      const { result } = await succeed('fields/create', body);
      await succeed('fields/commit', { field: result.field });
      return result.field;
    };
    const number = await commit({ name: 'gauge', type: 'number' });
    await extend(one, 'fields', { field: number });
    await succeed('records/update', { record: one.gid, fields: { en: { gauge: 3 } } });
    const { result: renamed } = await succeed('fields/modify', { field: number, name: 'gauge_old' });
    await succeed('fields/commit', { field: renamed.field });
    // A register never changes what its attribute `gauge` is: a whole number.
    const text = await commit({ name: 'gauge', type: 'text' });
    const { result: made } = await succeed('classes/create', { name: 'gauges', fields: [text] });
    await succeed('classes/commit', { class: made.class });
    await refuse('records/definition/fields/add', { record: two.gid, field: text }, 422, 1001);
    await refuse('records/definition/classes/add', { record: two.gid, class: made.class }, 422, 1001);
    expect(await show(two.gid)).toEqual(two);
    expect((await show(one.gid)).fields.en.gauge_old).toBe(3);
    await succeed('records/definition/fields/remove', { record: one.gid, field: number });
    await extend(two, 'fields', { field: await commit({ name: 'gauge_new', type: 'text' }) });
  });

  it('a committed extension is there for extensions of other records too, which keep their own', async () => {
    const client = await OfficialClient.connect(gateway());
    await extend(one, 'fields', { field: poles });
    const own = await extend(two, 'classes', { class: seo.gid });
    await succeed('records/update', { record: one.gid, fields: { en: { tent_poles: 3 } } });
    await succeed('records/update', { record: two.gid, fields: { en: { seo_title: 'Own' } } });
    const { result, data } = await succeed('records/definition/commit', { record: one.gid });
    expect(result).toEqual({ record: one.gid, definition: article.gid });
    expect(data.definitions[article.gid]).toEqual({ ...article, fields: [...article.fields, poles] });
    // The demo data has an extension by the same field, which now is no extra.
    const others = Object.values<Json>(data.definitions).filter(({ is_extended }) => is_extended);
    expect(others.map(({ gid }) => gid)).toContain(own.gid);
    for (const each of others) {
      expect(each.original).toBe(article.gid);
      expect(each.fields.filter((gid: string) => gid === poles)).toHaveLength(1);
    }
    expect(data.definitions[own.gid].classes).toEqual([...article.classes, seo.gid]);
    expect((await show(one.gid)).fields.nl).toMatchObject({ tent_poles: 3 });
    expect((await show(two.gid)).fields.en).toEqual({
      ...two.fields.en,
      tent_poles: null,
      seo_title: 'Own',
      seo_description: null,
    });
    expect((await show(three.gid)).fields.en).toEqual({ ...three.fields.en, tent_poles: null });
    for (const { gid, definition, fields } of records)
      if (sample.data.definitions[definition].original === article.gid && sample.data.definitions[definition].is_extended)
        expect((await show(gid)).fields.en).toMatchObject({ tent_poles: fields.en.tent_poles ?? null });
    await client.sync();
    await client.expectCurrent();
  });

  it('goes to the end of a list before what is not in it, as in definitions', async () => {
    const added = await extend(one, 'fields', { field: poles, before_field: unknownGid });
    expect(added.fields).toEqual([...article.fields, poles]);
    expect((await extend(one, 'fields', { field: images, before_field: poles })).fields.slice(-2)).toEqual([images, poles]);
    const body = { record: one.gid, field: images, before_field: seo.gid };
    const { result, data } = await succeed('records/definition/fields/move', body);
    expect(data.definitions[result.definition].fields.slice(-2)).toEqual([poles, images]);
    // Before itself: nothing moves.
    const same = await succeed('records/definition/fields/move', { record: one.gid, field: poles, before_field: poles });
    expect(same.data.definitions[same.result.definition].fields.slice(-2)).toEqual([poles, images]);
  });
});
