import type { CollectionName, RecordKey } from '../domain/identifiers.js';
import type { Space } from '../domain/space.js';
import type { RankedHit, TextCondition } from '../domain/text-condition.js';
import type { RecordReader } from './record-store.js';

/** What a record is found by under one label, such as a language. */
export interface LabelledTexts {
  /** Hits are ordered by it. */
  readonly title: string;
  /** Found by their words. */
  readonly texts: readonly string[];
  /** Found as a whole only: anything that a filter may ask for. */
  readonly marks: readonly string[];
}

export interface IndexedRecord {
  readonly key: RecordKey;
  readonly labels: { readonly [label: string]: LabelledTexts };
  /** Come along with hits. */
  readonly numbers: { readonly [name: string]: number };
}

/** Stale records come in pages; the state that belongs to a page is kept once the page was read anew. */
export interface StalePage {
  readonly keys: readonly RecordKey[];
  readonly state: string;
}

/** A space as an extractor sees it at one moment. */
export interface TextSource {
  /**
   * Records whose texts changed without an entry of their own, because what describes them did.
   * @param state as it was given last; undefined for an index that is empty
   */
  stale(state: string | undefined): Promise<StalePage>;
  /** Those of the records that are to be found; the others are taken out of the index. */
  read(keys: readonly RecordKey[]): Promise<readonly IndexedRecord[]>;
}

/** Says which texts records are found by. Handed to the storage at start-up; each has an index of its own. */
export interface TextExtractor {
  readonly name: string;
  /** Collections whose entries change the texts of the record under the same key. */
  readonly collections: readonly CollectionName[];
  /** Whether the space has an index at all. */
  concerns(space: Space): boolean;
  open(reader: RecordReader, space: Space): Promise<TextSource>;
}

export interface TextQuery {
  readonly label: string;
  readonly where: TextCondition;
  /** Each that holds raises the score by one. */
  readonly raising: readonly TextCondition[];
}

export interface TextHit extends RankedHit {
  readonly numbers: IndexedRecord['numbers'];
}

/** A projection of the log. What was committed before a search is found by it. */
export interface FullTextIndex {
  /**
   * All hits, ordered by `byRank`, the same on every engine.
   * @param index name of an extractor that the space concerns
   * @throws StorageUnavailable
   */
  search(space: Space, index: string, query: TextQuery): Promise<readonly TextHit[]>;
}
