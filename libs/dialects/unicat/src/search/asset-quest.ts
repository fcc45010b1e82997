import { everything, type RankedHit, type TextCondition } from '#records';
import type { SearchedRecords } from '../project/record-search.js';
import type { AssetDocument } from '../wire/asset.js';
import type { Language } from '../wire/schema.js';
import { type AssetLeaf, type FilterContext, readAssetFilter } from './asset-filter.js';
import { fileMark } from './asset-marks.js';
import { type AssetTerms, readAssetTerms } from './asset-terms.js';
import { type Filter, passes } from './filter.js';

/** A search for files once it was understood (contract §6). */
export class AssetQuest {
  private readonly language: Language;
  private readonly terms: AssetTerms;
  private readonly filter: Filter<AssetLeaf>;
  /** Neither `q` nor `filter`: nothing is asked for, and nothing found. */
  readonly isEmpty: boolean;

  /**
   * @param now seconds since the Unix epoch
   * @throws SearchError where the filter cannot be evaluated
   */
  constructor({ language, q, filter }: SearchedRecords, now: FilterContext['now']) {
    this.language = language;
    this.terms = readAssetTerms(q);
    this.filter = readAssetFilter(filter, { language, now });
    this.isEmpty = this.terms.none && filter.length === 0;
  }

  /** Holds of all that are found, and of others: what they really are is up to `rank`. */
  get candidates(): TextCondition {
    return { all: [{ mark: fileMark }, this.terms.where, relaxed(this.filter, false)] };
  }

  /** Undefined for an asset that is not found. */
  rank(asset: AssetDocument): RankedHit | undefined {
    if (this.isEmpty || !asset.is_file || !passes(this.filter, ({ test }) => test(asset))) return undefined;
    const title = asset.title[this.language] ?? '';
    const text = [asset.name, title, asset.description[this.language] ?? ''].join('\n').toLowerCase();
    const score = this.terms.score(text);
    return score === undefined ? undefined : { key: asset.gid, title, score };
  }
}

/** A condition that holds wherever the filter, or if `negated` its opposite, does. */
function relaxed(filter: Filter<AssetLeaf>, negated: boolean): TextCondition {
  if ('not' in filter) return relaxed(filter.not, !negated);
  if ('leaf' in filter) {
    const { where, exact } = filter.leaf;
    if (!negated) return where;
    return exact ? { not: where } : everything;
  }
  const operands = ('all' in filter ? filter.all : filter.any).map((each) => relaxed(each, negated));
  return 'all' in filter !== negated ? { all: operands } : { any: operands };
}
