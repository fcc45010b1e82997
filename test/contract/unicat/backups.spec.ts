import { beforeAll, expect, it } from 'vitest';
import type { Gateway } from '../../../apps/gateway/src/create-gateway.js';
import { describeOnEngines } from '../../support/gateway.js';
import { callerOf, gidPattern, type Json, project, records, sample, tokenOf } from './client.js';
import { finishedJob } from './jobs.js';

type GatewayStorage = Gateway['storage'];

const settings: Json = sample.data['cc.projects'][project];
const [ordering] = settings.options.orderedorderings as [string];
const definitions: Json[] = Object.values(sample.data.definitions);
const article = definitions.find(({ name, is_extended }) => name === 'article' && !is_extended)!;
const [changed, other] = records.filter(
  ({ definition, status, is_link, backlinks }) =>
    definition === article.gid && status === 'published' && !is_link && backlinks.length === 0,
) as [Json, Json];
const group = records.find(({ gid }) => gid === changed.parent)!;
const [query] = Object.values<Json>(sample.data.queries) as [Json];
const [module] = Object.values<Json>(sample.data.modules) as [Json];

/** The time of a change is that of the restoration, which is a change too. */
const withoutTime = ({ updated_on: _, ...record }: Json): Json => record;

let storage: GatewayStorage;
const prepare = async (opened: GatewayStorage): Promise<void> => {
  storage = opened;
};

