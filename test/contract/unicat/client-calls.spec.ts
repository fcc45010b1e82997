import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines, describeOnFreshGateways } from '../../support/gateway.js';
import { assetAt, rootAsset } from './assets.js';
import { type Json, project, records, sample, unknownGid } from './client.js';
import { OfficialClient } from './official-client.js';

const settings = sample.data['cc.projects'][project].options as Json;
const [ordering] = settings.orderedorderings as [string];
const [fieldlist] = settings.orderedfieldlists as [string];
const [, shop, printed] = settings.orderedchannels as [string, string, string];
const named = (kind: string, name: string): Json => Object.values<Json>(sample.data[kind]).find((each) => each.name === name)!;
const gidOf = (kind: string, name: string): string => named(kind, name).gid;
const group = records.find(({ treelevel, childcount }) => treelevel === 2 && childcount > 12)!;
const text = (value: string): Json => ({ en: value, nl: value, de: value });

/** One `it` for each row of contract §11. Every answer is held to §0 as well, and each part ends in a look at all that was kept. */
describeOnEngines('unicat: what the official client reads', (gateway) => {
  let client: OfficialClient;
  beforeAll(async () => {
    client = await OfficialClient.connect(gateway());
  });

  it('case 64: connect() has all that later look-ups take for granted', () => {
    for (const kind of ['definitions', 'classes', 'fields', 'layouts', 'queries'])
      expect(Object.keys(client.data[kind]!).sort()).toEqual(Object.keys(sample.data[kind]).sort());
    expect(client.hold('cc.projects', project).options).toEqual(settings);
    expect(client.data.records).toEqual({});
    // Look-ups by name skip what is new and working copies, so every other name must be there once.
    for (const kind of ['definitions', 'classes', 'fields']) {
      const names = Object.values<Json>(client.data[kind]!).filter(({ is_new, is_working_copy }) => !is_new && !is_working_copy);
      expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
    }
  });

  it('case 64: api.init() says the same as auth', async () => {
    const before = structuredClone(client.data);
    const result = await client.init();
    expect(client.data).toEqual(before);
    expect(result['cc.version'] >= '2025.07.001').toBe(true);
    expect(result.cursor > 0 && result['cc.cursor'] > 0).toBe(true);
  });

  it('case 64: get_record, get_records, get_root_record', async () => {
    const { gid } = records[9]!;
    await client.call('/records/get', { record: gid });
    client.hold('records', gid);
    const gids = [records[3]!.gid, records[1]!.gid];
    expect((await client.call('/records/get', { records: gids }, { records: 'records' })).records).toEqual(gids);
    expect((await client.call('/records/get', { records: [unknownGid] })).records).toEqual([]);
    expect((await client.call('/records/root', {}, { root: 'records' })).root).toBe(sample.root);
  });

  it('case 64: walk_record_tree goes down wherever a childcount says so, and meets every record once', async () => {
    const { root } = await client.call('/records/root', {}, { root: 'records' });
    const met: string[] = [root];
    const descend = async (parent: string): Promise<void> => {
      for (let top = 0; ; top += 100) {
        const body = { record: parent, 'page.top': top, 'page.size': 100 };
        const { children, 'children.size': size } = await client.call('/records/children', body, { children: 'records' });
        for (const child of children) {
          met.push(child);
          const { childcount, is_link } = client.hold('records', child);
          if (is_link) expect(childcount).toBe(0);
          if (childcount > 0) await descend(child);
        }
        if (children.length === 0 || top + 100 >= size) return;
      }
    };
    await descend(root);
    expect(met.toSorted()).toEqual(records.map(({ gid }) => gid).sort());
  });

  it('case 64: walk_record_children in a channel and an ordering', async () => {
    const body = { record: group.gid, 'page.top': 0, 'page.size': 100, channel: shop, ordering };
    const { children } = await client.call('/records/children', body, { children: 'records' });
    expect(children.every((gid: string) => client.hold('records', gid).channels.includes(shop))).toBe(true);
    const beyond = await client.call('/records/children', { ...body, 'page.top': 100 });
    expect(beyond).toEqual({ children: [], 'children.size': children.length });
  });

  it.each([
    ['walk_record_query', '/records/bulk/get', 'records', 'Tents'],
    ['walk_asset_query', '/assets/bulk/get', 'assets', 'All images'],
    ['walk_schema_query', '/schema/bulk/get', 'schema_items', 'Committed'],
  ])('case 64: %s pages until there is no cursor', async (_method, path, member, query) => {
    const { q, filter } = named('queries', query);
    const request: Json = { selection: [{ search: { language: 'en', q, filter } }], 'page.size': 2 };
    const found: (string | Json)[] = [];
    for (let more = true; more; ) {
      const result = await client.call(path, request);
      expect(Object.keys(result).sort()).toEqual([member, `${member}.size`, 'page.cursor'].sort());
      found.push(...result[member]);
      more = Boolean(result['page.cursor']);
      if (more) request['page.cursor'] = result['page.cursor'];
      else expect(found).toHaveLength(result[`${member}.size`]);
    }
    const plurals: Json = { definition: 'definitions', class: 'classes', field: 'fields' };
    for (const each of found)
      if (typeof each === 'string') client.hold(member, each);
      else client.hold(plurals[each.type], each.item);
    expect(found.length).toBeGreaterThan(2);
  });

  it('case 64: get_asset, get_assets, by pathname, get_root_asset, walk_asset_children', async () => {
    const { gid, pathname } = assetAt('/products/tents/aurora.jpg');
    for (const body of [{ asset: gid }, { pathname }])
      expect((await client.call('/assets/get', body, { asset: 'assets' })).asset).toBe(gid);
    for (const body of [{ assets: [gid, unknownGid] }, { pathnames: [pathname, '/nowhere'] }])
      expect((await client.call('/assets/get', body, { assets: 'assets' })).assets).toEqual([gid]);
    const { root } = await client.call('/assets/root', {}, { root: 'assets' });
    const body = { asset: root, 'page.top': 0, 'page.size': 100 };
    const { children, 'children.size': size } = await client.call('/assets/children', body, { children: 'assets' });
    expect([children.length, size]).toEqual([2, 2]);
  });

  it('case 64: get_all_module_names, get_module, get_modules', async () => {
    const { module_names: names } = await client.call('/modules/all');
    expect(names).toEqual(Object.keys(sample.data.modules));
    await client.call('/modules/get', { module: names[0] });
    expect((await client.call('/modules/get', { modules: names }, { modules: 'modules' })).modules).toEqual(names);
  });

  it('case 64: sync() ends, and nothing that was read is out of date', () => client.expectCurrent());
});

