import { beforeAll, expect, it } from 'vitest';
import { spaceGids } from '../../support/demo.js';
import { describeOnEngines } from '../../support/gateway.js';
import { callerOf, gidPattern, type Json, project, records, sample, tokenOf, unknownGid } from './client.js';

const { data: schema } = sample;
const named = (kind: string, name: string): Json =>
  Object.values<Json>(schema[kind]).find((item) => item.name === name && !item.is_extended)!;
const field = (name: string): string => named('fields', name).gid;
const class_ = (name: string): string => named('classes', name).gid;
const [article, variant, chapter, group, base, sparePart] = ['article', 'variant', 'chapter', 'group', 'base', 'spare_part'].map(
  (name) => named('definitions', name),
) as [Json, Json, Json, Json, Json, Json];
const extended = Object.values<Json>(schema.definitions).find(({ is_extended }) => is_extended)!;
const [fieldlist] = schema['cc.projects'][project].options.orderedfieldlists as [string];
const recordsOf = ({ gid }: Json): Json[] => records.filter(({ definition }) => definition === gid);
const committedState = { original: null, is_new: false, is_working_copy: false };

describeOnEngines('unicat: definitions, classes, layouts', (gateway) => {
  let token = '';
  let readerToken = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
    readerToken = await tokenOf(gateway(), project, 'demo-reader-key');
  });
  const { succeed, refuse, show } = callerOf(gateway, () => token);
  const reader = callerOf(gateway, () => readerToken);
  const init = async (): Promise<Json> => (await succeed('init')).data;

  /** The answer of a call about one item: complete, with its layout, and as init then shows all of it. */
  const answer = async (path: string, body: object): Promise<Json> => {
    const kind = path.startsWith('classes') ? 'class' : 'definition';
    const plural = kind === 'class' ? 'classes' : 'definitions';
    const { result, data } = await succeed(path, body);
    const item = data[plural][result[kind]];
    expect(Object.keys(item).sort()).toEqual(Object.keys(Object.values<Json>(schema[plural])[0]!).sort());
    expect(Object.keys(data).every((name) => ['definitions', 'classes', 'layouts'].includes(name))).toBe(true);
    expect(Object.keys(data.layouts[item.layout]).sort()).toEqual(Object.keys(Object.values<Json>(schema.layouts)[0]!).sort());
    const now = await init();
    for (const [name, items] of Object.entries<Json>(data)) expect(now[name]).toMatchObject(items);
    expect((await succeed(`${plural}/get`, { [kind]: item.gid })).data).toEqual({ [plural]: { [item.gid]: item } });
    expect((await succeed('layouts/get', { layout: item.layout })).data.layouts[item.layout]).toEqual(data.layouts[item.layout]);
    return item;
  };
  const committed = async (path: string, body: object): Promise<Json> => {
    const kind = path === 'classes' ? 'class' : 'definition';
    return answer(`${path}/commit`, { [kind]: (await answer(`${path}/create`, body)).gid });
  };

  it('get takes one or a list of definitions, classes and layouts', async () => {
    for (const [kind, plural] of [
      ['definition', 'definitions'],
      ['class', 'classes'],
      ['layout', 'layouts'],
    ] as const) {
      const [one, two] = Object.values<Json>(schema[plural]) as [Json, Json];
      expect(await succeed(`${plural}/get`, { [kind]: one.gid })).toEqual({
        success: true,
        result: { [kind]: one.gid },
        data: { [plural]: { [one.gid]: one } },
      });
      const { result, data } = await succeed(`${plural}/get`, { [plural]: [two.gid, unknownGid, one.gid] });
      expect(result).toEqual({ [plural]: [two.gid, one.gid] });
      expect(data).toEqual({ [plural]: { [one.gid]: one, [two.gid]: two } });
      await refuse(`${plural}/get`, { [kind]: unknownGid }, 422);
      for (const body of [{}, { [kind]: 5 }, { [plural]: 'x' }]) await refuse(`${plural}/get`, body, 400);
    }
  });

  it('create without parameters is new and unnamed, with a layout of its own', async () => {
    const { result, data } = await succeed('definitions/create');
    expect(Object.keys(result).sort()).toEqual(['definition', 'layout']);
    const definition = data.definitions[result.definition];
    expect(definition).toEqual({
      gid: expect.stringMatching(gidPattern),
      original: null,
      name: 'unnamed_definition',
      label: { en: '', nl: '', de: '' },
      classes: [],
      fields: [],
      titlefield: base.titlefield,
      fieldlists: { [fieldlist]: [] },
      layout: result.layout,
      childdefinitions: [],
      metadata: {},
      is_base: false,
      is_extended: false,
      is_new: true,
      is_working_copy: false,
    });
    const layout = data.layouts[result.layout];
    expect(layout).toMatchObject({ original: null, is_new: true, is_working_copy: false, gid_map: {} });
    expect(layout.components).toEqual({ [layout.root]: { type: 'vertical', content: [] } });
    expect(await answer('classes/create', {})).toMatchObject({ name: 'unnamed_class', fields: [], is_new: true, metadata: {} });
    for (const path of ['definitions/create', 'classes/create']) {
      for (const body of [
        { name: 'a b' },
        { label: 'x' },
        { fields: 'x' },
        { fields: [1] },
        { layout: 5 },
        { label: { fr: 'x' } },
      ]) {
        await refuse(path, body, 400);
      }
      await refuse(path, { fields: [field('name'), field('name')] }, 400);
      await refuse(path, { fields: [unknownGid] }, 422);
      await refuse(path, { layout: unknownGid }, 422);
    }
    await refuse('definitions/create', { titlefield: 5 }, 400);
    await refuse('definitions/create', { titlefield: unknownGid }, 422);
    await refuse('definitions/create', { classes: [field('name')] }, 422);
    await refuse('definitions/create', { childdefinitions: [sparePart.gid] }, 422);
  });

  it('a definition is created, committed and used by records', async () => {
    const created = await answer('definitions/create', {
      name: 'service',
      label: { en: 'Service', nl: 'Dienst' },
      fields: [field('artnr'), field('name')],
      classes: [class_('seo')],
      titlefield: field('name'),
      childdefinitions: [variant.gid],
      metadata: { 'group.code': { type: 'textline', is_localized: false, value: 'S' } },
    });
    const done = await answer('definitions/commit', { definition: created.gid });
    expect(done).toEqual({ ...created, is_new: false });
    expect((await init()).layouts[done.layout]).toMatchObject(committedState);
    const [parent] = recordsOf(chapter) as [Json];
    await answer('definitions/modify', { definition: chapter.gid, childdefinitions: [done.gid] });
    await answer('definitions/commit', { definition: chapter.gid });
    const [ordering] = schema['cc.projects'][project].options.orderedorderings as [string];
    const { result } = await succeed('records/create', { parent: (await emptyChapter(parent)).gid, ordering });
    const record = await show(result.record);
    expect(record.definition).toBe(done.gid);
    expect(Object.keys(record.fields.en).sort()).toEqual(['artnr', 'name', 'seo_description', 'seo_title']);
    await refuse('definitions/delete', { definition: done.gid }, 422);
  });

  /** A new record of the chapter's definition, which has no children that would say what a child is. */
  const emptyChapter = async ({ parent }: Json): Promise<Json> => {
    const [ordering] = schema['cc.projects'][project].options.orderedorderings as [string];
    const { result } = await succeed('records/create', { parent, ordering });
    const created = await show(result.record);
    expect(created.definition).toBe(chapter.gid);
    return created;
  };

  it('modify makes a working copy of definition and layout, and leaves the originals alone until commit', async () => {
    const before = (await init()).definitions[group.gid];
    const { result, data } = await succeed('definitions/modify', { definition: group.gid, label: { de: 'Produktgruppe' } });
    const copy = data.definitions[result.definition];
    expect(copy).toEqual({
      ...before,
      gid: copy.gid,
      original: group.gid,
      label: { ...before.label, de: 'Produktgruppe' },
      layout: copy.layout,
      is_working_copy: true,
    });
    expect(data.definitions[group.gid]).toEqual(before);
    expect(data.layouts[copy.layout]).toMatchObject({ original: before.layout, is_working_copy: true });
    expect((await answer('definitions/modify', { definition: group.gid, name: 'family' })).gid).toBe(copy.gid);
    const done = await answer('definitions/commit', { definition: copy.gid });
    expect(done).toEqual({ ...before, name: 'family', label: copy.label });
    const { definitions, layouts } = await init();
    expect([definitions[copy.gid], layouts[copy.layout]]).toEqual([undefined, undefined]);
    expect(layouts[before.layout]).toEqual(schema.layouts[before.layout]);
    await refuse('definitions/modify', { definition: unknownGid }, 422);
    await refuse('definitions/modify', {}, 400);
  });

  it('a layout can be shared once it is committed', async () => {
    const [one, other] = [named('classes', 'seo'), named('classes', 'dimensions')];
    const before = (await init()).layouts;
    const opened = await succeed('classes/modify', { class: one.gid, label: { en: 'Opened' } });
    const { layout } = opened.data.classes[opened.result.class];
    await refuse('classes/modify', { class: other.gid, layout }, 422);
    await refuse('classes/create', { layout }, 422);
    // It is that of the working copy already.
    await succeed('classes/modify', { class: one.gid, layout });
    const { result, data } = await succeed('classes/modify', { class: one.gid, layout: other.layout });
    expect(data.classes[result.class].layout).toBe(other.layout);
    expect((await init()).layouts).not.toHaveProperty(layout);
    await succeed('classes/revert', { class: one.gid });
    expect((await init()).layouts).toEqual(before);
  });

  it('a layout goes with the last one that has it, under way or not', async () => {
    const before = (await init()).layouts;
    const { result: first } = await succeed('classes/create', { name: 'first_of_two' });
    await succeed('classes/commit', { class: first.class });
    const { result: second } = await succeed('classes/create', { name: 'second_of_two', layout: first.layout });
    await succeed('classes/delete', { class: first.class });
    expect((await init()).layouts).toHaveProperty(first.layout);
    await succeed('classes/layouts/modify', { class: second.class, name: 'under way' });
    await succeed('classes/revert', { class: second.class });
    expect((await init()).layouts).toEqual(before);
  });

  it('layouts/modify changes the layout with its owner, and commit makes it official', async () => {
    for (const [kind, path, owner] of [
      ['definition', 'definitions', variant],
      ['class', 'classes', named('classes', 'seo')],
    ] as const) {
      const root = '4f2f3b8e-5d5c-4b0e-9f59-0d6a3a1f2b11';
      const components = { [root]: { type: 'horizontal', content: [{ type: 'field', options: { wide: true } }] } };
      const { result, data } = await succeed(`${path}/layouts/modify`, { [kind]: owner.gid, name: 'wide', root, components });
      expect(Object.keys(result).sort()).toEqual([kind, 'layout'].sort());
      expect(data[path][result[kind]].layout).toBe(result.layout);
      expect(data.layouts[result.layout]).toMatchObject({ name: 'wide', root, components, original: owner.layout });
      expect((await init()).layouts[owner.layout]).toEqual(schema.layouts[owner.layout]);
      await refuse(`${path}/layouts/modify`, { [kind]: owner.gid, root: unknownGid }, 400);
      for (const body of [{}, { name: 5 }, { components: [] }, { components: { x: 1 } }, { root: 5 }]) {
        await refuse(`${path}/layouts/modify`, { [kind]: owner.gid, ...body }, 400);
      }
      const box = { type: 'vertical', content: [] };
      for (const odd of [
        { main: box },
        { [root]: { type: 5, content: [] } },
        { [root]: { type: 'vertical', content: {} } },
        { [root]: {} },
      ]) {
        await refuse(`${path}/layouts/modify`, { [kind]: owner.gid, root: Object.keys(odd)[0], components: odd }, 400);
      }
      await refuse(`${path}/layouts/modify`, { [kind]: unknownGid, name: 'x' }, 422);
      await answer(`${path}/commit`, { [kind]: owner.gid });
      const layout = { ...schema.layouts[owner.layout], name: 'wide', root, components };
      expect((await init()).layouts[owner.layout]).toEqual(layout);
    }
  });

  it('classes, fields and children are added, moved and removed in order', async () => {
    const { gid } = await committed('definitions', { name: 'ordered', fields: [field('artnr'), field('name')] });
    const list = async (path: string, body: object, member: string): Promise<string[]> =>
      (await answer(`definitions/${path}`, { definition: gid, ...body }))[member];
    const [artnr, name, stock, ean] = ['artnr', 'name', 'stock', 'ean'].map(field) as [string, string, string, string];
    expect(await list('fields/add', { field: stock }, 'fields')).toEqual([artnr, name, stock]);
    expect(await list('fields/add', { field: ean, before_field: name }, 'fields')).toEqual([artnr, ean, name, stock]);
    expect(await list('fields/move', { field: stock, before_field: artnr }, 'fields')).toEqual([stock, artnr, ean, name]);
    expect(await list('fields/move', { field: stock, before_field: unknownGid }, 'fields')).toEqual([artnr, ean, name, stock]);
    expect(await list('fields/remove', { field: ean }, 'fields')).toEqual([artnr, name, stock]);
    const [seo, logistics] = ['seo', 'logistics'].map(class_) as [string, string];
    expect(await list('classes/add', { class: seo }, 'classes')).toEqual([seo]);
    expect(await list('classes/add', { class: logistics, before_class: seo }, 'classes')).toEqual([logistics, seo]);
    expect(await list('classes/move', { class: seo, before_class: logistics }, 'classes')).toEqual([seo, logistics]);
    expect(await list('classes/remove', { class: seo }, 'classes')).toEqual([logistics]);
    const children = { childdefinition: article.gid };
    expect(await list('childdefinitions/add', { childdefinition: gid }, 'childdefinitions')).toEqual([gid]);
    expect(await list('childdefinitions/add', children, 'childdefinitions')).toEqual([gid, article.gid]);
    const first = { ...children, before_childdefinition: gid };
    expect(await list('childdefinitions/move', first, 'childdefinitions')).toEqual([article.gid, gid]);
    expect(await list('childdefinitions/remove', children, 'childdefinitions')).toEqual([gid]);
    expect((await init()).definitions[gid].fields).toEqual([artnr, name]);
    expect(await answer('definitions/commit', { definition: gid })).toMatchObject({
      fields: [artnr, name, stock],
      classes: [logistics],
      childdefinitions: [gid],
    });
  });

  it('fieldlists take fields of the definition, under both names of the parameter', async () => {
    const { gid } = await committed('definitions', {
      name: 'listed',
      fields: [field('artnr'), field('name')],
      classes: [class_('seo')],
    });
    const list = async (action: string, body: object): Promise<string[]> =>
      (await answer(`definitions/fieldlists/fields/${action}`, { definition: gid, ...body })).fieldlists[fieldlist];
    const [artnr, title] = [field('artnr'), field('seo_title')];
    expect(await list('add', { fieldlist_key: fieldlist, field: artnr })).toEqual([artnr]);
    expect(await list('add', { fieldlist, fieldlist_key: 'x', field: title, before_field: artnr })).toEqual([title, artnr]);
    expect(await list('move', { fieldlist, field: title })).toEqual([artnr, title]);
    expect(await list('remove', { fieldlist_key: fieldlist, field: artnr })).toEqual([title]);
    const path = 'definitions/fieldlists/fields';
    await refuse(`${path}/add`, { definition: gid, fieldlist, field: field('stock') }, 422);
    await refuse(`${path}/add`, { definition: gid, fieldlist, field: title }, 422);
    await refuse(`${path}/remove`, { definition: gid, fieldlist, field: artnr }, 422);
    for (const body of [{ field: artnr }, { field: artnr, fieldlist: 'x' }, { field: artnr, fieldlist: 5 }, { fieldlist }]) {
      await refuse(`${path}/add`, { definition: gid, ...body }, 400);
    }
    const without = await answer('definitions/classes/remove', { definition: gid, class: class_('seo') });
    expect(without.fieldlists[fieldlist]).toEqual([]);
  });

  it('a list takes only what is committed, and only once', async () => {
    const { gid } = await committed('definitions', { name: 'strict', fields: [field('name')] });
    const fresh = await succeed('fields/create', { name: 'fresh' });
    const copy = await succeed('fields/modify', { field: field('usps'), unit: 'x' });
    const refusals: [string, object][] = [
      ['fields/add', { field: field('name') }],
      ['fields/add', { field: fresh.result.field }],
      ['fields/add', { field: copy.result.field }],
      ['fields/add', { field: unknownGid }],
      ['fields/move', { field: field('stock') }],
      ['fields/remove', { field: field('stock') }],
      ['classes/add', { class: unknownGid }],
      ['classes/add', { class: field('name') }],
      ['classes/remove', { class: class_('seo') }],
      ['childdefinitions/add', { childdefinition: sparePart.gid }],
      ['childdefinitions/add', { childdefinition: extended.gid }],
      ['childdefinitions/move', { childdefinition: article.gid }],
    ];
    for (const [path, body] of refusals) await refuse(`definitions/${path}`, { definition: gid, ...body }, 422);
    for (const [path] of refusals) {
      await refuse(`definitions/${path}`, { definition: gid }, 400);
      await refuse(`definitions/${path}`, { field: 5, class: 5, childdefinition: 5 }, 400);
    }
    await refuse('definitions/fields/add', { definition: unknownGid, field: field('name') }, 422);
    expect((await init()).definitions[gid]).toMatchObject({ fields: [field('name')], is_working_copy: false });
    await succeed('fields/revert', { field: copy.result.field });
  });

  it('an extended definition belongs to its record and is changed there only', async () => {
    for (const path of [
      'modify',
      'commit',
      'revert',
      'save_as_new',
      'copy',
      'delete',
      'fields/add',
      'metadata/set',
      'layouts/modify',
    ]) {
      const body = { definition: extended.gid, field: field('name'), name: 'a.b', value: 1 };
      await refuse(`definitions/${path}`, path === 'modify' ? { definition: extended.gid } : body, 422);
    }
    expect((await init()).definitions[extended.gid]).toEqual(schema.definitions[extended.gid]);
  });

  it('records follow a commit: new fields are unset, removed ones are gone for good; extended definitions keep their extras', async () => {
    const [record] = recordsOf(article).filter(({ fields }) => fields.en.embed_code !== null) as [Json];
    const [own] = recordsOf(extended) as [Json];
    const before = (await show(record.gid)).fields.en;
    await answer('definitions/fields/remove', { definition: article.gid, field: field('embed_code') });
    await answer('definitions/fields/add', { definition: article.gid, field: field('summary'), before_field: field('stock') });
    expect((await show(record.gid)).fields.en).toEqual(before);
    const { data } = await succeed('definitions/commit', { definition: article.gid });
    const fields = article.fields.filter((gid: string) => gid !== field('embed_code'));
    fields.splice(fields.indexOf(field('stock')), 0, field('summary'));
    expect(data.definitions[article.gid].fields).toEqual(fields);
    expect(data.definitions[extended.gid]).toMatchObject({ fields: [...fields, field('tent_poles')], is_extended: true });
    const { embed_code, ...others } = before;
    expect((await show(record.gid)).fields.en).toEqual({ ...others, summary: null });
    const { fields: kept } = await show(own.gid);
    expect(kept.en).toMatchObject({ tent_poles: own.fields.en.tent_poles, summary: null });
    expect('embed_code' in kept.en).toBe(false);
    await answer('definitions/fields/add', { definition: article.gid, field: field('embed_code') });
    await answer('definitions/commit', { definition: article.gid });
    expect((await show(record.gid)).fields.en).toEqual({ ...others, summary: null, embed_code: null });
  });

  it('a class that is committed changes the definitions that have it, and their records', async () => {
    const logistics = named('classes', 'logistics');
    await answer('definitions/fieldlists/fields/add', { definition: article.gid, fieldlist, field: field('origin') });
    await answer('definitions/commit', { definition: article.gid });
    const [record] = recordsOf(article) as [Json];
    await answer('classes/fields/add', { class: logistics.gid, field: field('seo_title'), before_field: field('packing') });
    await answer('classes/fields/move', { class: logistics.gid, field: field('packing'), before_field: field('seo_title') });
    await answer('classes/fields/remove', { class: logistics.gid, field: field('origin') });
    const { result, data } = await succeed('classes/commit', { class: logistics.gid });
    expect(result).toEqual({ class: logistics.gid });
    expect(data.classes[logistics.gid]).toEqual({ ...logistics, fields: [field('packing'), field('seo_title')] });
    expect(data.definitions[article.gid].fieldlists[fieldlist]).not.toContain(field('origin'));
    expect((await init()).definitions[article.gid]).toEqual(data.definitions[article.gid]);
    const { en } = (await show(record.gid)).fields;
    expect([en.packing, en.seo_title, 'origin' in en]).toEqual([record.fields.en.packing, null, false]);
  });

  it('the title of records follows the title field', async () => {
    const [record] = recordsOf(variant).filter(({ fields }) => fields.en.artnr !== null) as [Json];
    await answer('definitions/modify', { definition: variant.gid, titlefield: field('ean') });
    await answer('definitions/commit', { definition: variant.gid });
    expect((await show(record.gid)).title.nl).toBe(record.fields.nl.ean ?? '');
    await answer('definitions/fields/remove', { definition: variant.gid, field: field('ean') });
    expect((await answer('definitions/commit', { definition: variant.gid })).titlefield).toBe(field('artnr'));
    expect((await show(record.gid)).title.nl).toBe(record.fields.nl.artnr);
  });

  it('names are unique among committed ones; save_as_new makes the working copy one of its own', async () => {
    const taken = await answer('classes/create', { name: 'seo' });
    await refuse('classes/commit', { class: taken.gid }, 422);
    await refuse('definitions/commit', { definition: (await answer('definitions/create', { name: 'article' })).gid }, 422);
    const copy = await answer('classes/modify', { class: class_('property'), label: { en: 'Feature' } });
    const saved = await answer('classes/save_as_new', { class: copy.gid });
    expect(saved).toEqual({ ...copy, ...committedState, name: 'property_2' });
    const now = await init();
    expect(now.classes[class_('property')]).toEqual(named('classes', 'property'));
    expect(now.layouts[saved.layout]).toMatchObject(committedState);
    const other = await answer('definitions/modify', { definition: chapter.gid, name: 'section' });
    expect(await answer('definitions/save_as_new', { definition: other.gid })).toEqual({ ...other, ...committedState });
    await refuse('definitions/save_as_new', { definition: chapter.gid }, 422);
  });

  it('revert and copy take the layout along', async () => {
    const before = (await init()).classes[class_('dimensions')];
    const copy = await answer('classes/modify', { class: before.gid, name: 'sizes' });
    expect(await answer('classes/revert', { class: copy.gid })).toEqual(before);
    const now = await init();
    expect([now.classes[copy.gid], now.layouts[copy.layout]]).toEqual([undefined, undefined]);
    const created = await answer('definitions/create', {});
    expect(await succeed('definitions/revert', { definition: created.gid })).toMatchObject({
      result: { definition: null },
      data: {},
    });
    expect((await init()).layouts[created.layout]).toBeUndefined();
    for (const [kind, path, source] of [
      ['definition', 'definitions', base],
      ['class', 'classes', before],
    ] as const) {
      const twin = await answer(`${path}/copy`, { [kind]: source.gid });
      expect(twin).toMatchObject({ name: source.name, fields: source.fields, is_new: true, original: null });
      expect(twin.layout).not.toBe(source.layout);
      expect((await init()).layouts[twin.layout]).toMatchObject({ is_new: true, name: schema.layouts[source.layout].name });
      if (kind === 'definition') expect(twin.is_base).toBe(false);
      await refuse(`${path}/copy`, { [kind]: twin.gid }, 422);
    }
  });

  it('delete is refused while in use: by records, definitions, classes or fields', async () => {
    const used: [string, object][] = [
      ['definitions', { definition: article.gid }],
      ['definitions', { definition: base.gid }],
      ['classes', { class: class_('dimensions') }],
      ['classes', { class: class_('seo') }],
      ['definitions', { definition: unknownGid }],
      ['classes', { class: unknownGid }],
    ];
    for (const [path, body] of used) await refuse(`${path}/delete`, body, 422);
    const { gid, layout } = await committed('classes', { name: 'passing' });
    const copy = await answer('classes/modify', { class: gid, name: 'gone' });
    expect(await succeed('classes/delete', { class: gid })).toEqual({ success: true, result: {}, data: {} });
    expect(await succeed('definitions/delete', { definition: sparePart.gid })).toEqual({ success: true, result: {}, data: {} });
    const { classes, definitions, layouts } = await init();
    expect([classes[gid], classes[copy.gid], definitions[sparePart.gid]]).toEqual([undefined, undefined, undefined]);
    expect([layouts[layout], layouts[copy.layout], layouts[sparePart.layout]]).toEqual([undefined, undefined, undefined]);
    await refuse('layouts/get', { layout }, 422);
    const child = await committed('definitions', { name: 'child' });
    const parent = await committed('definitions', { name: 'parent', childdefinitions: [child.gid] });
    await refuse('definitions/delete', { definition: child.gid }, 422);
    await succeed('definitions/delete', { definition: parent.gid });
    await succeed('definitions/delete', { definition: child.gid });
  });

  it('metadata of definitions and classes is set and cleared', async () => {
    for (const [kind, path, gid] of [
      ['definition', 'definitions', variant.gid],
      ['class', 'classes', class_('seo')],
    ] as const) {
      const entry = { type: 'number', is_localized: false, value: 5 };
      const set = await answer(`${path}/metadata/set`, { [kind]: gid, name: 'group.rank', ...entry });
      expect(set).toMatchObject({ metadata: { 'group.rank': entry }, original: gid });
      expect((await answer(`${path}/commit`, { [kind]: gid })).metadata).toEqual({ 'group.rank': entry });
      expect((await answer(`${path}/metadata/clear`, { [kind]: gid, name: 'group.rank' })).metadata).toEqual({});
      await answer(`${path}/revert`, { [kind]: gid });
    }
  });

  it('changes are for members who may write', async () => {
    for (const path of ['create', 'modify', 'commit', 'delete', 'fields/add', 'layouts/modify', 'metadata/clear']) {
      for (const kind of ['definitions', 'classes']) await reader.refuse(`${kind}/${path}`, { nonsense: 1 }, 403);
    }
    expect((await reader.succeed('layouts/get', { layouts: [] })).data).toEqual({ layouts: {} });
  });

  it('a space of another dialect shows its schema, which is not changed here', async () => {
    const gid = (await spaceGids(gateway())).country!;
    const derived = await tokenOf(gateway(), gid, 'demo-reader-key');
    const country = callerOf(gateway, () => derived, gid);
    const { definitions, fields, layouts } = (await country.succeed('init')).data;
    const [definition] = Object.values<Json>(definitions) as [Json];
    expect((await country.succeed('definitions/get', { definition: definition.gid })).data.definitions).toEqual({
      [definition.gid]: definition,
    });
    expect((await country.succeed('fields/get', { fields: definition.fields })).data.fields).toEqual(
      Object.fromEntries(definition.fields.map((each: string) => [each, fields[each]])),
    );
    expect((await country.succeed('layouts/get', { layout: definition.layout })).data.layouts).toEqual({
      [definition.layout]: layouts[definition.layout],
    });
    await country.refuse('fields/create', {}, 403);
  });
});
