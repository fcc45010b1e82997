import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { objectHash, type RecordReader, type RecordStore, type Space } from '#records';
import { openStorage, type Storage } from '#storage';
import type { ProjectMember } from '../guards/project-request.js';
import { placementCollection, recordCollection, schemaCollection } from '../mapping/collections.js';
import { type Placement, placementFields, readPlacement } from '../mapping/placement.js';
import { jsonFields } from '../mapping/schema-log.js';
import { RecordTexts } from '../serializers/record-texts.js';
import { ImportProject } from '../use-cases/import-project.use-case.js';
import type { RecordDocument } from '../wire/record.js';
import type { Field } from '../wire/schema.js';
import { StoredProject } from './stored-project.js';
import { StoredSchemas } from './stored-schemas.js';

const sample = JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'));
const records: RecordDocument[] = Object.values(sample.data.records);
const group = records.find(({ treelevel, childcount }) => treelevel === 2 && childcount > 10) as RecordDocument;
const article = records.find(({ parent, backlinks }) => parent === group.gid && backlinks.length > 0) as RecordDocument;
const stamp = { recordedAt: 1_800_000_000_000, recordedBy: '1' };

/** Counts what is read, in snapshots and out of them. */
function counting(store: RecordStore): { store: RecordStore; calls: string[] } {
  const calls: string[] = [];
  const counted = (reader: RecordReader): RecordReader =>
    new Proxy(reader, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
        return (...args: unknown[]) => {
          calls.push(String(name));
          return method.apply(target, args);
        };
      },
    });
  return {
    calls,
    store: {
      latest: (space) => counted(store.latest(space)),
      read: (space, work) => store.read(space, (reader) => work(counted(reader))),
      write: (space, work) => store.write(space, work),
      found: (space, work) => store.found(space, work),
    },
  };
}

describe('StoredProject', () => {
  let storage: Storage;
  let projects: StoredProject;
  let calls: string[];
  let member: ProjectMember;

  beforeEach(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
    await new ImportProject(storage.store, storage.spaces, storage.accounts).execute({ space: 'shop', fixture: sample });
    const counted = counting(storage.store);
    calls = counted.calls;
    projects = new StoredProject(counted.store, new StoredSchemas());
    const space = (await storage.spaces.find('shop')) as Space;
    const found = await storage.accounts.findByGid(sample.result.user, 'shop');
    if (found?.membership === undefined) throw new Error('The API user is no member');
    member = { space, account: found.account, membership: found.membership };
  });
  afterEach(() => storage.close());

  async function show(gid: string): Promise<RecordDocument> {
    const { schema, records: found } = await projects.find(member, [gid]);
    const view = found.get(gid);
    if (view === undefined) throw new Error(`${gid} is not there`);
    return JSON.parse(new RecordTexts().of(view, schema, schema.languages)) as RecordDocument;
  }

  async function place(gid: string, changes: Partial<Placement>): Promise<void> {
    await storage.store.write('shop', async (tx) => {
      const before = await tx.findRecord(placementCollection, { key: article.gid });
      const known = readPlacement(before?.record.fields ?? {});
      if (known === undefined) throw new Error('The article is not there');
      const placement: Placement = { ...known, ...changes };
      await tx.append({ collection: placementCollection, key: gid, fields: placementFields(placement), ...stamp });
    });
  }

  it('reads a record in one statement once it has been read, as long as the project does not change', async () => {
    const first = await show(article.gid);
    calls.length = 0;
    expect(await show(article.gid)).toEqual(first);
    expect(first).toEqual(article);
    expect(calls).toEqual(['findRecord']);
  });

  it('sees a new child and a new link at once', async () => {
    await show(group.gid);
    await show(article.gid);
    await place('00000000-0000-4000-8000-000000000001', { canonical: article.gid });
    expect((await show(group.gid)).childcount).toBe(group.childcount + 1);
    expect((await show(article.gid)).backlinks).toEqual([...article.backlinks, '00000000-0000-4000-8000-000000000001']);
  });

  it('sees that a record moved', async () => {
    await show(article.gid);
    await place(article.gid, { parent: sample.root });
    expect(await show(article.gid)).toMatchObject({ parent: sample.root, treelevel: 1, path: [article.gid, sample.root] });
  });

  it('sees changed values', async () => {
    await show(article.gid);
    await storage.store.write('shop', async (tx) => {
      const before = await tx.findRecord(recordCollection, { key: article.gid });
      const fields = { ...before?.record.fields, 'name---nl': 'Koepeltent', 'end-date': '2027-01-15T08:00:00Z' };
      await tx.append({ collection: recordCollection, key: article.gid, fields, ...stamp });
    });
    expect(await show(article.gid)).toMatchObject({
      title: { nl: 'Koepeltent' },
      fields: { nl: { name: 'Koepeltent' } },
      status: 'deleted',
    });
  });

  it('sees a changed schema', async () => {
    const before = await show(article.gid);
    expect(before.fields.nl?.brand).not.toBe('Ander merk');
    const brand = Object.values<Field>(sample.data.fields).find(({ name }) => name === 'brand') as Field;
    const values = brand.options.values?.map((choice) => ({ ...choice, nl: 'Ander merk' })) ?? [];
    const fields = jsonFields({ ...brand, options: { ...brand.options, values } });
    await storage.store.write('shop', (tx) =>
      tx.append({ collection: schemaCollection, key: `field:${brand.gid}`, fields, ...stamp }),
    );
    expect((await show(article.gid)).fields.nl?.brand).toBe('Ander merk');
  });

  it('reads 500 records in as many statements as two', async () => {
    const gids = Array.from({ length: 500 }, (_, at) => records[at % records.length]?.gid ?? '');
    await projects.find(member, gids.slice(0, 2));
    calls.length = 0;
    await projects.find(member, gids.slice(0, 2));
    const few = [...calls];
    calls.length = 0;
    expect((await projects.find(member, gids)).records.size).toBe(records.length);
    expect(calls).toEqual(few);
    expect(few.length).toBeLessThanOrEqual(6);
  });

  it('opens with the position of the latest entry', async () => {
    const { position } = await projects.open(member);
    await place(article.gid, { channels: ['__all__'] });
    expect((await projects.open(member)).position).toBe(position + 1);
  });
});
