import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { objectHash, type RecordReader, type RecordStore, type Space, systemClock } from '#records';
import { openStorage, type Storage } from '#storage';
import { assetFields } from '../mapping/asset-log.js';
import { assetCollection } from '../mapping/collections.js';
import { ImportProject } from '../use-cases/import-project.use-case.js';
import type { AssetDocument } from '../wire/asset.js';
import { AssetSearch } from './asset-search.js';
import { AssetTexts } from './asset-texts.js';

const sample = JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'));
const [model] = Object.values<AssetDocument>(sample.data.assets).filter(({ is_file }) => is_file) as [AssetDocument];
const folder = '00000000-0000-4000-8000-ffffffffffff';
const gidOf = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
const count = 1200;

describe('AssetSearch', () => {
  let storage: Storage;
  let space: Space;
  let search: AssetSearch;
  let read: number;

  beforeEach(async () => {
    storage = await openStorage({
      url: 'sqlite::memory:',
      digester: { digest: objectHash },
      trees: [],
      texts: [new AssetTexts()],
    });
    await new ImportProject(storage.store, storage.spaces, storage.accounts).execute({ space: 'shop', fixture: sample });
    space = (await storage.spaces.find('shop')) as Space;
    const files = Array.from({ length: count }, (_, at) => {
      const name = `IMG_${String(at).padStart(5, '0')}.jpg`;
      return { folder, document: { ...model, gid: gidOf(at), name, pathname: `/many/${name}`, path: '/many' } };
    });
    await storage.store.write(space.id, (tx) =>
      tx.appendAll(
        files.map((asset) => ({
          collection: assetCollection,
          key: asset.document.gid,
          fields: assetFields(asset),
          recordedAt: 0,
          recordedBy: '1',
        })),
      ),
    );
    read = 0;
    search = new AssetSearch(counting(storage.store), storage.texts, systemClock);
  });
  afterEach(() => storage.close());

  /** Counts the assets that are read. */
  function counting(store: RecordStore): RecordStore {
    const latest = (id: string): RecordReader => {
      const reader = store.latest(id);
      const findRecords: RecordReader['findRecords'] = (collection, keys, by) => {
        read += keys.length;
        return reader.findRecords(collection, keys, by);
      };
      return Object.assign(Object.create(reader) as RecordReader, { findRecords });
    };
    return Object.assign(Object.create(store) as RecordStore, { latest });
  }

  it('reads what is found and little else', async () => {
    expect(await search.find(space, { language: 'en', q: 'g_00777', filter: [] })).toEqual([gidOf(777)]);
    expect(await search.find(space, { language: 'en', q: '', filter: ['name', 'is', 'IMG_00042.jpg'] })).toEqual([gidOf(42)]);
    expect(read).toBe(2);
  });

  it('lists a folder in order without reading any of it', async () => {
    expect(await search.listFolder(space, folder)).toEqual(Array.from({ length: count }, (_, at) => gidOf(at)));
    expect(read).toBe(0);
  });

  it('asks the index once while nothing of the assets changes', async () => {
    const query = { language: 'en', q: '+IMG', filter: [] };
    const found = await search.find(space, query);
    const before = read;
    expect(found).toHaveLength(count);
    expect(await search.find(space, query)).toBe(found);
    expect(read).toBe(before);
  });
});