describeOnEngines(
  'unicat: backups',
  (gateway) => {
    let token = '';
    let readerToken = '';
    beforeAll(async () => {
      token = await tokenOf(gateway());
      readerToken = await tokenOf(gateway(), project, 'demo-reader-key');
    });
    const { succeed, refuse, show } = callerOf(gateway, () => token);
    const reader = callerOf(gateway, () => readerToken);
    const init = async (): Promise<Json> => succeed('init');
    const all = async (): Promise<Json> =>
      (await succeed('records/get', { records: records.map(({ gid }) => gid) })).data.records;
    /** Sizes of all collections, and the entries of one. */
    const log = async (): Promise<Json> => {
      const { position, collections } = await storage.store.latest('noorderlicht').spaceHead();
      return { position, collections: Object.fromEntries([...collections].map(([name, { entries }]) => [name, entries])) };
    };
    const restore = async (version: number): Promise<Json> => {
      const { result, data } = await succeed('backups/restore', { version });
      expect(data).toEqual({});
      expect(Object.keys(result).sort()).toEqual(['job.token', 'last_restored', 'project', 'version']);
      expect(result).toMatchObject({ project, version, last_restored: expect.any(Number) });
      return finishedJob(gateway(), token, result['job.token']);
    };

    it('creates a backup that is listed at once, the newest first, and whose job is done', async () => {
      const { result, data } = await succeed('backups/create', { created_by: 'Ines', name: 'Before the sale' });
      expect(Object.keys(result).sort()).toEqual(['job.token', 'last_backed_up', 'project', 'version']);
      expect(result).toMatchObject({ project, version: 2, last_backed_up: expect.any(Number) });
      expect(result['job.token']).toMatch(gidPattern);
      expect(Object.keys(data)).toEqual(['cc.projects']);
      const backup = { version: 2, name: 'Before the sale', created_by: 'Ines', timestamp: result.last_backed_up };
      const listed = { ...settings, backups: { versions: [backup, ...settings.backups.versions], next_version: 3 } };
      expect(data['cc.projects']).toEqual({ [project]: listed });
      const opened = await init();
      expect(opened.data['cc.projects'][project]).toEqual(listed);
      expect(opened.result.last_backed_up).toBe(result.last_backed_up);
      expect(await finishedJob(gateway(), token, result['job.token'])).toMatchObject({
        project_gid: project,
        job: 'backup_project',
        status: 'done',
        info: {},
        created_on: result.last_backed_up,
      });
    });

    it('names a backup after its version, updates the name, deletes and never gives a version twice', async () => {
      const { version } = (await succeed('backups/create', { created_by: 'Ines' })).result;
      const listed = (answer: Json): Json[] => answer.data['cc.projects'][project].backups.versions;
      const updated = await succeed('backups/update', { version, name: 'Renamed' });
      expect(updated.result).toEqual({ project, version });
      expect(listed(updated)[0]).toMatchObject({ version, name: 'Renamed', created_by: 'Ines' });
      const gone = await succeed('backups/delete', { version });
      expect(gone.result).toEqual({ project });
      expect(listed(gone).map((each) => each.version)).not.toContain(version);
      await refuse('backups/restore', { version }, 422);
      await refuse('backups/update', { version, name: 'x' }, 422);
      const next = await succeed('backups/create', { created_by: 'Ines' });
      expect(next.result.version).toBe(version + 1);
      expect(listed(next)[0]).toMatchObject({ name: `Backup ${version + 1}` });
      const both = await succeed('backups/delete', { versions: [version, version + 1, 999] });
      expect(listed(both).map((each) => each.version)).toEqual([2, 1, 0]);
    });

    it('restores every collection of the project, and removes nothing from the log', async () => {
      const before = { records: await all(), opened: (await init()).data };
      const { version } = (await succeed('backups/create', { created_by: 'Ines' })).result;

      await succeed('records/update', { record: changed.gid, fields: { en: { name: 'Spoilt' }, de: { name: 'Verdorben' } } });
      const created = (await succeed('records/create', { parent: group.gid, ordering })).result.record;
      await succeed('queries/delete', { query: query.gid });
      const added = (await succeed('queries/create', { type: 'asset', name: 'New' })).result.query;
      await succeed('modules/unregister', { module: module.name });
      await succeed('modules/register', { module: 'Newcomer', version: '1' });
      const { channel } = (await succeed('channels/create', { name: 'New' })).result;
      const [keptChannel] = settings.options.orderedchannels.slice(1);
      await succeed('channels/delete', { channel: keptChannel });
      const later = await succeed('backups/create', { created_by: 'Ines', name: 'Spoilt' });
      await finishedJob(gateway(), token, later.result['job.token']);
      const spoilt = await all();
      expect(spoilt[changed.gid].title.en).toBe('Spoilt');
      expect(spoilt[group.gid].childcount).toBe(group.childcount + 1);
      const size = await log();

      const job = await restore(version);
      expect(job).toMatchObject({ job: 'restore_project', status: 'done', info: { total: expect.any(Number) } });
      const restored = await all();
      expect(Object.keys(restored)).toEqual(Object.keys(before.records));
      for (const [gid, record] of Object.entries<Json>(before.records)) {
        expect(withoutTime(restored[gid])).toEqual(withoutTime(record));
      }
      // What did not change since was not touched.
      expect(restored[other.gid]).toEqual(before.records[other.gid]);
      await refuse('records/get', { record: created }, 400);
      expect((await succeed('queries/get', { queries: [query.gid, added] })).data.queries).toEqual({ [query.gid]: query });
      expect((await succeed('modules/all')).result.module_names).toEqual([module.name]);
      expect((await succeed('modules/get', { module: module.name })).data.modules).toEqual({ [module.name]: module });
      const { data } = await init();
      const { backups, ...then } = before.opened['cc.projects'][project];
      expect(data['cc.projects'][project]).toMatchObject(then);
      expect(data['cc.projects'][project].options.channels).not.toHaveProperty(channel);
      for (const kind of ['definitions', 'classes', 'fields', 'layouts', 'queries'])
        expect(data[kind]).toEqual(before.opened[kind]);
      // Backups are about the log itself: those made since are still there.
      const versions = data['cc.projects'][project].backups.versions.map((each: Json) => each.version);
      expect(versions).toEqual([version + 1, version, ...backups.versions.map((each: Json) => each.version)]);

      const grown = await log();
      expect(grown.position).toBeGreaterThan(size.position);
      for (const [name, entries] of Object.entries<number>(size.collections)) {
        expect(grown.collections[name]).toBeGreaterThanOrEqual(entries);
      }
      const trail = await storage.store.latest('noorderlicht').listTrail('record', changed.gid);
      expect(trail).toHaveLength(3);
      expect(trail[2]?.blobHash).toBe(trail[0]?.blobHash);

      // And forth again.
      await restore(version + 1);
      expect(withoutTime(await show(changed.gid))).toEqual(withoutTime(spoilt[changed.gid]));
      expect(await show(created)).toMatchObject({ parent: group.gid, status: 'published' });
      expect((await succeed('modules/all')).result.module_names).toEqual(['Newcomer']);
      await restore(version);
    });

    it('restores what the demo project was when it came', async () => {
      await succeed('records/update', { record: changed.gid, fields: { en: { name: 'Spoilt again' } } });
      await restore(1);
      expect(withoutTime(await show(changed.gid))).toEqual(withoutTime(changed));
    });

    it('refuses version 0, unknown versions, and what is no version', async () => {
      for (const call of ['update', 'restore', 'delete']) {
        for (const version of [0, -1, 1.5, '1', [1], null]) await refuse(`backups/${call}`, { version, name: 'x' }, 400);
      }
      await refuse('backups/delete', { versions: [1, 0] }, 400);
      await refuse('backups/delete', { versions: 1 }, 400);
      await refuse('backups/delete', {}, 400);
      await refuse('backups/update', { version: 1 }, 400);
      await refuse('backups/update', { version: 999, name: 'x' }, 422);
      await refuse('backups/restore', { version: 999 }, 422);
      for (const body of [{}, { created_by: 5 }, { created_by: 'x', name: 5 }]) await refuse('backups/create', body, 400);
      for (const call of ['create', 'update', 'restore', 'delete']) await reader.refuse(`backups/${call}`, {}, 403);
    });
  },
  {},
  { data: 'demo', prepare },
);
