/** Of a word: between parts it may be cut. */
const part = /[\p{L}\p{N}]+/gu;
/** What has nothing to fold but its case. */
const ascii = /^[\x20-\x7e\s]*$/;
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** Spelling that a search does not tell apart: case, diacritics, compatibility forms such as `ﬁ`. */
function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  const lower = text.normalize('NFKD').toLowerCase().normalize('NFKD');
  return lower
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ');
}

/** The whitespace separated words of a text, without what stands around them: `(TE103-009),` gives `te103-009`. */
export function termWords(text: string): string[] {
  return fold(text)
    .split(/\s+/u)
    .map((each) => each.replace(edges, ''))
    .filter((word) => word !== '');
}

/** Parts of a compound word, such as an address, that are found together; the whole of it is found however long it is. */
const mostParts = 6;

/**
 * All that texts are found by: their words and, of compound ones, every run of parts: `te103-009-s` is found by `te103`,
 * `te103-009`, `009-s` and so on. Each once, in no particular order.
 */
export function searchWords(texts: Iterable<string>): Set<string> {
  const words = new Set<string>();
  for (const text of texts) for (const word of termWords(text)) addRuns(word, words);
  return words;
}

function addRuns(word: string, into: Set<string>): void {
  into.add(word);
  const parts = [...word.matchAll(part)];
  if (parts.length < 2) return;
  for (const [first, { index: start }] of parts.entries()) {
    for (const last of parts.slice(first, first + mostParts)) into.add(word.slice(start, last.index + last[0].length));
  }
}
