import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JsonValue, objectHash, type Space } from '#records';
import { openStorage, type Storage } from '#storage';
import { placementCollection, recordCollection, schemaCollection } from '../mapping/collections.js';
import { jsonFields } from '../mapping/schema-log.js';
import { ImportProject } from '../use-cases/import-project.use-case.js';
import type { Definition, Field } from '../wire/schema.js';
import { CatalogueTexts, recordIndex } from './catalogue-texts.js';
import { valueMark } from './marks.js';

const sample = JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'));
const fields: Field[] = Object.values(sample.data.fields);
const definitions: Definition[] = Object.values(sample.data.definitions);
const fieldNamed = (name: string): Field => fields.find((field) => field.name === name) as Field;
const definitionNamed = (name: string): Definition => definitions.find((each) => each.name === name) as Definition;
const stamp = { recordedAt: 1_800_000_000_000, recordedBy: '1' };

interface SampleRecord {
  readonly gid: string;
  readonly definition: string;
  readonly fields: { readonly [language: string]: { readonly [name: string]: JsonValue } };
}
const records: SampleRecord[] = Object.values(sample.data.records);
const having = (test: (record: SampleRecord) => boolean): string[] =>
  records
    .filter(test)
    .map(({ gid }) => gid)
    .sort();

describe('CatalogueTexts', () => {
  let storage: Storage;
  let space: Space;
  let texts: CatalogueTexts;
  let read: number;
  beforeEach(async () => {
    texts = new CatalogueTexts();
    read = 0;
    storage = await openStorage({
      url: 'sqlite::memory:',
      digester: { digest: objectHash },
      trees: [],
      texts: [
        {
          name: texts.name,
          collections: texts.collections,
          concerns: (of) => texts.concerns(of),
          open: async (reader, of) => {
            const source = await texts.open(reader, of);
            return {
              stale: (state) => source.stale(state),
              read: (keys) => {
                read += keys.length;
                return source.read(keys);
              },
            };
          },
        },
      ],
    });
    await new ImportProject(storage.store, storage.spaces, storage.accounts).execute({ space: 'shop', fixture: sample });
    space = (await storage.spaces.find('shop')) as Space;
  });
  afterEach(() => storage.close());

  const search = async (where: { word: string } | { mark: string }, label = 'nl'): Promise<string[]> =>
    (await storage.texts.search(space, recordIndex, { label, where, raising: [] })).map(({ key }) => key).sort();
  const change = (key: string, value: unknown) =>
    storage.store.write('shop', (tx) => tx.append({ collection: schemaCollection, key, fields: jsonFields(value), ...stamp }));

  it('reads each record once, and again only what changed', async () => {
    await search({ word: 'bosuil' });
    // Deleted records have two entries, which may be taken in one after the other.
    expect(read).toBeGreaterThanOrEqual(records.length);
    expect(read).toBeLessThan(records.length + 10);
    read = 0;
    await search({ word: 'waldkauz' });
    expect(read).toBe(0);
    const [record] = records as [SampleRecord];
    await storage.store.write('shop', (tx) =>
      tx.append({ collection: recordCollection, key: record.gid, fields: { 'name---nl': 'Quokka' }, ...stamp }),
    );
    expect(await search({ word: 'quokka' })).toEqual([record.gid]);
    expect(read).toBe(1);
  });

  it('follows labels: a record is found by the label that its key has now', async () => {
    const owls = having(({ fields: { nl } }) => nl?.['brand/key'] === 'waldkauz');
    expect(await search({ word: 'bosuil' })).toEqual(owls);
    const brand = fieldNamed('brand');
    const values = brand.options.values?.map((choice) => (choice.key === 'waldkauz' ? { ...choice, nl: 'Ransuil' } : choice));
    await change(`field:${brand.gid}`, { ...brand, options: { ...brand.options, values } });
    expect(await search({ word: 'bosuil' })).toEqual([]);
    expect(await search({ word: 'ransuil' })).toEqual(owls);
    expect(await search({ mark: valueMark(brand.gid, 'Ransuil') })).toEqual(owls);
  });

  it('leaves alone what a change of the schema does not concern', async () => {
    await search({ word: 'bosuil' });
    read = 0;
    const brand = fieldNamed('brand');
    await change(`field:${brand.gid}`, { ...brand, label: { en: 'Make', nl: 'Maak', de: 'Marke' } });
    await change('project', { ...sample.data['cc.projects'][sample.result.project], name: 'Renamed' });
    await search({ word: 'bosuil' });
    expect(read).toBe(0);
    const chapter = definitionNamed('chapter');
    await change(`definition:${chapter.gid}`, { ...chapter, fields: chapter.fields.slice(1) });
    await search({ word: 'bosuil' });
    expect(read).toBe(records.filter(({ definition }) => definition === chapter.gid).length);
  });

  it('follows a definition that loses a field, and titles that come from another one', async () => {
    const article = definitionNamed('article');
    const [first] = records.filter(({ definition }) => definition === article.gid) as [SampleRecord];
    const artnr = String(first.fields.nl?.artnr);
    expect(await search({ word: artnr.toLowerCase() })).toContain(first.gid);
    await change(`definition:${article.gid}`, {
      ...article,
      titlefield: fieldNamed('ean').gid,
      fields: article.fields.filter((gid) => gid !== fieldNamed('artnr').gid),
    });
    expect(await search({ word: artnr.toLowerCase() })).not.toContain(first.gid);
    const query = { label: 'nl', where: { word: String(first.fields.nl?.ean) }, raising: [] };
    const hits = await storage.texts.search(space, recordIndex, query);
    expect(hits.find(({ key }) => key === first.gid)?.title).toBe(first.fields.nl?.ean);
  });

  it('follows a new language', async () => {
    const project = sample.data['cc.projects'][sample.result.project];
    const languages = [...project.options.languages, 'fr'];
    await change('project', { ...project, options: { ...project.options, languages } });
    const [record] = records as [SampleRecord];
    await storage.store.write('shop', (tx) =>
      tx.append({ collection: recordCollection, key: record.gid, fields: { 'name---fr': 'Aurore' }, ...stamp }),
    );
    expect(await search({ word: 'aurore' }, 'fr')).toEqual([record.gid]);
    expect(await search({ word: 'te103-009' }, 'fr')).toEqual(await search({ word: 'te103-009' }));
  });

  it('catches up with a schema that changed several times, and back, while records were written', async () => {
    const season = fieldNamed('season');
    const spelt = (nl: string): Field => ({
      ...season,
      options: {
        ...season.options,
        values: season.options.values?.map((choice) => (choice.key === '3s' ? { ...choice, nl } : choice)) ?? null,
      },
    });
    await search({ word: 'bosuil' });
    await change(`field:${season.gid}`, spelt('Kwartaal'));
    await search({ word: 'kwartaal' });
    await change(`field:${season.gid}`, spelt('Semester'));
    await change(`field:${season.gid}`, season);
    const found = having(({ fields: { nl } }) => JSON.stringify(nl).includes('"Drie seizoenen"'));
    expect(await search({ word: 'seizoenen' })).toEqual(expect.arrayContaining(found));
    expect(await search({ word: 'kwartaal' })).toEqual([]);
    expect(await search({ word: 'semester' })).toEqual([]);
  });

  it('forgets a record that has no place any more', async () => {
    const [record] = records as [SampleRecord];
    const before = await search({ word: 'noorderlicht' });
    await storage.store.write('shop', async (tx) => {
      await tx.clear(placementCollection);
      await tx.append({ collection: recordCollection, key: record.gid, fields: { n: '1' }, ...stamp });
    });
    expect(await search({ word: 'noorderlicht' })).toEqual(before.filter((gid) => gid !== record.gid));
  });
});
