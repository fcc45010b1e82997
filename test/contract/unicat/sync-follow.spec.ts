import { beforeEach, expect, it } from 'vitest';
import { describeOnFreshGateways } from '../../support/gateway.js';
import { AssetClient, assetAt, rootAsset } from './assets.js';
import { callerOf, type Json, project, records, sample, tokenOf } from './client.js';
import { finishedJob } from './jobs.js';
import { OfficialClient } from './official-client.js';
import { syncOf } from './sync.js';

const [ordering] = sample.data['cc.projects'][project].options.orderedorderings as [string];
const named = (kind: string, name: string): Json => Object.values<Json>(sample.data[kind]).find((each) => each.name === name)!;
const group = records.find(({ treelevel, childcount }) => treelevel === 2 && childcount > 12)!;
const children = records.filter(({ parent }) => parent === group.gid);
const query = named('queries', 'Tents').gid as string;
const [module] = Object.keys(sample.data.modules) as [string];

/** Somebody who holds everything and only follows the streams knows what there is (contract §7). */
describeOnFreshGateways('unicat: what the streams tell of each area', (gateway) => {
  let token = '';
  let watcher: OfficialClient;
  beforeEach(async () => {
    token = await tokenOf(gateway());
    watcher = await OfficialClient.connect(gateway());
    await watcher.call('/records/get', { records: records.map(({ gid }) => gid) });
    await watcher.call('/assets/get', { assets: Object.keys(sample.data.assets) });
    await watcher.call('/modules/get', { modules: [module] });
  });
  const { succeed, refuse } = callerOf(gateway, () => token);
  const stream = syncOf(gateway, () => token);

  /** What the project's stream and the global one say of some changes, each object once; then the watcher is up to date. */
  async function told(changes: () => Promise<unknown>): Promise<string[]> {
    const before = await stream.cursors();
    await changes();
    const items = await stream.get({ cc_cursor: before['cc.cursor'], project, cursor: before.cursor });
    await watcher.sync();
    await watcher.expectCurrent();
    return items
      .filter(({ data_type }) => data_type !== 'jobs')
      .map((each) => `${each.action} ${each.data_type} ${each.data_key}`)
      .sort();
  }

  it('saved queries', async () => {
    let made = '';
    expect(
      await told(async () => {
        made = (await succeed('queries/create', { type: 'asset', name: 'New' })).result.query;
      }),
    ).toEqual([`INSERT queries ${made}`]);
    expect(await told(() => succeed('queries/update', { query, q: 'x' }))).toEqual([`UPDATE queries ${query}`]);
    expect(await told(() => succeed('queries/delete', { query: made }))).toEqual([`DELETE queries ${made}`]);
  });

  it('modules, under their names', async () => {
    expect(await told(() => succeed('modules/register', { module: 'a/b c', version: '1' }))).toEqual(['INSERT modules a/b c']);
    expect(await told(() => succeed('modules/keys/set', { module, key: 'k', value: 1 }))).toEqual([`UPDATE modules ${module}`]);
    expect(await told(() => succeed('modules/logs/add', { module, version: '3.0.0' }))).toEqual([`UPDATE modules ${module}`]);
    expect(await told(() => succeed('modules/unregister', { module: 'a/b c' }))).toEqual(['DELETE modules a/b c']);
  });

  it('settings of the project, and the records and definitions that they change', async () => {
    const settings = `UPDATE cc.projects ${project}`;
    let key = '';
    expect(
      await told(async () => {
        key = (await succeed('channels/create', { name: 'C' })).result.channel;
      }),
    ).toEqual([settings]);
    const [child] = children as [Json];
    await told(() => succeed('records/channels/set', { record: child.gid, channels: [key], enabled: true }));
    expect(await told(() => succeed('channels/delete', { channel: key }))).toContain(settings);
    expect(await told(() => succeed('orderings/create', { name: 'O' }))).toEqual([settings]);
    await told(() => succeed('fieldlists/create', { name: 'F' }));
    await told(() => succeed('languages/add', { language: 'fr' }));
    await told(() => succeed('languages/remove', { language: 'nl' }));
    await told(() => succeed('backups/create', { created_by: 'X' }));
  });

  it('assets: uploads, new versions, and everything in a folder that is renamed, deleted or taken back', async () => {
    const client = await AssetClient.open(gateway());
    const tents = assetAt('/products/tents');
    const inside = Object.values<Json>(sample.data.assets).filter(({ pathname }) => pathname.startsWith('/products/tents/'));
    let made: Json = {};
    expect(
      await told(async () => {
        made = await client.upload('a.txt', 'a', tents.gid);
      }),
    ).toEqual([`INSERT assets ${made.gid}`, `UPDATE assets ${tents.gid}`].sort());
    const parts = [
      { name: 'asset', content: made.gid },
      { name: 'upload_file', content: 'b', filename: 'b.txt' },
    ];
    expect(await told(() => client.send('upload_update', ...parts))).toEqual([`UPDATE assets ${made.gid}`]);
    const all = [tents, ...inside, made].map(({ gid }) => `UPDATE assets ${gid}`);
    expect(await told(() => client.ask('update', { asset: tents.gid, name: 'huts' }))).toEqual(expect.arrayContaining(all));
    expect(await told(() => client.ask('delete', { asset: tents.gid }))).toEqual(expect.arrayContaining(all));
    expect(await told(() => client.ask('undelete', { asset: tents.gid }))).toEqual(expect.arrayContaining(all));
    await client.ask('delete', { asset: made.gid });
    expect(await told(() => client.ask('permanent_delete', { asset: made.gid }))).toContain(`DELETE assets ${made.gid}`);
    await told(() => client.ask('create', { parent: rootAsset, name: 'empty' }));
  });

  it('records that a change of the schema changed', async () => {
    const { result } = await succeed('fields/modify', {
      field: named('fields', 'stock').gid,
      name: 'in_stock',
      is_localized: true,
    });
    const items = await told(() => succeed('fields/commit', { field: result.field }));
    const article = named('definitions', 'article').gid;
    for (const { gid, definition } of records) if (definition === article) expect(items).toContain(`UPDATE records ${gid}`);
    // Nothing of the records changed but how a key is read.
    const brand = named('fields', 'brand');
    const values = brand.options.values.map((choice: Json) => ({ ...choice, en: `${choice.en}!` }));
    const relabelled = await succeed('fields/modify', { field: brand.gid, options: { ...brand.options, values } });
    expect(await told(() => succeed('fields/commit', { field: relabelled.result.field }))).toContain(
      `UPDATE records ${group.gid}`,
    );
    // What does not show in records is not told of them.
    const titled = await succeed('definitions/modify', { definition: article, label: { en: 'Item', nl: 'Item', de: 'Item' } });
    const quiet = await told(() => succeed('definitions/commit', { definition: titled.result.definition }));
    expect(quiet.filter((each) => each.includes(' records '))).toEqual([]);
    const copy = await succeed('definitions/fields/remove', { definition: article, field: named('fields', 'image').gid });
    await told(() => succeed('definitions/commit', { definition: copy.result.definition }));
  });

  const article = named('definitions', 'article').gid as string;
  const extended = Object.values<Json>(sample.data.definitions).filter(({ is_extended }) => is_extended);
  /** Records and links, whether they have the definition itself or a copy of their own. */
  const articles = records.filter(({ definition }) => [article, ...extended.map(({ gid }) => gid)].includes(definition));
  const updated = (from: readonly Json[]): string[] => from.map(({ gid }) => `UPDATE records ${gid}`);
  const recordsIn = (items: readonly string[]): string[] => items.filter((each) => each.includes(' records ')).sort();
  const commit = async (kind: 'field' | 'definition', gid: string, change: object): Promise<void> => {
    const copy = await succeed(`${kind}s/modify`, { [kind]: gid, ...change });
    await succeed(`${kind}s/commit`, { [kind]: copy.result[kind] });
  };

  it('all that show a changed definition: records and links, also by a copy of their own, and no others', async () => {
    expect(extended).toMatchObject([{ original: article }]);
    expect(articles.filter(({ is_link }) => is_link).length).toBeGreaterThan(0);
    const usps = named('fields', 'usps').gid;
    const own = watcher.hold('definitions', extended[0]!.gid);
    const gaining = await succeed('definitions/fields/add', { definition: article, field: usps });
    const gained = await told(() => succeed('definitions/commit', { definition: gaining.result.definition }));
    expect(recordsIn(gained)).toEqual(updated(articles).sort());
    expect(watcher.hold('definitions', own.gid).fields).toEqual(expect.arrayContaining([...own.fields, usps]));
    for (const { gid } of articles) expect(watcher.hold('records', gid).fields.en).toHaveProperty('usps', null);

    const logistics = named('classes', 'logistics').gid;
    const widened = await succeed('classes/fields/add', { class: logistics, field: named('fields', 'summary').gid });
    const wide = await told(() => succeed('classes/commit', { class: widened.result.class }));
    expect(recordsIn(wide)).toEqual(updated(articles).sort());
    for (const { gid } of articles) expect(watcher.hold('records', gid).fields.en).toHaveProperty('summary', null);

    const titled = await told(() => commit('definition', article, { titlefield: named('fields', 'artnr').gid }));
    expect(recordsIn(titled)).toEqual(updated(articles).sort());

    const copy = await succeed('definitions/fields/move', { definition: article, field: usps, before_field: own.fields[0] });
    const moved = await told(() => succeed('definitions/commit', { definition: copy.result.definition }));
    expect(recordsIn(moved)).toEqual([]);
  });

  it('all that show a field whose keys read as themselves, where it is in a class too', async () => {
    const colors = named('fields', 'colors');
    const users = new Set([named('definitions', 'variant').gid, article, ...extended.map(({ gid }) => gid)]);
    const showing = records.filter(({ definition }) => users.has(definition));
    const keyed = await told(() => commit('field', colors.gid, { options: { ...colors.options, value_labels: false } }));
    expect(recordsIn(keyed)).toEqual(updated(showing).sort());
    const values = colors.options.values.map((choice: Json) => ({ ...choice, nl: `${choice.nl}!` }));
    const quiet = await told(() => commit('field', colors.gid, { options: { value_labels: false, values } }));
    expect(recordsIn(quiet)).toEqual([]);
    const labelled = await told(() => commit('field', colors.gid, { options: { value_labels: true, values } }));
    expect(recordsIn(labelled)).toEqual(updated(showing).sort());
  });

  it('a private copy of a definition that gets one more field, and what becomes of it', async () => {
    const [own] = records.filter(({ definition, is_link }) => definition === extended[0]!.gid && !is_link) as [Json];
    const family = records.filter(({ canonical }) => canonical === own.gid);
    const add = (name: string): Promise<unknown> =>
      succeed('records/definition/fields/add', { record: own.gid, field: named('fields', name).gid });
    expect(await told(() => add('usps'))).toEqual(expect.arrayContaining(updated(family)));
    // From now on it has a copy that nobody else has, and none of its values changes.
    expect(recordsIn(await told(() => add('summary')))).toEqual(updated(family).sort());
    const committed = await told(() => succeed('records/definition/commit', { record: own.gid }));
    expect(recordsIn(committed)).toEqual(updated(articles).sort());
    const reverted = { record: articles.find(({ gid }) => gid !== own.gid)!.gid, field: named('fields', 'images').gid };
    await told(() => succeed('records/definition/fields/add', reverted));
    await told(() => succeed('records/definition/revert', { record: reverted.record }));
  });

  it.each([
    ['channels', 'channel'],
    ['orderings', 'ordering'],
  ])('a record that has one of the %s that are deleted, also by one of many calls', async (names, kind) => {
    const [child, other] = children as [Json, Json];
    const [parent] = records.filter(({ treelevel }) => treelevel === 1) as [Json];
    const own = (value: string | undefined): Json => (kind === 'channel' ? [value] : { [value ?? '']: 7 });
    const give = (gid: string, key: string): Promise<unknown> =>
      succeed(`records/${names}/set`, { record: gid, [names]: own(key), ...(kind === 'channel' ? { enabled: true } : {}) });
    const { result: one } = await succeed(`${names}/create`, { name: 'One' });
    const { result: two } = await succeed(`${names}/create`, { name: 'Two' });
    for (const key of [one[kind], two[kind]]) for (const { gid } of [child, other]) await give(gid, key);
    await watcher.sync();
    const before = watcher.hold('records', child.gid);
    const has = (gid: string, key: string): boolean => {
      const held = watcher.hold('records', gid)[names];
      return Array.isArray(held) ? held.includes(key) : key in held;
    };
    expect([has(child.gid, one[kind]), has(child.gid, two[kind])]).toEqual([true, true]);
    const items = await told(() => succeed(`${names}/delete`, { [kind]: one[kind] }));
    expect(items).toEqual(expect.arrayContaining(updated([child, other])));
    expect([has(child.gid, one[kind]), has(child.gid, two[kind])]).toEqual([false, true]);
    expect(watcher.hold('records', child.gid).updated_on).toBe(before.updated_on);

    // What the record still has of it stays unseen, whatever becomes of the record.
    const named = { record: child.gid, ordering };
    await told(() => succeed('records/duplicate', named));
    await told(() => succeed('records/move', { ...named, parent: parent.gid }));
    await told(() => succeed('records/deep_copy', { record: group.gid, parent: parent.gid, ordering }));
    expect(await told(() => give(other.gid, two[kind]))).toEqual(kind === 'channel' ? [] : updated([other]));
    await refuse(`records/${names}/set`, { record: child.gid, [names]: own(one[kind]), enabled: true }, 400);

    const requests = [
      { path: '/records/update', body: { record: child.gid, fields: { en: { name: 'In between' } } } },
      { path: `/${names}/delete`, body: { [names]: [two[kind]] } },
    ];
    expect(await told(() => succeed('batch', { requests }))).toEqual(expect.arrayContaining(updated([child, other])));
    expect(has(other.gid, two[kind])).toBe(false);
  });

  it('every record when a language goes, and when all comes back as it was', async () => {
    const { result } = await succeed('channels/create', { name: 'C' });
    const [child] = children as [Json];
    await succeed('records/channels/set', { record: child.gid, channels: [result.channel], enabled: true });
    await watcher.sync();
    const before = watcher.hold('records', child.gid);
    const { version } = (await succeed('backups/create', { created_by: 'X' })).result;
    await told(() => succeed('channels/delete', { channel: result.channel }));
    expect(watcher.hold('records', child.gid).channels).not.toContain(result.channel);
    const items = await told(() => succeed('languages/remove', { language: 'de' }));
    expect(recordsIn(items)).toEqual(updated(records).sort());
    await told(() => stream.finish(() => succeed('backups/restore', { version }), 'restore_project'));
    const { updated_on: _, ...restored } = watcher.hold('records', child.gid);
    const { updated_on: __, ...then } = before;
    expect(restored).toEqual(then);
  });

  it('what a bulk job did to all that a search found', async () => {
    const selection = [{ search: { language: 'en', q: '+aurora', filter: [] }, exclude: [children[0]!.gid] }];
    const found = (await succeed('records/bulk/get', { selection, 'page.size': 1000 })).result.records as string[];
    expect(found.length).toBeGreaterThan(5);
    const run = async (path: string, body: object = {}): Promise<void> => {
      const { result } = await succeed(`records/bulk/${path}`, { selection, ...body });
      const { info } = await finishedJob(gateway(), token, result['job.token']);
      expect(info).not.toHaveProperty('error');
    };
    const all = found.map((gid) => `UPDATE records ${gid}`);
    expect(await told(() => run('delete'))).toEqual(expect.arrayContaining(all));
    expect(found.map((gid) => watcher.hold('records', gid).status)).toEqual(found.map(() => 'deleted'));
    expect(watcher.hold('records', children[0]!.gid).status).toBe('published');
    expect(await told(() => run('undelete'))).toEqual(expect.arrayContaining(all));
    await told(() => run('link', { parent: group.parent, ordering }));
    await told(() => run('delete'));
    // What is selected is found again when the job begins.
    const gone = await told(() => run('permanent_delete'));
    expect(gone.filter((each) => each.startsWith('DELETE records')).length).toBeGreaterThanOrEqual(found.length);
    for (const gid of found) expect(watcher.data.records).not.toHaveProperty(gid);
  });
});