describeOnEngines('unicat: what the official client does to records', (gateway) => {
  let client: OfficialClient;
  let made = '';
  beforeAll(async () => {
    client = await OfficialClient.connect(gateway());
    const parents = { records: [group.gid, group.parent] };
    await client.call('/records/get', parents);
  });
  const change = async (path: string, body: object = {}): Promise<Json> => {
    const { record } = await client.call(`/records/${path}`, { record: made, ...body }, { record: 'records' });
    expect(record).toBe(made);
    return client.hold('records', made);
  };
  const definitionOf = ({ definition }: Json): Json => client.hold('definitions', definition);

  it('case 64: create_record', async () => {
    made = (await client.call('/records/create', { parent: group.gid, ordering }, { record: 'records', parent: 'records' }))
      .record;
    expect(client.hold('records', group.gid).childcount).toBe(group.childcount + 1);
  });

  it('case 64: set_record_definition', async () => {
    for (const name of ['group', 'article'])
      expect((await change('definition/set', { definition: gidOf('definitions', name) })).definition).toBe(
        gidOf('definitions', name),
      );
  });

  it('case 64: update_record', async () => {
    const fields = { en: { name: 'One', stock: 3, 'brand/key': 'fjellvind' }, nl: { name: 'Een' } };
    const { 'report.validation': report } = await client.call('/records/update', { record: made, fields }, { record: 'records' });
    expect(report).toEqual([]);
    expect(client.hold('records', made).fields.de).toMatchObject({ stock: 3, 'brand/key': 'fjellvind' });
    const wrong = await client.call('/records/update', { record: made, fields: { en: { stock: 'x' } } });
    expect(wrong['report.validation']).toMatchObject([{ field: 'stock', code: 'invalid' }]);
  });

  it('case 64: extend_record_definition_add_… and …_remove_…', async () => {
    const [field, seo] = [gidOf('fields', 'tent_poles'), gidOf('classes', 'seo')];
    const definition = definitionOf(await change('definition/fields/add', { field }));
    expect(definition).toMatchObject({ is_extended: true, is_working_copy: true, original: gidOf('definitions', 'article') });
    expect(definitionOf(await change('definition/classes/add', { class: seo })).classes).toContain(seo);
    expect(definitionOf(await change('definition/fieldlists/fields/add', { fieldlist, field })).fieldlists[fieldlist]).toContain(
      field,
    );
    const removed = definitionOf(await change('definition/fieldlists/fields/remove', { fieldlist, field }));
    expect(removed.fieldlists[fieldlist]).not.toContain(field);
    expect(definitionOf(await change('definition/classes/remove', { class: seo })).classes).not.toContain(seo);
    expect((await change('definition/fields/remove', { field })).fields.en).not.toHaveProperty('tent_poles');
  });

  it('case 64: revert_extended_record_definition, copy_record_definition_to_siblings', async () => {
    await change('definition/fields/add', { field: gidOf('fields', 'tent_poles') });
    expect((await change('definition/revert')).definition).toBe(gidOf('definitions', 'article'));
    await client.call('/records/definition/copy_to_siblings', { record: made });
  });

  it('case 64: set_record_channels, copy_record_channels_from_parent, _up, _down', async () => {
    expect((await change('channels/set', { channels: [shop, printed], enabled: true })).channels).toEqual([
      '__all__',
      shop,
      printed,
    ]);
    await change('channels/copy_from_parent');
    await change('channels/copy_from_parent', { channels: [shop] });
    await client.call('/records/channels/copy_up', { record: made });
    await client.call('/records/channels/copy_up', { record: made, channels: [printed] });
    await client.job('copy_record_channels_down', '/records/channels/copy_down', { record: group.gid, channels: [shop] });
    await client.job('copy_record_channels_down', '/records/channels/copy_down', { record: group.gid });
  });

  it('case 64: set_record_orderings', async () => {
    expect((await change('orderings/set', { orderings: { [ordering]: 0 } })).orderings[ordering]).toBe(0);
  });

  it('case 64: link_record', async () => {
    const body = { parent: group.parent, record: made, ordering };
    const { record } = await client.call('/records/link', body, { record: 'records', parent: 'records' });
    expect(client.hold('records', record)).toMatchObject({ is_link: true, canonical: made, childcount: 0, backlinks: [] });
    expect(client.hold('records', made).backlinks).toEqual([record]);
  });

  it('case 64: delete_record, undelete_record', async () => {
    expect((await change('delete')).status).toBe('deleted');
    expect((await change('undelete')).status).toBe('published');
  });

  it('case 64: what was kept is what there is', () => client.expectCurrent());

  it('case 64: permanent_delete_record', async () => {
    await change('delete');
    await client.job('permanent_delete_record', '/records/permanent_delete', { record: made }, { parent: 'records' });
    expect(client.hold('records', group.gid).childcount).toBe(group.childcount);
    await client.expectCurrent();
    expect(client.data.records).not.toHaveProperty(made);
  });
});

