import { beforeAll, expect, it } from 'vitest';
import { spaceGids } from '../../support/demo.js';
import { type Answer, describeOnEngines } from '../../support/gateway.js';
import { call, type Envelope, expectFailure, type Json, project, records, sample, tokenOf, unknownGid } from './client.js';
import { classNamed, definitionNamed, expected, fieldNamed } from './search-oracle.js';

const article = definitionNamed('article').gid;
const extended = Object.values<Json>(sample.data.definitions).find(({ is_extended }) => is_extended)!.gid;
const brand = fieldNamed('brand').gid;
const days = (count: number) => [count, 'days'];

const and = (...filters: unknown[]) => ['and', '', filters];
const or = (...filters: unknown[]) => ['or', '', filters];
const not = (filter: unknown) => ['not', '', filter];

/** Every row of the table in section 6 that is about records, at least once. */
const filters: readonly [string, unknown[]][] = [
  ['and', and(['definition', 'is', article], ['value', 'is', [brand, 'waldkauz']])],
  ['and of nothing', and()],
  ['or', or(['definition', 'is', definitionNamed('chapter').gid], ['value', 'is', [brand, 'fjellvind']])],
  ['or of nothing', or()],
  ['not', not(['definition', 'is', article])],
  ['not of and', and(not(and(['definition', 'is', article], ['value', 'is', [fieldNamed('stock').gid, 24]])))],
  ['validation any', ['validation', 'any']],
  ['validation is_empty', ['validation', 'is_empty']],
  ['validation not_translated', ['validation', 'not_translated']],
  ['validation any of a field', ['validation', 'any', 'name']],
  ['validation is_empty of a field', ['validation', 'is_empty', 'artnr']],
  ['validation not_translated of a field', ['validation', 'not_translated', 'description']],
  ['validation of a field that there is not', ['validation', 'not_translated', 'nothing']],
  ['created less than n days ago', ['created_on', '<', days((Date.now() / 1000 - 1_700_091_890) / 86_400)]],
  ['created more than n days ago', ['created_on', '>', days((Date.now() / 1000 - 1_700_091_890) / 86_400)]],
  ['created between', ['created_on', 'between', [records[40]!.created_on, records[60]!.created_on]]],
  ['updated less than n days ago', ['updated_on', '<', days(1)]],
  ['updated more than n days ago', ['updated_on', '>', days(1)]],
  ['updated between', ['updated_on', 'between', [records[10]!.updated_on, records[90]!.updated_on]]],
  ['definition is', ['definition', 'is', article]],
  ['definition is an extended one', ['definition', 'is', extended]],
  ['definition is unknown', ['definition', 'is', unknownGid]],
  ['classes has a name', ['classes', 'has', 'seo']],
  ['classes has a gid', ['classes', 'has', classNamed('logistics').gid]],
  ['classes has one that there is not', ['classes', 'has', 'nothing']],
  ['value is a text', ['value', 'is', [fieldNamed('artnr').gid, 'TE103-009']]],
  ['value is a localized text', ['value', 'is', [fieldNamed('name').gid, 'Komeet 1 Tarps']]],
  ['value is a number', ['value', 'is', [fieldNamed('price__eur').gid, 12.7]]],
  ['value is a boolean', ['value', 'is', [fieldNamed('is_active').gid, false]]],
  ['value is a key', ['value', 'is', [brand, 'waldkauz']]],
  ['value is a label', ['value', 'is', [brand, 'Bosuil']]],
  ['value is a list of keys', ['value', 'is', [fieldNamed('colors').gid, ['black']]]],
  ['value is null', ['value', 'is', [fieldNamed('downloads').gid, null]]],
  ['value is of a field that there is not', ['value', 'is', [unknownGid, 'x']]],
  ['times beside texts in an or', or(['created_on', '>', days(1)], ['definition', 'is', article])],
  [
    'times beside texts in a not',
    not(and(['updated_on', 'between', [0, records[90]!.updated_on]], ['definition', 'is', article])),
  ],
];

