import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { objectHash, type Space } from '#records';
import { openStorage, type Storage } from '#storage';
import type { ProjectMember } from '../../guards/project-request.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { assetCollection } from '../../mapping/collections.js';
import { jsonFields, readJson } from '../../mapping/schema-log.js';
import { listAll } from '../../project/list-all.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { StoredSchemas } from '../../project/stored-schemas.js';
import { RecordTexts } from '../../serializers/record-texts.js';
import { Announcements } from '../../sync/announcements.js';
import { ImportProject } from '../import-project.use-case.js';
import { AddLanguage, RemoveLanguage } from './change-languages.use-cases.js';

const sample = JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'));
interface Asset {
  readonly gid: string;
  readonly title: { readonly [language: string]: string };
}
const stamp = { recordedAt: 1_800_000_000_000, recordedBy: '1' };

describe('AddLanguage and RemoveLanguage', () => {
  let storage: Storage;
  let writes: ProjectWrites;
  let member: ProjectMember;

  beforeEach(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
    await new ImportProject(storage.store, storage.spaces, storage.accounts).execute({ space: 'shop', fixture: sample });
    const clock = { now: () => stamp.recordedAt };
    const announcements = new Announcements(storage.store, clock);
    writes = new ProjectWrites(storage.store, clock, new StoredSchemas(), new RecordTexts(), announcements, new JobQueue());
    const space = (await storage.spaces.find('shop')) as Space;
    const found = await storage.accounts.findByGid(sample.result.user, 'shop');
    if (found?.membership === undefined) throw new Error('The API user is no member');
    member = { space, account: found.account, membership: found.membership };
  });
  afterEach(() => storage.close());

  const assets = async (): Promise<Map<string, Asset>> => {
    const records = await storage.store.read('shop', (reader) => listAll(reader, assetCollection));
    return new Map(records.map((record) => [record.key, readJson<Asset>(record)]));
  };

  it('go through the texts of assets, and leave alone what else is kept with them', async () => {
    const [{ gid, title }] = Object.values<Asset>(sample.data.assets) as [Asset];
    const document = { ...sample.data.assets[gid], title: { ...title, nl: 'Beeld' } };
    await storage.store.write('shop', (tx) =>
      tx.append({ collection: assetCollection, key: gid, fields: { ...jsonFields(document), folder: 'x' }, ...stamp }),
    );
    const before = await assets();
    await new AddLanguage(writes).execute({ member, language: 'nl-be' });
    const after = await assets();
    expect(after.get(gid)).toEqual({
      ...document,
      title: { ...document.title, 'nl-be': 'Beeld' },
      description: { ...document.description, 'nl-be': document.description.nl },
    });
    const stored = await storage.store.latest('shop').findRecord(assetCollection, { key: gid });
    expect(stored?.record.fields.folder).toBe('x');
    await new RemoveLanguage(writes).execute({ member, language: 'nl-be' });
    expect(await assets()).toEqual(before);
  });
});
