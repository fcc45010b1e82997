import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CollectionName, objectHash, type RecordFields, type Space, systemClock } from '#records';
import { openStorage, type Storage } from '#storage';
import type { ProjectMember } from '../guards/project-request.js';
import { JobQueue } from '../jobs/job-queue.js';
import { echoCollection, placementCollection, recordCollection, schemaCollection } from '../mapping/collections.js';
import { RecordTexts } from '../serializers/record-texts.js';
import { Announcements } from '../sync/announcements.js';
import { ImportProject } from '../use-cases/import-project.use-case.js';
import { DeleteOptions } from '../use-cases/options/change-options.use-cases.js';
import { SetChannels } from '../use-cases/records/channels.use-case.js';
import { SetOrderings } from '../use-cases/records/set-orderings.use-case.js';
import type { Definition, Field } from '../wire/schema.js';
import { commitItem } from './commit-item.js';
import { ProjectWrites } from './project-writes.js';
import { StoredSchemas } from './stored-schemas.js';

const sample = JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'));
interface SampleRecord {
  readonly gid: string;
  readonly parent: string | null;
  readonly definition: string;
  readonly channels: readonly string[];
  readonly fields: { readonly en: { readonly [name: string]: unknown } };
}
const records = Object.values<SampleRecord>(sample.data.records);
const definitions = Object.values<Definition>(sample.data.definitions);
const fieldNamed = (name: string): Field => Object.values<Field>(sample.data.fields).find((each) => each.name === name) as Field;
const { orderedchannels, orderedorderings } = sample.data['cc.projects'][sample.result.project].options;
const [, webshop, printed] = orderedchannels as [string, string, string];
const [ordering] = orderedorderings as [string];

describe('ProjectWrite tells of records that look different', () => {
  let storage: Storage;
  let writes: ProjectWrites;
  let member: ProjectMember;
  beforeEach(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
    await new ImportProject(storage.store, storage.spaces, storage.accounts).execute({ space: 'shop', fixture: sample });
    const announcements = new Announcements(storage.store, systemClock);
    writes = new ProjectWrites(storage.store, systemClock, new StoredSchemas(), new RecordTexts(), announcements, new JobQueue());
    const space = (await storage.spaces.find('shop')) as Space;
    const found = await storage.accounts.findByGid(sample.result.user, 'shop');
    if (found?.membership === undefined) throw new Error('The API user is no member');
    member = { space, account: found.account, membership: found.membership };
  });
  afterEach(() => storage.close());

  /** Keys of what was written to each collection. */
  async function written(change: () => Promise<unknown>): Promise<{ [collection: CollectionName]: string[] }> {
    const reader = storage.store.latest('shop');
    const { position } = await reader.spaceHead();
    await change();
    const entries = await reader.listChanges(position, 1000);
    const keysIn = (name: CollectionName): string[] =>
      entries.flatMap(({ collection, key }) => (collection === name ? [key] : []));
    return Object.fromEntries(entries.map(({ collection }) => [collection, keysIn(collection)]));
  }
  const commitField = ({ gid, ...field }: Field, change: Partial<Field>): Promise<unknown> =>
    writes.execute(member, async (write) => {
      const copy = { ...field, ...change, gid: 'copy', original: gid, is_working_copy: true };
      await write.putItem('field', copy);
      return commitItem(write, 'field', copy);
    });
  const placementOf = async (gid: string): Promise<RecordFields | undefined> =>
    (await storage.store.latest('shop').findRecord(placementCollection, { key: gid }))?.record.fields;

  it('by their definitions, and writes only those of which something else is stored', async () => {
    const brand = fieldNamed('brand');
    const users = definitions.filter((each) => each.fields.includes(brand.gid)).map(({ gid }) => gid);
    const echoes = users.map((gid) => `definition:${gid}`);
    const values = brand.options.values?.map((choice) => ({ ...choice, nl: 'x' })) ?? [];
    const relabelled = await written(() => commitField(brand, { options: { ...brand.options, values } }));
    expect(Object.keys(relabelled).sort()).toEqual([echoCollection, schemaCollection]);
    expect(relabelled[echoCollection]).toEqual(echoes);

    const renamed = await written(() => commitField(brand, { name: 'make' }));
    const having = records.filter(({ definition, fields }) => users.includes(definition) && fields.en['brand/key'] !== null);
    expect(having.length).toBeLessThan(records.filter(({ definition }) => users.includes(definition)).length);
    expect(renamed[recordCollection]?.toSorted()).toEqual(having.map(({ gid }) => gid).sort());
    expect([renamed[placementCollection], renamed[echoCollection]]).toEqual([undefined, echoes]);
  });

  it('all at once where a channel goes, which is left out of what is written later', async () => {
    const deletion = await written(() => new DeleteOptions(writes).execute(member, 'channel', { key: printed }));
    expect(deletion).toEqual({ [schemaCollection]: ['project'], [echoCollection]: ['all'] });
    const both = [webshop, printed];
    const having = records.filter(({ parent, channels }) => parent !== null && both.every((each) => channels.includes(each)));
    const [{ gid, parent }] = having as [SampleRecord];
    expect(await placementOf(gid)).toMatchObject({ [`channels.${parent}`]: both });
    const switchOn = { member, record: gid, channels: [webshop], enabled: true };
    expect(await written(() => new SetChannels(writes).execute(switchOn))).toEqual({});
    const order = { member, record: gid, orderings: { [ordering]: 7 }, languages: undefined };
    expect(await written(() => new SetOrderings(writes).execute(order))).toEqual({ [placementCollection]: [gid] });
    expect(await placementOf(gid)).toMatchObject({ [`channels.${parent}`]: [webshop], [`order.${parent}.${ordering}`]: '7' });
  });
});