describeOnEngines('unicat: search', (gateway) => {
  let token = '';
  beforeAll(async () => {
    token = await tokenOf(gateway());
  });
  const ask = (path: string, body: object, gid = project, bearer = token): Promise<Answer & { envelope: Envelope }> =>
    call(gateway(), 'POST', `/api/p/${gid}/${path}`, { headers: { authorization: `Bearer ${bearer}` }, body });
  const search = (body: object) => ask('records/search', body);
  const gidsOf = async (query: Json): Promise<string[]> => {
    const { status, envelope } = await search({ ...query, 'page.size': 1000 });
    expect(status, JSON.stringify(query)).toBe(200);
    expect(envelope.result['records.size']).toBe(envelope.result.records.length);
    return envelope.result.records;
  };

  it('case 52: neither q nor filter finds nothing; a page holds 10 unless told otherwise', async () => {
    for (const empty of [{}, { q: '', filter: [] }, { q: null, filter: null }, { q: '  ' }, { q: '- + "' }]) {
      const { status, envelope } = await search({ language: 'en', ...empty });
      expect(status).toBe(200);
      expect(envelope).toEqual({ success: true, result: { records: [], 'records.size': 0 }, data: { records: {} } });
    }
    const filter = ['definition', 'is', article];
    const all = expected({ language: 'en', filter });
    const first = (await search({ language: 'en', filter })).envelope;
    expect(first.result).toEqual({ records: all.slice(0, 10), 'records.size': all.length });
    expect(Object.keys(first.data.records).sort()).toEqual(all.slice(0, 10).sort());
    for (const gid of first.result.records) expect(first.data.records[gid]).toEqual(sample.data.records[gid]);
    const second = (await search({ language: 'en', filter, 'page.top': 10, 'page.size': 7 })).envelope;
    expect(second.result).toEqual({ records: all.slice(10, 17), 'records.size': all.length });
    const past = (await search({ language: 'en', filter, 'page.top': 5000 })).envelope;
    expect(past.result).toEqual({ records: [], 'records.size': all.length });
  });

  it.each(filters)('case 53: %s', async (_, filter) => {
    for (const language of ['en', 'nl', 'de']) {
      expect(await gidsOf({ language, filter })).toEqual(expected({ language, filter }));
    }
  });

  it('case 53: an unknown property or operator and a malformed triplet are 422 with code 1002', async () => {
    const bad = [
      ['colour', 'is', 'red'],
      ['definition', 'has', article],
      ['definition', 'is'],
      ['definition', 'is', 5],
      ['classes', 'is', 'seo'],
      ['validation', 'is_wrong'],
      ['validation', 'any', 5],
      ['value', 'is', 'x'],
      ['value', 'is', [brand]],
      ['value', 'is', [5, 'x']],
      ['created_on', '<', 3],
      ['created_on', '<', [3, 'weeks']],
      ['created_on', 'between', [3]],
      ['created_on', 'between', [3, '4']],
      ['created_on', '=', [3, 4]],
      ['type', 'is', 'image'],
      ['and', '', ['definition', 'is', article]],
      ['and', 'x', []],
      ['and', ''],
      ['or', '', {}],
      ['not', '', []],
      ['not', '', [['definition', 'is', article]]],
      ['definition'],
      ['definition', 'is', article, 'more'],
      [5, 'is', article],
      [null, null],
      and(and(and(['colour', 'is', 'red']))),
      Array.from({ length: 60 }).reduce<unknown[]>((inner) => not(inner), ['definition', 'is', article]),
    ];
    for (const filter of bad) expectFailure(await search({ language: 'en', filter }), 422, 1002);
    expectFailure(await search({ language: 'en', q: Array.from({ length: 101 }, (__, at) => `t${at}`).join(' ') }), 422, 1002);
  });

  it('case 53: a filter that is no list, and parameters of wrong types or values, are 400', async () => {
    for (const parameters of [
      { filter: 'x' },
      { filter: {} },
      { filter: 5 },
      { filter: true },
      { q: 5 },
      { q: ['x'] },
      { language: undefined },
      { language: null },
      { language: 5 },
      { language: 'xx' },
      { language: 'fr', q: 'x' },
      { 'page.size': 0 },
      { 'page.size': 1001 },
      { 'page.size': '10' },
      { 'page.size': 1.5 },
      { 'page.top': -1 },
      { 'page.top': '0' },
    ]) {
      expectFailure(await search({ language: 'en', ...parameters }), 400);
    }
  });

  it('section 6: large and deeply nested filters are evaluated', async () => {
    const deep = Array.from({ length: 36 }).reduce<unknown[]>((inner) => not(inner), ['definition', 'is', article]);
    const wide = or(...Array.from({ length: 450 }, (_, at) => ['value', 'is', [brand, `brand ${at}`]]), deep);
    const times = or(...Array.from({ length: 450 }, (_, at) => ['created_on', 'between', [at, at + 1]]), deep);
    for (const filter of [deep, wide, times]) {
      expect(await gidsOf({ language: 'en', filter })).toEqual(
        expected({ language: 'en', filter: ['definition', 'is', article] }),
      );
    }
    const q = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? `-t${at}` : `t${at}`)).join(' ');
    expect(await gidsOf({ language: 'en', q, filter: wide })).toEqual([]);
  });

  it('section 6: required, excluded and plain terms, without regard to case, in the language that is searched', async () => {
    const queries = [
      '+aurora',
      '+AURORA -tents',
      'aurora comet',
      '+aurora 2 daypacks',
      'waldkauz',
      'Bosuil',
      '+bosuil +zand',
      'TE103-009',
      'te103',
      'pa201-001',
      '8710000316760',
      'für',
      'fur jahre',
      '-aurora',
      '-aurora -comet',
      '+aurora -aurora',
      'nothingofthekind',
      '+aurora nothingofthekind',
      '  +aurora\t\n tents ',
      'ripstop',
      'ripstop-nylon',
      'caractère Three seasons',
    ];
    for (const language of ['en', 'nl', 'de']) {
      for (const q of queries) expect(await gidsOf({ language, q }), `${language} ${q}`).toEqual(expected({ language, q }));
    }
    expect(await gidsOf({ language: 'nl', q: 'bosuil' })).not.toEqual([]);
    expect(await gidsOf({ language: 'en', q: 'bosuil' })).toEqual([]);
  });

  it('section 6: q and filter together, as the query of the sample has them', async () => {
    const { q, filter } = Object.values<Json>(sample.data.queries).find(({ name }) => name === 'Tents')!;
    for (const query of [
      { language: 'en', q, filter },
      { language: 'nl', q: 'komeet -tarps', filter: not(['value', 'is', [brand, 'waldkauz']]) },
      { language: 'de', q: '+aurora zelte', filter: or(['validation', 'not_translated'], ['created_on', '>', days(1)]) },
    ]) {
      expect(await gidsOf(query)).toEqual(expected(query));
    }
    expect(await gidsOf({ language: 'en', q, filter })).not.toEqual([]);
  });

  it('section 6: no text in q is anything but terms', async () => {
    for (const q of [
      '"',
      "'",
      '\\',
      '*',
      '(',
      ') OR (',
      'a AND NOT b',
      'NEAR(a b)',
      'words:a',
      "' | '",
      '!x & y',
      '💥',
      '<->',
      '%',
    ]) {
      expect((await search({ language: 'en', q })).status, q).toBe(200);
    }
    expect(await gidsOf({ language: 'en', q: '+aurora "OR" *' })).toEqual(expected({ language: 'en', q: '+aurora or' }));
  });

  it('section 5: schema/search by name, label and whether it is committed', async () => {
    const { definitions, classes, fields } = sample.data;
    const items = [definitions, classes, fields].flatMap((each) => Object.values<Json>(each));
    const found = async (query: Json): Promise<string[]> => {
      const { status, envelope } = await ask('schema/search', { language: 'en', ...query });
      expect(status).toBe(200);
      expect(envelope.result['schema_items.size']).toBe(envelope.result.schema_items.length);
      for (const { type, item } of envelope.result.schema_items) {
        const plural = { definition: 'definitions', class: 'classes', field: 'fields' }[type as 'field'];
        expect(envelope.data[plural][item]).toEqual(sample.data[plural][item]);
      }
      return envelope.result.schema_items.map(({ item }: Json) => item).sort();
    };
    const where = (test: (item: Json) => boolean): string[] =>
      items
        .filter(test)
        .map(({ gid }) => gid)
        .sort();
    const committed = (item: Json): boolean => !item.is_new && !item.is_working_copy;
    expect(await found({ filter: ['is_committed', 'is_true'] })).toEqual(where(committed));
    expect(await found({ filter: ['is_committed', 'is_false'] })).toEqual(where((item) => !committed(item)));
    expect(where((item) => !committed(item))).not.toEqual([]);
    expect(await found({ filter: ['name', 'is', 'name'] })).toEqual(where(({ name }) => name === 'name'));
    expect(await found({ filter: ['name', 'q', 'width__mm'] })).toEqual(where(({ name }) => name === 'width__mm'));
    expect(await found({ filter: ['name', 'q', '+MM -width'] })).toEqual(
      where(({ name }) => name.split('_').includes('mm') && !name.split('_').includes('width')),
    );
    const label = fieldNamed('brand').label.nl;
    expect(await found({ language: 'nl', filter: ['label', 'is', label] })).toEqual(where((item) => item.label.nl === label));
    expect(await found({ language: 'nl', filter: ['label', 'q', label.toUpperCase()] })).toContain(brand);
    expect(await found({ q: 'article' })).toEqual(
      where((item) => [item.name, item.label.en].some((text) => /(?<![a-z0-9])article(?![a-z0-9])/i.test(text))),
    );
    expect(await found({ q: '-article', filter: not(or(['is_committed', 'is_true'])) })).not.toContain(extended);
    expect(await found({})).toEqual([]);
    for (const filter of [
      ['name', 'has', 'x'],
      ['is_committed', 'is'],
      ['is_committed', 'is_true', 1],
      ['definition', 'is', article],
    ]) {
      expectFailure(await ask('schema/search', { language: 'en', filter }), 422, 1002);
    }
    for (const body of [{}, { language: 'xx' }, { language: 'en', filter: 'x' }, { language: 'en', 'page.size': 0 }]) {
      expectFailure(await ask('schema/search', body), 400);
    }
  });

  it('section 5: schema/bulk/get pages through a selection, each item once', async () => {
    const committed = { search: { language: 'en', filter: ['is_committed', 'is_true'] }, exclude: [brand] };
    const selection = [article, unknownGid, committed, article, fieldNamed('name').gid];
    const items: Json[] = [];
    let cursor: string | undefined;
    for (let page = 0; cursor !== null; page += 1) {
      const { status, envelope } = await ask('schema/bulk/get', {
        selection,
        'page.size': 10,
        ...(cursor === undefined ? {} : { 'page.cursor': cursor }),
      });
      expect(status).toBe(200);
      const { schema_items: shown } = envelope.result;
      const data = [envelope.data.definitions, envelope.data.classes, envelope.data.fields];
      expect(data.flatMap((each) => Object.keys(each)).sort()).toEqual(shown.map(({ item }: Json) => item).sort());
      expect(envelope.result['schema_items.size']).toBe(42);
      items.push(...shown);
      cursor = envelope.result['page.cursor'];
      expect(page).toBeLessThan(6);
    }
    const gids = items.map(({ item }) => item);
    expect(gids[0]).toBe(article);
    expect(new Set(gids).size).toBe(gids.length);
    const { definitions, classes, fields } = sample.data;
    const all = [definitions, classes, fields].flatMap((each) => Object.values<Json>(each));
    const wanted = all.filter((item) => !item.is_new && !item.is_working_copy && item.gid !== brand);
    expect([...gids].sort()).toEqual(wanted.map(({ gid }) => gid).sort());
    for (const { type, item } of items) {
      expect(item in { definition: definitions, class: classes, field: fields }[type as 'field']).toBe(true);
    }
  });

  it('section 4.4: a bad selection or cursor of schema/bulk/get is 422 with code 1006', async () => {
    const good = [article];
    const searchFor = (search: unknown, more: object = {}): object => ({ selection: [{ search, ...more }] });
    for (const body of [
      { selection: [] },
      { selection: 'x' },
      { selection: {} },
      { selection: [{}] },
      { selection: [5] },
      { selection: [null] },
      { selection: [{ children: article }] },
      searchFor('x'),
      searchFor({ q: 'x' }),
      searchFor({ language: 'xx', q: 'x' }),
      searchFor({ language: 'en', filter: 'x' }),
      searchFor({ language: 'en', q: 'x' }, { exclude: 'x' }),
      searchFor({ language: 'en', q: 'x' }, { exclude: [5] }),
      { selection: good, 'page.cursor': 'x' },
      { selection: good, 'page.cursor': '' },
      { selection: good, 'page.cursor': 5 },
    ]) {
      expectFailure(await ask('schema/bulk/get', body), 422, 1006);
    }
    const all = [{ search: { language: 'en', filter: ['is_committed', 'is_true'] } }];
    const { envelope } = await ask('schema/bulk/get', { selection: all, 'page.size': 5 });
    const cursor = envelope.result['page.cursor'];
    expect((await ask('schema/bulk/get', { selection: all, 'page.cursor': cursor })).status).toBe(200);
    expectFailure(await ask('schema/bulk/get', { selection: good, 'page.cursor': cursor }), 422, 1006);
    expectFailure(await ask('schema/bulk/get', searchFor({ language: 'en', filter: ['colour', 'is', 'red'] })), 422, 1002);
    for (const body of [{}, { selection: null }, { selection: good, 'page.size': 0 }, { selection: good, 'page.size': 1001 }]) {
      expectFailure(await ask('schema/bulk/get', body), 400);
    }
  });

  it('finds the records of a space that was born in another dialect, as far as the member may see them', async () => {
    const gids = await spaceGids(gateway());
    const reader = await tokenOf(gateway(), gids.country, 'demo-reader-key');
    const { envelope } = await ask('records/search', { language: 'en', q: '+united -emirates' }, gids.country, reader);
    const names = envelope.result.records.map((gid: string) => envelope.data.records[gid].fields.en.name);
    expect(names).toContain('United Kingdom');
    expect(names).not.toContain('United Arab Emirates');
    const demons = await tokenOf(gateway(), gids.demonlist, 'demo-reader-key');
    const all = await ask('records/search', { language: 'en', filter: and(), 'page.size': 1000 }, gids.demonlist, demons);
    expect(all.status).toBe(200);
    expect(all.envelope.result['records.size']).toBeGreaterThan(10);
    const statuses = Object.values<Json>(all.envelope.data.records).map(({ fields }) => fields.en.status ?? 'approved');
    expect(new Set(statuses)).toEqual(new Set(['approved']));
  });
});
