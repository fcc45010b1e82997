/**
 * What must hold of a record: words that occur in its texts (see `termWords`), and marks, which compare exactly. Both belong to
 * the label under which is searched. No condition in `all` is true, none in `any` is false.
 * Conditions may nest 80 deep.
 */
export type TextCondition =
  | { readonly word: string }
  | { readonly mark: string }
  | { readonly all: readonly TextCondition[] }
  | { readonly any: readonly TextCondition[] }
  | { readonly not: TextCondition };

/** What a record has under one label. */
export interface TextFacts {
  readonly words: ReadonlySet<string>;
  readonly marks: ReadonlySet<string>;
}

export const everything: TextCondition = { all: [] };

export function holds(condition: TextCondition, facts: TextFacts): boolean {
  if ('word' in condition) return facts.words.has(condition.word);
  if ('mark' in condition) return facts.marks.has(condition.mark);
  if ('all' in condition) return condition.all.every((each) => holds(each, facts));
  if ('any' in condition) return condition.any.some((each) => holds(each, facts));
  return !holds(condition.not, facts);
}

/** What lists of hits are ordered by: score descending, then title, then key. Texts compare by UTF-16 unit. */
export interface RankedHit {
  readonly key: string;
  readonly score: number;
  readonly title: string;
}

export function byRank(one: RankedHit, other: RankedHit): number {
  return other.score - one.score || byText(one.title, other.title) || byText(one.key, other.key);
}

function byText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
