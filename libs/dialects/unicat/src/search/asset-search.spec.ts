import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SearchError } from '../errors/unicat-errors.js';
import type { SearchedAsset } from './asset-filter.js';
import { searchAssets } from './asset-search.js';

const sample = JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'));
const assets: SearchedAsset[] = Object.values(sample.data.assets);
const now = 1_800_000_000;
const search = (query: { q?: string; filter?: readonly unknown[]; language?: string }) =>
  searchAssets(assets, { language: 'en', q: '', filter: [], ...query }, now);
const where = (test: (asset: SearchedAsset) => boolean): string[] =>
  assets
    .filter(test)
    .map(({ gid }) => gid)
    .sort();

describe('searchAssets', () => {
  it('finds images, as the query of the sample does, and files by extension', () => {
    const images = where(({ type }) => type !== null && type !== 'pdf');
    expect(images).toHaveLength(8);
    expect(search({ filter: ['type', 'is', 'image'] }).sort()).toEqual(images);
    expect(search({ filter: ['type', 'is', 'pdf'] }).sort()).toEqual(where(({ type }) => type === 'pdf'));
    expect(search({ filter: ['not', '', ['type', 'is', 'image']] })).toHaveLength(assets.length - 8);
  });

  it('finds by path, title and description, in the language that is searched', () => {
    const [asset] = assets.filter(({ type }) => type === 'jpg') as [SearchedAsset];
    const stem = asset.name.replace(/\.jpg$/, '');
    expect(search({ q: `+${asset.name}` })).toContain(asset.gid);
    expect(search({ filter: ['name', 'is', asset.name] })).toContain(asset.gid);
    expect(search({ filter: ['name', 'q', stem] })).toContain(asset.gid);
    expect(search({ q: `-${asset.name}` })).not.toContain(asset.gid);
    const titled = { ...asset, title: { en: 'Snow', nl: 'Sneeuw' } };
    expect(searchAssets([titled], { language: 'nl', q: 'sneeuw', filter: [] }, now)).toEqual([asset.gid]);
    expect(searchAssets([titled], { language: 'en', q: 'sneeuw', filter: [] }, now)).toEqual([]);
  });

  it('finds by time', () => {
    const [asset] = assets as [SearchedAsset];
    const filter = ['created_on', 'between', [asset.created_on, asset.created_on]];
    expect(search({ filter })).toContain(asset.gid);
    expect(search({ filter: ['updated_on', '<', [1, 'days']] })).toEqual([]);
    expect(search({ filter: ['updated_on', '>', [1, 'days']] })).toHaveLength(assets.length);
  });

  it('refuses what assets have not, and finds nothing where nothing is asked for', () => {
    for (const filter of [
      ['definition', 'is', 'x'],
      ['type', 'is'],
      ['type', 'has', 'image'],
      ['name', 'is', 5],
    ])
      expect(() => search({ filter })).toThrow(SearchError);
    expect(search({})).toEqual([]);
  });
});
