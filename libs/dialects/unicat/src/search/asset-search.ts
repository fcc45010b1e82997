import type { Gid } from '../wire/schema.js';
import { readAssetFilter, type SearchedAsset } from './asset-filter.js';
import { passes } from './filter.js';
import { rankItems } from './ranked-items.js';
import type { SearchQuery } from './search-parameters.js';

/**
 * The assets that `q` and `filter` find (contract §6): `q` looks at the path and at title and description in the language.
 * @param now seconds since the Unix epoch
 * @throws SearchError
 */
export function searchAssets(assets: Iterable<SearchedAsset>, query: SearchQuery, now: number): Gid[] {
  const { language } = query;
  const filter = readAssetFilter(query.filter, now);
  return rankItems(assets, query, {
    gidOf: ({ gid }) => gid,
    titleOf: ({ title, name }) => title[language] ?? name,
    textsOf: ({ pathname, title, description }) => [pathname, title[language] ?? '', description[language] ?? ''],
    passes: (asset) => passes(filter, (test) => test(asset)),
  });
}
