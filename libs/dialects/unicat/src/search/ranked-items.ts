import { byRank } from '#records';
import type { Gid } from '../wire/schema.js';
import type { SearchQuery } from './search-parameters.js';
import { readTerms, scoreOf } from './terms.js';

/** How items that are all in memory are searched. */
export interface ItemReading<Item> {
  gidOf(item: Item): Gid;
  titleOf(item: Item): string;
  textsOf(item: Item): readonly string[];
  passes(item: Item): boolean;
}

/**
 * Gids of what is found, in the order of every search: score descending, then title, then gid.
 * @throws SearchError
 */
export function rankItems<Item>(items: Iterable<Item>, query: SearchQuery, reading: ItemReading<Item>): Gid[] {
  const terms = readTerms(query.q);
  if (terms.none && query.filter.length === 0) return [];
  const hits = Array.from(items).flatMap((item) => {
    const score = reading.passes(item) ? scoreOf(terms, reading.textsOf(item)) : undefined;
    return score === undefined ? [] : [{ key: reading.gidOf(item), title: reading.titleOf(item), score }];
  });
  return hits.sort(byRank).map(({ key }) => key);
}