describeOnFreshGateways('unicat: what the official client does to the schema', (gateway) => {
  const kinds: readonly [kind: 'field' | 'class' | 'definition', plural: string][] = [
    ['field', 'fields'],
    ['class', 'classes'],
    ['definition', 'definitions'],
  ];
  const root = '11111111-1111-4111-8111-111111111111';

  it.each(kinds)('case 64: create, modify, commit, save_as_new, delete and metadata of a %s', async (kind, plural) => {
    const client = await OfficialClient.connect(gateway());
    const call = async (path: string, body: object = {}): Promise<Json> =>
      client.hold(plural, (await client.call(`/${plural}/${path}`, body, { [kind]: plural }))[kind]);
    const lists: Json = {
      field: {
        type: 'number',
        is_localized: false,
        is_required: true,
        unit: 'mm',
        initial: { en: 1, nl: 1, de: 1 },
        options: {},
      },
      class: { fields: [gidOf('fields', 'ean')] },
      definition: { classes: [], fields: [gidOf('fields', 'name')], titlefield: gidOf('fields', 'name'), childdefinitions: [] },
    };
    const bare = await call('create');
    const made = await call('create', { name: 'from_client', label: text('X'), metadata: {}, ...lists[kind] });
    expect([made.is_new, made.name, made.label]).toEqual([true, 'from_client', text('X')]);
    expect(await call('commit', { [kind]: made.gid })).toMatchObject({ gid: made.gid, is_new: false, is_working_copy: false });
    const copy = await call('modify', { label: text('Y'), [kind]: made.gid });
    expect([copy.is_working_copy, copy.original]).toEqual([true, made.gid]);
    const entry = { name: 'heading.level', type: 'number', is_localized: false, value: 2 };
    expect((await call('metadata/set', { [kind]: copy.gid, ...entry })).metadata).toHaveProperty(['heading.level']);
    expect((await call('metadata/clear', { [kind]: copy.gid, name: entry.name })).metadata).toEqual({});
    expect(await call('commit', { [kind]: copy.gid })).toMatchObject({ gid: made.gid, label: text('Y') });
    // The client drops a working copy whose commit answers with another gid.
    delete client.data[plural]?.[copy.gid];
    const other = await call('modify', { name: 'from_client_2', [kind]: made.gid });
    expect((await call('save_as_new', { [kind]: other.gid })).name).toBe('from_client_2');
    expect(await client.call(`/${plural}/delete`, { [kind]: bare.gid })).toEqual({});
    delete client.data[plural]?.[bare.gid];
    await client.expectCurrent();
  });

  it('case 64: modify_class_… and modify_definition_add_…, …_remove_… and …_modify_layout', async () => {
    const client = await OfficialClient.connect(gateway());
    const components = { [root]: { type: 'horizontal', content: [] } };
    const layout = { name: 'Laid out', root, components };
    const steps: readonly [kind: 'class' | 'definition', plural: string, original: string, calls: readonly [string, Json][]][] = [
      [
        'class',
        'classes',
        gidOf('classes', 'seo'),
        [
          ['fields/add', { field: gidOf('fields', 'ean') }],
          ['fields/remove', { field: gidOf('fields', 'seo_title') }],
          ['layouts/modify', layout],
        ],
      ],
      [
        'definition',
        'definitions',
        gidOf('definitions', 'group'),
        [
          ['classes/remove', { class: gidOf('classes', 'seo') }],
          ['classes/add', { class: gidOf('classes', 'logistics') }],
          ['fields/add', { field: gidOf('fields', 'stock') }],
          ['fields/remove', { field: gidOf('fields', 'usps') }],
          ['fieldlists/fields/add', { fieldlist_key: fieldlist, field: gidOf('fields', 'stock') }],
          ['fieldlists/fields/remove', { fieldlist_key: fieldlist, field: gidOf('fields', 'stock') }],
          ['childdefinitions/add', { childdefinition: gidOf('definitions', 'group') }],
          ['childdefinitions/remove', { childdefinition: gidOf('definitions', 'article') }],
          ['layouts/modify', layout],
        ],
      ],
    ];
    // Fields that a class loses go from the fieldlists of definitions that have the class.
    const listed = { definition: gidOf('definitions', 'chapter'), fieldlist_key: fieldlist, field: gidOf('fields', 'seo_title') };
    const { definition: working } = await client.call('/definitions/fieldlists/fields/add', listed, {
      definition: 'definitions',
    });
    await client.call('/definitions/commit', { definition: working }, { definition: 'definitions' });
    delete client.data.definitions?.[working];
    for (const [kind, plural, original, calls] of steps) {
      let target = original;
      for (const [path, body] of calls) {
        target = (await client.call(`/${plural}/${path}`, { [kind]: target, ...body }, { [kind]: plural }))[kind];
        expect(client.hold(plural, target)).toMatchObject({ is_working_copy: true, original });
      }
      expect(client.hold('layouts', client.hold(plural, target).layout)).toMatchObject({ ...layout, is_working_copy: true });
      await client.call(`/${plural}/commit`, { [kind]: target }, { [kind]: plural });
      delete client.data[plural]?.[target];
      expect(client.hold(plural, original).is_working_copy).toBe(false);
    }
    await client.expectCurrent();
  });

  it('case 64: create_query, update_query, delete_query', async () => {
    const client = await OfficialClient.connect(gateway());
    const body = { type: 'record', name: 'Mine', q: 'tent', filter: ['validation', 'any'] };
    const { query } = await client.call('/queries/create', body, { query: 'queries' });
    expect(client.hold('queries', query)).toEqual({ gid: query, ...body });
    await client.call('/queries/update', { name: 'Yours', query }, { query: 'queries' });
    expect(client.hold('queries', query)).toEqual({ gid: query, ...body, name: 'Yours' });
    await client.expectCurrent();
    expect(await client.call('/queries/delete', { query })).toEqual({});
    delete client.data.queries?.[query];
    await client.expectCurrent();
  });
});

