import { holds, searchWords, type TextCondition, termWords } from '#records';
import { SearchError } from '../errors/unicat-errors.js';

/** What `q` asks for: which texts match, and what raises their score beyond that. */
export interface Terms {
  /** There is no term, so that nothing is asked for. */
  readonly none: boolean;
  readonly where: TextCondition;
  readonly raising: readonly TextCondition[];
}

/** Different terms of one `q`. */
export const mostTerms = 100;

/**
 * `+term` must occur, `-term` must not, plain terms raise the score; without a `+term` one of them has to occur (contract §6).
 * What has neither a letter nor a digit is in no text and asks for nothing.
 * @throws SearchError for too many terms
 */
export function readTerms(q: string): Terms {
  const required = new Map<string, TextCondition>();
  const excluded = new Map<string, TextCondition>();
  const plain = new Map<string, TextCondition>();
  const bySign: { readonly [sign: string]: Map<string, TextCondition> } = { '+': required, '-': excluded };
  for (const term of q.split(/\s+/u)) {
    const signed = bySign[term.charAt(0)];
    const words = termWords(signed === undefined ? term : term.slice(1));
    if (words.length > 0) (signed ?? plain).set(words.join(' '), allWords(words));
  }
  const count = required.size + excluded.size + plain.size;
  if (count > mostTerms) throw new SearchError();
  const raising = [...plain.values()];
  const some = required.size === 0 && plain.size > 0 ? [{ any: raising }] : [];
  const none = Array.from(excluded.values(), (not) => ({ not }));
  return { none: count === 0, where: { all: [...required.values(), ...some, ...none] }, raising };
}

function allWords(words: readonly string[]): TextCondition {
  return { all: words.map((word) => ({ word })) };
}

/** @returns the score of the texts, undefined where they do not match */
export function scoreOf({ where, raising }: Terms, texts: Iterable<string>): number | undefined {
  const facts = { words: searchWords(texts), marks: new Set<string>() };
  return holds(where, facts) ? raising.filter((each) => holds(each, facts)).length : undefined;
}
