import type { CustomTypesConfig, QueryConfig, QueryResult } from 'pg';
import pg from 'pg';
import type { Batch, BatchRow, ColumnType } from './batch.js';
import { storageError } from './engine-errors.js';
import { postgresSyntax } from './postgres-syntax.js';
import type { SqlSession, TransactionSession } from './sql-engine.js';
import { type Parameter, type Statement, statement } from './statement.js';

/** What a pool and a client of pg have in common. */
export interface Queryable {
  query(config: QueryConfig): Promise<QueryResult>;
}

const int8 = 20;

/** Given with each query rather than set for all users of pg in the process. Numbers and positions stay below 2^53. */
const types: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as CustomTypesConfig['getTypeParser'],
};

const arrayTypes: { readonly [T in ColumnType]: string } = {
  text: 'text[]',
  integer: 'bigint[]',
  number: 'float8[]',
  bytes: 'bytea[]',
};

const batches = new WeakMap<Batch, Statement>();

/** Statements on a pool (each on its own) or on one client. */
export class PostgresSession implements SqlSession {
  readonly syntax = postgresSyntax;

  /** @param named whether statements are prepared under a name; off behind a transaction pooler */
  constructor(
    private readonly target: () => Queryable,
    private readonly named: boolean,
  ) {}

  async all<Row>(statement: Statement, parameters: readonly Parameter[]): Promise<Row[]> {
    return (await this.query(statement, parameters)).rows as Row[];
  }

  async run(statement: Statement, parameters: readonly Parameter[]): Promise<void> {
    await this.query(statement, parameters);
  }

  async runBatch(batch: Batch, constants: readonly string[], rows: readonly BatchRow[]): Promise<void> {
    if (rows.length === 0) return;
    const arrays = batch.columns.map((_, at) => rows.map((row) => row[at]));
    await this.query(batchStatement(batch), [...constants, ...arrays]);
  }

  protected async query({ name, text }: Statement, values: readonly unknown[]): Promise<QueryResult> {
    try {
      return await this.target().query({ ...(this.named ? { name } : {}), text, values: [...values], types });
    } catch (error) {
      throw storageError(error);
    }
  }
}

function batchStatement(batch: Batch): Statement {
  const known = batches.get(batch);
  if (known !== undefined) return known;
  const { constants, columns, table } = batch;
  const names = columns.map(({ name }) => name);
  const arrays = columns.map(({ type }, at) => `$${constants.length + at + 1}::${arrayTypes[type]}`).join(', ');
  const source = `unnest(${arrays}) AS each_row(${names.join(', ')})`;
  const built = statement(
    batch.kind === 'insert'
      ? `INSERT INTO ${table} (${[...constants, ...names].join(', ')})
         SELECT ${[...constants.map((_, at) => `$${at + 1}::text`), ...names].join(', ')} FROM ${source} ${batch.onConflict ?? ''}`
      : `DELETE FROM ${table} USING ${source} WHERE ${[
          ...constants.map((name, at) => `${table}.${name} = $${at + 1}`),
          ...names.map((name) => `${table}.${name} = each_row.${name}`),
        ].join(' AND ')}`,
  );
  batches.set(batch, built);
  return built;
}

/**
 * Without statistics PostgreSQL takes any index that begins with space and collection for as good as the one that fits in
 * full, and autovacuum comes a minute late: a first import would read the whole collection for every entry. So the process
 * that fills the tables also analyses them, each time they have grown tenfold.
 */
export class Statistics {
  private appended = 0;
  private next = 200;

  /** Whether it is time to analyse. */
  due(entries: number): boolean {
    this.appended += entries;
    if (this.appended < this.next) return false;
    this.next = this.appended * 10;
    return true;
  }
}

// Within the transaction, since a whole import may be one. Waits for nobody, so that spaces still do not wait for each other.
const analyse = 'ANALYZE (SKIP_LOCKED) collection, blob, entry, record, attribute_value, tree_tile';

/** One client inside a transaction. */
export class PostgresTransactionSession extends PostgresSession implements TransactionSession {
  failure: unknown;

  constructor(
    private readonly client: Queryable,
    named: boolean,
    private readonly statistics: Statistics,
  ) {
    super(() => client, named);
  }

  async grown(entries: number): Promise<void> {
    if (!this.statistics.due(entries)) return;
    await this.client.query({ text: 'SAVEPOINT statistics' });
    // An engine that cannot do this is none the worse for it.
    const undo = (): Promise<QueryResult> => this.client.query({ text: 'ROLLBACK TO SAVEPOINT statistics' });
    await this.client.query({ text: analyse }).catch(undo);
    await this.client.query({ text: 'RELEASE SAVEPOINT statistics' });
  }

  async savepoint(): Promise<void> {
    this.failure = undefined;
    await this.client.query({ text: 'SAVEPOINT work' });
  }

  async releaseSavepoint(): Promise<void> {
    await this.client.query({ text: 'RELEASE SAVEPOINT work' });
  }

  async rollbackToSavepoint(): Promise<void> {
    await this.client.query({ text: 'ROLLBACK TO SAVEPOINT work; RELEASE SAVEPOINT work' });
    this.failure = undefined;
  }

  protected override async query(statement: Statement, values: readonly unknown[]): Promise<QueryResult> {
    try {
      return await super.query(statement, values);
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
}