describeOnFreshGateways('unicat: what the official client does to the project', (gateway) => {
  it('case 64: add_language, remove_language', async () => {
    const client = await OfficialClient.connect(gateway());
    await client.call('/records/get', { record: group.gid });
    await client.call('/languages/add', { language: 'fr' });
    expect(client.hold('cc.projects', project).options.languages).toEqual(['en', 'nl', 'de', 'fr']);
    await client.expectCurrent();
    await client.call('/languages/remove', { language: 'fr' });
    await client.expectCurrent();
  });

  it.each([
    ['channel', 'channels'],
    ['ordering', 'orderings'],
    ['fieldlist', 'fieldlists'],
  ])('case 64: create_%s, delete_%s', async (kind, plural) => {
    const client = await OfficialClient.connect(gateway());
    await client.call('/records/get', { record: group.gid });
    const { [kind]: key } = await client.call(`/${plural}/create`, { name: 'Mine' });
    const { options } = client.hold('cc.projects', project);
    expect([options[plural][key], options[`ordered${plural}`].at(-1)]).toEqual(['Mine', key]);
    await client.expectCurrent();
    await client.call(`/${plural}/delete`, { [kind]: key });
    expect(client.hold('cc.projects', project).options[plural]).not.toHaveProperty(key);
    await client.expectCurrent();
  });

  it('case 64: create_backup, update_backup, restore_backup, delete_backup, delete_backups', async () => {
    const client = await OfficialClient.connect(gateway());
    const versions = (): number[] => client.hold('cc.projects', project).backups.versions.map(({ version }: Json) => version);
    const first = await client.job('backup_project', '/backups/create', { created_by: 'Client' });
    const second = await client.job('backup_project', '/backups/create', { created_by: 'Client', name: 'Second' });
    // The client looks the new version up in the project at once.
    expect(versions()).toEqual([second.version, first.version, 1, 0]);
    await client.call('/backups/update', { version: first.version, name: 'First' });
    await client.call('/queries/create', { type: 'record', name: 'After' }, { query: 'queries' });
    await client.job('restore_project', '/backups/restore', { version: second.version });
    await client.init();
    expect(Object.keys(client.data.queries!).sort()).toEqual(Object.keys(sample.data.queries).sort());
    await client.call('/backups/delete', { version: first.version });
    await client.call('/backups/delete', { versions: versions().filter((version) => version !== 0) });
    expect(versions()).toEqual([0]);
    await client.expectCurrent();
  });

  it('case 64: the module mutators', async () => {
    const client = await OfficialClient.connect(gateway());
    const module = 'Mine';
    const change = async (path: string, body: object): Promise<Json> =>
      client.hold('modules', (await client.call(`/modules/${path}`, { module, ...body }, { module: 'modules' })).module);
    expect(await change('register', { version: '1.0.0' })).toMatchObject({ version: '1.0.0', keys: {}, actions: {}, logs: [] });
    await change('keys/set', { key: 'a', value: '1' });
    expect((await change('keys/set', { keys: { b: '2', c: '3' } })).keys).toEqual({ a: '1', b: '2', c: '3' });
    await change('keys/clear', { key: 'a' });
    expect((await change('keys/clear', { keys: ['b'] })).keys).toEqual({ c: '3' });
    const action = { action: 'nightly', configuration: { query: 'Tents' } };
    expect((await change('actions/publish', action)).actions.nightly.configuration).toEqual({ query: 'Tents' });
    expect((await change('actions/unpublish', { action: 'nightly' })).actions).toEqual({});
    const log = { command: 'generate', started_at: 1.5, ended_at: 3, status: 'ok', output: 'all' };
    expect((await change('logs/add', { version: '1.1.0', ...action, ...log })).logs[0]).toMatchObject({ ...log, duration: 1.5 });
    await client.expectCurrent();
    expect(await client.call('/modules/unregister', { module })).toEqual({});
    delete client.data.modules?.[module];
    await client.expectCurrent();
  });

  it('case 64: the asset mutators, publish and transform', async () => {
    const client = await OfficialClient.connect(gateway());
    await client.call('/assets/root', {}, { root: 'assets' });
    const folders = client.hold('assets', rootAsset).info.foldercount;
    const { asset: folder } = await client.call('/assets/create', { parent: rootAsset, name: 'mine' }, { asset: 'assets' });
    expect(client.hold('assets', rootAsset).info.foldercount).toBe(folders + 1);
    const red = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const { asset } = await client.upload('/assets/upload', { parent: folder }, red, 'red.png');
    const now = (): Json => client.hold('assets', asset);
    expect(client.hold('assets', folder).childcount).toBe(1);
    await client.call(
      '/assets/update',
      { name: 'wine.png', title: text('T'), description: text('D'), asset },
      { asset: 'assets' },
    );
    expect(now()).toMatchObject({ pathname: '/mine/wine.png', title: text('T'), description: text('D') });
    expect((await client.deliver('publish', now())).equals(red)).toBe(true);
    const small = await client.deliver('transform', now(), ['type=png', 'force=true', 'width=10', 'key=00001234']);
    expect(await sharp(small).metadata()).toMatchObject({ format: 'png', width: 10, height: 5 });
    const blue = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'blue' } })
      .png()
      .toBuffer();
    await client.upload('/assets/upload_update', { asset }, blue, 'blue.png');
    expect((await client.deliver('publish', now())).equals(blue)).toBe(true);
    // A record shows the file: the client asks for the asset by the value of the field.
    const chapter = records.find(({ definition }) => definition === gidOf('definitions', 'chapter'))!;
    await client.call('/records/update', { record: chapter.gid, fields: { en: { image: asset } } }, { record: 'records' });
    expect(client.hold('records', chapter.gid).fields.de.image).toBe(asset);
    await client.call('/assets/delete', { asset }, { asset: 'assets' });
    expect(now().status).toBe('deleted');
    await client.call('/assets/undelete', { asset }, { asset: 'assets' });
    await client.expectCurrent();
    await client.call('/assets/delete', { asset }, { asset: 'assets' });
    expect((await client.call('/assets/permanent_delete', { asset }, { parent: 'assets' })).parent).toBe(folder);
    expect(client.hold('assets', folder).childcount).toBe(0);
    delete client.data.assets?.[asset];
    await client.expectCurrent();
  });
});
