import type { Database, Statement as PreparedStatement } from 'better-sqlite3';
import type { Batch, BatchRow } from './batch.js';
import { storageError } from './engine-errors.js';
import type { SqlSession, TransactionSession } from './sql-engine.js';
import { sqliteSyntax } from './sqlite-syntax.js';
import type { Parameter, Statement } from './statement.js';

interface Prepared {
  readonly statement: PreparedStatement;
  /** For each `?` the index of its parameter: better-sqlite3 does not bind `?1` by number. */
  readonly order: readonly number[];
}

/** Rows of one insert; any number would do, but every number is a statement of its own. */
const rowsTogether = 50;

/** Statements on one better-sqlite3 handle; each runs synchronously and only its answer is a promise. */
export class SqliteSession implements SqlSession {
  readonly syntax = sqliteSyntax;
  private readonly prepared = new Map<string, Prepared>();
  private readonly batches = new Map<Batch, Map<number, PreparedStatement>>();

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
    const named = Object.fromEntries(batch.constants.map((name, at) => [name, constants[at]]));
    this.attempt(() => {
      let at = 0;
      // Bound together rows cost two thirds of what they cost one by one.
      if (batch.kind === 'insert' && rows.length >= rowsTogether) {
        const many = this.batchStatement(batch, rowsTogether);
        for (; at + rowsTogether <= rows.length; at += rowsTogether) many.run(rows.slice(at, at + rowsTogether).flat(), named);
      }
      const single = this.batchStatement(batch, 1);
      for (; at < rows.length; at += 1) single.run(rows[at], named);
    });
  }

  protected attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storageError(error);
    }
  }

  private batchStatement(batch: Batch, rows: number): PreparedStatement {
    const statements = this.batches.get(batch) ?? new Map<number, PreparedStatement>();
    this.batches.set(batch, statements);
    const known = statements.get(rows) ?? this.handle.prepare(batchText(batch, rows));
    statements.set(rows, known);
    return known;
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

/** Constants are bound by name, values in order. */
function batchText(batch: Batch, rows: number): string {
  const names = [...batch.constants, ...batch.columns.map(({ name }) => name)];
  const values = [...batch.constants.map((name) => `@${name}`), ...batch.columns.map(() => '?')];
  if (batch.kind === 'delete')
    return `DELETE FROM ${batch.table} WHERE ${names.map((name, at) => `${name} = ${values[at]}`).join(' AND ')}`;
  const row = `(${values.join(', ')})`;
  const all = new Array(rows).fill(row).join(', ');
  return `INSERT INTO ${batch.table} (${names.join(', ')}) VALUES ${all} ${batch.onConflict ?? ''}`;
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
