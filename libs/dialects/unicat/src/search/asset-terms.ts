import { everything, type TextCondition } from '#records';
import { SearchError } from '../errors/unicat-errors.js';
import { containing } from './grams.js';
import { mostTerms } from './terms.js';

/** What a `q` asks of the text of an asset; each term may be a part of a word. */
export interface AssetTerms {
  readonly none: boolean;
  /** How many plain terms occur; undefined where it is no match. */
  score(text: string): number | undefined;
  /** Holds of all assets that match. */
  readonly where: TextCondition;
}

/**
 * `+term` must occur, `-term` must not, plain terms raise the score; without a `+term` one of them has to occur (contract §6).
 * @throws SearchError for too many terms
 */
export function readAssetTerms(q: string): AssetTerms {
  const terms = q
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
  if (terms.length > mostTerms) throw new SearchError();
  const required = marked(terms, '+');
  const excluded = marked(terms, '-');
  const plain = terms.filter((term) => !isMarked(term));
  const one = required.length === 0 && plain.length > 0;
  return {
    none: terms.length === 0,
    score: (text) => {
      if (!required.every((term) => text.includes(term)) || excluded.some((term) => text.includes(term))) return undefined;
      const found = plain.filter((term) => text.includes(term)).length;
      return one && found === 0 ? undefined : found;
    },
    where: { all: [...required.map(containing), one ? { any: plain.map(containing) } : everything] },
  };
}

const isMarked = (term: string): boolean => /^[+-]./u.test(term);

function marked(terms: readonly string[], mark: '+' | '-'): string[] {
  return terms.filter((term) => isMarked(term) && term.startsWith(mark)).map((term) => term.slice(1));
}
