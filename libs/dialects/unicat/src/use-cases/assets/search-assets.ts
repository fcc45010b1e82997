import type { StoredAsset } from '../../mapping/asset-log.js';
import type { SearchedRecords } from '../../project/record-search.js';
import type { AssetDocument } from '../../wire/asset.js';
import type { Language } from '../../wire/schema.js';
import { assetFilter } from './asset-filter.js';

/**
 * Files that match, the best first (contract §6). Neither `q` nor `filter`: none.
 * @param now seconds since the Unix epoch
 * @throws SearchError where the filter cannot be evaluated
 */
export function searchAssets(
  assets: readonly StoredAsset[],
  { language, q, filter }: SearchedRecords,
  now: number,
): StoredAsset[] {
  const test = assetFilter(filter, { language, now });
  const terms = q
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
  if (terms.length === 0 && filter.length === 0) return [];
  return assets
    .filter(({ document }) => document.is_file && test(document))
    .map((asset) => ({ asset, score: scoreOf(textOf(asset.document, language), terms) }))
    .filter(({ score }) => score !== undefined)
    .sort((one, other) => (other.score ?? 0) - (one.score ?? 0) || byTitle(one.asset.document, other.asset.document, language))
    .map(({ asset }) => asset);
}

function textOf({ name, title, description }: AssetDocument, language: Language): string {
  return [name, title[language] ?? '', description[language] ?? ''].join('\n').toLowerCase();
}

/** How many terms occur; undefined where it is no match. Only if no term is a must, one of the plain ones has to occur. */
function scoreOf(text: string, terms: readonly string[]): number | undefined {
  const musts = marked(terms, '+');
  if (!musts.every((term) => text.includes(term)) || marked(terms, '-').some((term) => text.includes(term))) return undefined;
  const plain = terms.filter((term) => !/^[+-]./.test(term));
  const found = plain.filter((term) => text.includes(term)).length;
  return musts.length === 0 && plain.length > 0 && found === 0 ? undefined : musts.length + found;
}

function marked(terms: readonly string[], mark: '+' | '-'): string[] {
  return terms.filter((term) => term.length > 1 && term.startsWith(mark)).map((term) => term.slice(1));
}

function byTitle(one: AssetDocument, other: AssetDocument, language: Language): number {
  const first = [one.title[language] ?? '', one.gid];
  const second = [other.title[language] ?? '', other.gid];
  return first < second ? -1 : 1;
}
