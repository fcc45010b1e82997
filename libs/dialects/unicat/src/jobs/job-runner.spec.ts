import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatewaySpace, objectHash, type RecordStore, type Space, StorageUnavailable, systemClock } from '#records';
import { openStorage, type Storage } from '#storage';
import { NotPossible } from '../errors/unicat-errors.js';
import type { ProjectMember } from '../guards/project-request.js';
import { jobCollection, placementCollection } from '../mapping/collections.js';
import { readJob } from '../mapping/job-log.js';
import { readPlacement } from '../mapping/placement.js';
import { ProjectWrites } from '../project/project-writes.js';
import { StoredSchemas } from '../project/stored-schemas.js';
import { RecordTexts } from '../serializers/record-texts.js';
import { Announcements } from '../sync/announcements.js';
import { ImportProject } from '../use-cases/import-project.use-case.js';
import { DeleteRecordForGood } from '../use-cases/records/record-life.use-case.js';
import type { JobDocument } from '../wire/job.js';
import { JobQueue } from './job-queue.js';
import { JobRunner } from './job-runner.js';
import type { JobWork } from './job-work.js';

const sample = JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'));
const records: { gid: string; status: string; childcount: number; parent: string }[] = Object.values(sample.data.records);
const group = records.find(({ status, childcount }) => status === 'deleted' && childcount > 0)?.gid ?? '';
const children = records.filter(({ parent }) => parent === group).map(({ gid }) => gid);

describe('JobRunner', () => {
  let storage: Storage;
  let space: Space;
  let member: ProjectMember;

  beforeEach(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
    await new ImportProject(storage.store, storage.spaces, storage.accounts).execute({ space: 'shop', fixture: sample });
    space = (await storage.spaces.find('shop')) as Space;
    const found = await storage.accounts.findByGid(sample.result.user, 'shop');
    if (found?.membership === undefined) throw new Error('The API user is no member');
    member = { space, account: found.account, membership: found.membership };
  });
  afterEach(() => storage.close());

  /** A process of its own over the same storage. */
  function processOver(store: RecordStore, ...extra: readonly JobWork[]) {
    const queue = new JobQueue();
    const announcements = new Announcements(store, systemClock);
    const writes = new ProjectWrites(store, systemClock, new StoredSchemas(), new RecordTexts(), announcements, queue);
    const deleteForGood = new DeleteRecordForGood(writes);
    const options = { tokenTtlS: 60, readOnly: false, uploadLimit: 1, publicUrl: undefined };
    const start = (readOnly = false): JobRunner =>
      new JobRunner(store, storage.spaces, [deleteForGood, ...extra], { ...options, readOnly }, writes, announcements, queue);
    return { writes, deleteForGood, start };
  }

  const told = async (): Promise<JobDocument['status'][]> =>
    (await new Announcements(storage.store, systemClock).list(0, 100)).flatMap(({ announcement }) =>
      announcement.kind === 'job' ? [announcement.document.status] : [],
    );
  const stored = async (): Promise<JobDocument[]> =>
    (await storage.store.latest('shop').listRecords(jobCollection, { limit: 10 })).items.map((job) => readJob(job).document);
  const isThere = async (gid: string): Promise<boolean> => {
    const found = await storage.store.latest('shop').findRecord(placementCollection, { key: gid });
    return found !== undefined && readPlacement(found.record.fields) !== undefined;
  };
  async function until(done: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; !(await done()); tries += 1) {
      if (tries > 300) throw new Error('It did not happen');
      await sleep(10);
    }
  }
  const remove = (runs: ReturnType<typeof processOver>) =>
    runs.deleteForGood.execute({ member, record: group, languages: undefined });

  it('takes up at its start what an earlier process has left', async () => {
    await remove(processOver(storage.store));
    expect(await told()).toEqual(['queued']);
    expect(await isThere(group)).toBe(false);
    // What is left to do is unknown already.
    expect(await isThere(children[0] ?? '')).toBe(true);
    const seen = await processOver(storage.store).writes.execute(member, (write) => write.tree.findRooted([group, ...children]));
    expect([...seen.keys()]).toEqual([]);
    const runner = processOver(storage.store).start();
    await runner.onApplicationBootstrap();
    await until(async () => (await told()).at(-1) === 'done');
    expect(await told()).toEqual(['queued', 'processing', 'done']);
    expect(await stored()).toMatchObject([{ status: 'done', job: 'permanent_delete_record' }]);
    for (const gid of children) expect(await isThere(gid)).toBe(false);
    await runner.onModuleDestroy();
  });

  it('leaves it during maintenance', async () => {
    await remove(processOver(storage.store));
    const runner = processOver(storage.store).start(true);
    await runner.onApplicationBootstrap();
    await runner.onModuleDestroy();
    expect(await stored()).toMatchObject([{ status: 'queued' }]);
  });

  it('does the work once, although nobody could be told of its end', async () => {
    let announced = 0;
    const mute: RecordStore = {
      ...storage.store,
      latest: (id) => storage.store.latest(id),
      read: (id, work) => storage.store.read(id, work),
      found: (of, work) => storage.store.found(of, work),
      write: (id, work, options) => {
        if (id === gatewaySpace) announced += 1;
        // Queued and processing are told.
        if (id === gatewaySpace && announced > 2) throw new StorageUnavailable(new Error('gone'));
        return storage.store.write(id, work, options);
      },
    };
    let runs = 0;
    const counted: JobWork = {
      name: 'link_records',
      run: async () => {
        runs += 1;
        return { total: 7 };
      },
    };
    const first = processOver(mute, counted);
    const runner = first.start();
    await first.writes.execute(member, (write) => write.startJob('link_records', {}));
    await until(async () => (await stored())[0]?.status === 'done');
    await runner.onModuleDestroy();
    expect(await told()).toEqual(['queued', 'processing']);
    const next = processOver(storage.store, counted).start();
    await next.onApplicationBootstrap();
    await until(async () => (await told()).at(-1) === 'done');
    await next.onModuleDestroy();
    expect(runs).toBe(1);
    expect(await stored()).toMatchObject([{ status: 'done', info: { total: 7 } }]);
  });

  it.each([
    ['the reason where it was refused', new NotPossible('It cannot be done'), 'It cannot be done'],
    ['nothing of a failure of ours', new Error('SELECT secret'), 'Process error'],
  ])('ends a job that fails as done, with %s, and keeps nothing of its work', async (_, failure, reason) => {
    const failing: JobWork = {
      name: 'delete_records',
      run: async (write) => {
        await write.putRecords([{ gid: children[0] ?? '', placement: 'removed' }]);
        throw failure;
      },
    };
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const runs = processOver(storage.store, failing);
    const runner = runs.start();
    await runs.writes.execute(member, (write) => write.startJob('delete_records', {}));
    await until(async () => (await told()).at(-1) === 'done');
    expect(await stored()).toMatchObject([{ status: 'done', info: { error: reason } }]);
    expect(await isThere(children[0] ?? '')).toBe(true);
    await runner.onModuleDestroy();
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
});
