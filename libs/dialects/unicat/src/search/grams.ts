import type { TextCondition } from '#records';

/** Letters of a gram: with fewer, nearly all texts had each of them. */
const length = 3;
/** Where writing has thousands of letters two of them say as much. */
const shortLength = 2;
/** Grams of a text that are looked for: each rules out most of what is left. */
const mostAsked = 12;
/** Grams of all texts of one object; beyond, it is looked at whatever is asked. */
const mostKept = 12_000;

const ascii = /^[a-z0-9]+$/;
/** What is no use to tell texts apart. */
const between = /[^a-z0-9\u0080-\uffff]+/;
const beyondLatin = /^[\u0250-\uffff]+$/;

const everyMark = 'every gram';
const gramMark = (gram: string): string => `gram ${gram}`;

/** What texts hold whose parts are looked for, in the index of texts, which finds whole words only. */
export interface KeptGrams {
  readonly texts: readonly string[];
  readonly marks: readonly string[];
}

/** By which a text is found that `containing` asks for. */
export function gramsOf(texts: Iterable<string>): KeptGrams {
  const grams = new Set<string>();
  for (const text of texts) addGrams(text, grams);
  if (grams.size > mostKept) return { texts: [], marks: [everyMark] };
  const all = [...grams];
  return {
    // As words they take less room.
    texts: all.filter((gram) => ascii.test(gram)),
    marks: all.filter((gram) => !ascii.test(gram)).map(gramMark),
  };
}

/** What holds wherever one of the texts contains `part`, and in few other places. */
export function containing(part: string): TextCondition {
  const grams = new Set<string>();
  addGrams(part, grams);
  const asked = [...grams].slice(0, mostAsked).map((gram) => (ascii.test(gram) ? { word: gram } : { mark: gramMark(gram) }));
  return asked.length === 0 ? { all: [] } : { any: [{ all: asked }, { mark: everyMark }] };
}

/** By UTF-16 unit, as texts are searched. */
function addGrams(text: string, into: Set<string>): void {
  for (const piece of text.toLowerCase().split(between)) {
    for (let at = 0; at + shortLength <= piece.length; at += 1) {
      const gram = piece.slice(at, at + length);
      if (gram.length === length) into.add(gram);
      const pair = gram.slice(0, shortLength);
      if (beyondLatin.test(pair)) into.add(pair);
    }
  }
}
