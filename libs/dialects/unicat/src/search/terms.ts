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
const mostTerms = 100;

/**
 * `+term` must occur, `-term` must not, plain terms raise the score; without a `+term` one of them has to occur (contract §6).
 * What has neither a letter nor a digit is in no text and asks for nothing.
 * @throws SearchError for too many terms
 */
export function readTerms(q: string): Terms {
  const terms = {
    '+': new Map<string, TextCondition>(),
    '-': new Map<string, TextCondition>(),
    '': new Map<string, TextCondition>(),
  };
  for (const term of q.split(/\s+/u)) {
    const sign = term.startsWith('+') ? '+' : term.startsWith('-') ? '-' : '';
    const words = termWords(term.slice(sign.length));
    if (words.length > 0) terms[sign].set(words.join(' '), allWords(words));
  }
  const [required, excluded, plain] = [terms['+'], terms['-'], terms['']].map((each) => [...each.values()]) as [
    TextCondition[],
    TextCondition[],
    TextCondition[],
  ];
  const count = required.length + excluded.length + plain.length;
  if (count > mostTerms) throw new SearchError(`More than ${mostTerms} terms`);
  const some = required.length === 0 && plain.length > 0 ? [{ any: plain }] : [];
  return { none: count === 0, where: { all: [...required, ...some, ...excluded.map((not) => ({ not }))] }, raising: plain };
}

function allWords(words: readonly string[]): TextCondition {
  return { all: words.map((word) => ({ word })) };
}

/** @returns the score of the texts, undefined where they do not match */
export function scoreOf({ where, raising }: Terms, texts: Iterable<string>): number | undefined {
  const facts = { words: searchWords(texts), marks: new Set<string>() };
  return holds(where, facts) ? raising.filter((each) => holds(each, facts)).length : undefined;
}
