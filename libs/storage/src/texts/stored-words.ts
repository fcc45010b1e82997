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
    const marks = this.gather(labels, ({ marks: own }) => own.map(spellMark));
    const words = this.gather(labels, ({ texts }) => Array.from(searchWords(texts), spellWord));
    return [this.always, ...marks, ...words].slice(0, wordLimit).join(' ');
  }

  private gather(
    labels: IndexedRecord['labels'],
    spell: (texts: IndexedRecord['labels'][string]) => readonly string[],
  ): Iterable<string> {
    const all = Object.entries(labels).map(([label, texts]) => ({ label, own: new Set(spell(texts)) }));
    const gathered = new Set<string>();
    for (const { label, own } of all) {
      for (const each of own) {
        const shared = all.every((other) => other.own.has(each));
        gathered.add((shared ? this.everywhere : this.scopeOf(label)) + each);
      }
    }
    return gathered;
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

const spellWord = (word: string): string => (plain.test(word) ? `w${word}` : `h${digest(word, 20)}`);
const spellMark = (mark: string): string => `m${digest(mark, 20)}`;
