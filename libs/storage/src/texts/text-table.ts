import type { SqlSession } from '../engines/sql-engine.js';
import type { ExpressionSyntax } from './text-expression.js';

/** Space and name of the index. */
export type TextScope = readonly [space: string, index: string];

/** A record as the index keeps it. */
export interface TextRow {
  readonly key: string;
  /** JSON, by label. */
  readonly titles: string;
  /** JSON, by name. */
  readonly numbers: string;
  /** Joined by spaces. */
  readonly words: string;
  /** Of the words: where it is the same they are left as they are. */
  readonly digest: string;
}

export interface FoundText {
  readonly key: string;
  readonly title: string;
  readonly numbers: string;
  readonly score: number;
}

export interface TextSearch {
  readonly label: string;
  /** Expressions of the engine. */
  readonly where: string;
  /** Each true one counts one. */
  readonly raising: readonly string[];
}

/** The rows of the indexes, each engine in its own way. */
export interface TextTable {
  readonly expression: ExpressionSyntax;
  put(session: SqlSession, scope: TextScope, rows: readonly TextRow[]): Promise<void>;
  remove(session: SqlSession, scope: TextScope, keys: readonly string[]): Promise<void>;
  find(session: SqlSession, scope: TextScope, search: TextSearch): Promise<readonly FoundText[]>;
}
