import type { Batch, BatchRow } from './batch.js';
import type { Parameter, Statement } from './statement.js';

/** Where the two engines spell the same thing differently. `parameter` is a placeholder such as `$3`. */
export interface SqlSyntax {
  readonly engine: 'sqlite' | 'postgres';
  /** Appended to a SELECT that must lock the rows it reads. */
  readonly forUpdate: string;
  /** Condition: the text column has one of the texts bound by `listOfTexts`. */
  amongTexts(column: string, parameter: string): string;
  listOfTexts(texts: readonly string[]): Parameter;
  /** Source of rows (`value`): the texts bound by `listOfTexts`. */
  texts(parameter: string): string;
  /** Condition: the bytes column has one of the values bound by `listOfBytes`. */
  amongBytes(column: string, parameter: string): string;
  /** @param hex each value in hex digits */
  listOfBytes(hex: readonly string[]): Parameter;
  /** Condition: the integer column has one of the values bound by `listOfIntegers`. */
  amongIntegers(column: string, parameter: string): string;
  listOfIntegers(values: readonly number[]): Parameter;
  /** Condition: the number column has one of the numbers bound by `listOfNumbers`. */
  amongNumbers(column: string, parameter: string): string;
  listOfNumbers(values: readonly number[]): Parameter;
  /** Source of rows (`value`): the numbers bound by `listOfNumbers`. */
  numbers(parameter: string): string;
  /** A column of the rows of a query, numbers, as the text of a JSON list. */
  collected(column: string, query: string): string;
  /** Source of rows (`first`, `second`): the integer pairs bound by `listOfPairs`. */
  pairs(parameter: string): string;
  listOfPairs(pairs: readonly (readonly [number, number])[]): Parameter;
  /** Condition: the text column has the text within it, in the same letter case. */
  contains(column: string, parameter: string): string;
  /** Text of a member of a JSON object whose name is bound by `memberName`; NULL where there is none. */
  member(json: string, parameter: string): string;
  memberName(name: string): Parameter;
}

export interface SqlSession {
  readonly syntax: SqlSyntax;
  /** @throws StorageUnavailable where the database is the reason; other failures as the driver reports them */
  all<Row>(statement: Statement, parameters: readonly Parameter[]): Promise<Row[]>;
  run(statement: Statement, parameters: readonly Parameter[]): Promise<void>;
  runBatch(batch: Batch, constants: readonly string[], rows: readonly BatchRow[]): Promise<void>;
}

/** A session inside a transaction that may write. */
export interface TransactionSession extends SqlSession {
  /** The first statement that failed since the last savepoint; what follows it proves nothing. */
  readonly failure: unknown;
  /** Says that the tables of the log have grown by so many entries, in case the engine's planner has to know. */
  grown(entries: number): Promise<void>;
  savepoint(): Promise<void>;
  releaseSavepoint(): Promise<void>;
  /** Undoes all since the savepoint, failures included. */
  rollbackToSavepoint(): Promise<void>;
}

export interface SqlEngine {
  readonly syntax: SqlSyntax;
  /** Each statement on its own, as of its own moment; may be a replica. */
  readonly latest: SqlSession;
  /** Each statement on its own, never a replica. */
  readonly primary: SqlSession;
  /** All statements see the moment of the first one. */
  snapshot<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
  /**
   * One transaction, committed when `work` is done and rolled back when it throws. Never retries.
   * @throws CommitUnknown where the connection was lost during the commit
   */
  transaction<T>(work: (session: TransactionSession) => Promise<T>): Promise<T>;
  /**
   * Differs from what it was if anybody has changed the database in between, in this process or another. Engines that
   * cannot tell for less than a read costs have none.
   */
  version?(): number;
  ping(): Promise<void>;
  close(): Promise<void>;
}
