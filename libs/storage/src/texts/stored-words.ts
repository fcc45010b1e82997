import { createHash } from 'node:crypto';
import { type IndexedRecord, type SpaceId, searchWords } from '#records';

/** Distinct words and marks that one record is found by; PostgreSQL takes no more than a megabyte of them. */
export const wordLimit = 20_000;

const plain = /^[a-z0-9]{1,24}$/;

const digest = (text: string, digits: number): string => createHash('sha256').update(text).digest('hex').slice(0, digits);

/**
 * How words and marks are written in the engines' indexes: letters and digits of ASCII only, so that no engine cuts, folds or
 * takes for an operator what stands there, and with what they belong to in front, so that nothing of another space is looked at.
 */
export class StoredWords {
  private readonly scopes = new Map<string, string>();
  private readonly everywhere: string;
  /** Stands in every record of the index. */
  readonly always: string;
  /** Stands in none. */
  readonly never: string;

  constructor(
    private readonly space: SpaceId,
    private readonly index: string,
  ) {
    this.everywhere = this.scopeOf('');
    this.always = `${this.everywhere}a`;
    this.never = `${this.everywhere}n`;
  }

  /** The stored forms of which a record has one if it has the word under the label. */
  word(label: string, word: string): readonly string[] {
    return this.under(label, spellWord(word));
  }

  mark(label: string, mark: string): readonly string[] {
    return this.under(label, spellMark(mark));
  }

  /** All of a record, joined by spaces, marks first. What it has under every label is written once. */
  of({ labels }: IndexedRecord): string {
    const all = Object.keys(labels).length;
    const marks = labelsBy(labels, 'marks');
    const texts = labelsBy(labels, 'texts');
    const words = new Map<string, Set<string>>();
    for (const [text, own] of texts) {
      for (const word of searchWords([text])) for (const label of own) addTo(words, word, label);
    }
    const spelt = [this.always];
    for (const [mark, own] of marks) this.push(spelt, spellMark(mark), own, all);
    for (const [word, own] of words) this.push(spelt, spellWord(word), own, all);
    return spelt.slice(0, wordLimit).join(' ');
  }

  private push(into: string[], spelt: string, labels: ReadonlySet<string>, all: number): void {
    if (labels.size === all) into.push(this.everywhere + spelt);
    else for (const label of labels) into.push(this.scopeOf(label) + spelt);
  }

  private under(label: string, spelt: string): readonly string[] {
    return [this.scopeOf(label) + spelt, this.everywhere + spelt];
  }

  private scopeOf(label: string): string {
    const known = this.scopes.get(label) ?? `s${digest(JSON.stringify([this.space, this.index, label]), 10)}`;
    this.scopes.set(label, known);
    return known;
  }
}

/** Each text once, with all labels under which it stands: most texts are the same under many. */
function labelsBy(labels: IndexedRecord['labels'], kind: 'texts' | 'marks'): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [label, own] of Object.entries(labels)) for (const text of own[kind]) addTo(found, text, label);
  return found;
}

function addTo(sets: Map<string, Set<string>>, name: string, label: string): void {
  const known = sets.get(name);
  if (known === undefined) sets.set(name, new Set([label]));
  else known.add(label);
}

const spellWord = (word: string): string => (plain.test(word) ? `w${word}` : `h${digest(word, 20)}`);
const spellMark = (mark: string): string => `m${digest(mark, 20)}`;
