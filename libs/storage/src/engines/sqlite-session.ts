import type { Database, Statement as PreparedStatement } from 'better-sqlite3';
import type { Batch, BatchRow } from './batch.js';
import { storageError } from './engine-errors.js';
import type { SqlSession, TransactionSession } from './sql-engine.js';
import { sqliteSyntax } from './sqlite-syntax.js';
import { type Parameter, type Statement, statement } from './statement.js';

interface Prepared {
  readonly statement: PreparedStatement;
  /** For each `?` the index of its parameter: better-sqlite3 does not bind `?1` by number. */
  readonly order: readonly number[];
}

const batches = new WeakMap<Batch, Statement>();

/** Statements on one better-sqlite3 handle; each runs synchronously and only its answer is a promise. */
export class SqliteSession implements SqlSession {
  readonly syntax = sqliteSyntax;
  private readonly prepared = new Map<string, Prepared>();

  constructor(protected readonly handle: Database) {}

  async all<Row>(statement: Statement, parameters: readonly Parameter[]): Promise<Row[]> {
    return this.attempt(() => {
      const { statement: prepared, order } = this.prepare(statement.text);
      return prepared.all(order.map((index) => parameters[index])) as Row[];
    });
  }

  async run(statement: Statement, parameters: readonly Parameter[]): Promise<void> {
    this.attempt(() => {
      const { statement: prepared, order } = this.prepare(statement.text);
      prepared.run(order.map((index) => parameters[index]));
    });
  }

  async runBatch(batch: Batch, constants: readonly string[], rows: readonly BatchRow[]): Promise<void> {
    if (rows.length === 0) return;
    this.attempt(() => {
      const { statement: prepared } = this.prepare(batchStatement(batch).text);
      for (const row of rows) prepared.run(...constants, ...row);
    });
  }

  protected attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storageError(error);
    }
  }

  private prepare(text: string): Prepared {
    const known = this.prepared.get(text);
    if (known !== undefined) return known;
    const order: number[] = [];
    const translated = text.replace(/\$(\d+)/g, (_, number: string) => {
      order.push(Number(number) - 1);
      return '?';
    });
    const prepared = { statement: this.handle.prepare(translated), order };
    this.prepared.set(text, prepared);
    return prepared;
  }
}

function batchStatement(batch: Batch): Statement {
  const known = batches.get(batch);
  if (known !== undefined) return known;
  const names = [...batch.constants, ...batch.columns.map(({ name }) => name)];
  const built = statement(
    batch.kind === 'insert'
      ? `INSERT INTO ${batch.table} (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')}) ${batch.onConflict ?? ''}`
      : `DELETE FROM ${batch.table} WHERE ${names.map((name, at) => `${name} = $${at + 1}`).join(' AND ')}`,
  );
  batches.set(batch, built);
  return built;
}

/** The writer's handle inside BEGIN IMMEDIATE. */
export class SqliteTransactionSession extends SqliteSession implements TransactionSession {
  failure: unknown;

  /** SQLite prefers an index that fits in full, whatever it knows of the table. */
  async grown(): Promise<void> {}

  async savepoint(): Promise<void> {
    this.failure = undefined;
    this.handle.exec('SAVEPOINT work');
  }

  async releaseSavepoint(): Promise<void> {
    this.handle.exec('RELEASE work');
  }

  async rollbackToSavepoint(): Promise<void> {
    this.handle.exec('ROLLBACK TO work; RELEASE work');
    this.failure = undefined;
  }

  protected override attempt<T>(work: () => T): T {
    try {
      return super.attempt(work);
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
}
