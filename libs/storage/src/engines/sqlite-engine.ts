import type { Database, Statement } from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { migrationsOf, runMigrations } from '../migrations/run-migrations.js';
import { backoff } from './backoff.js';
import { reporting } from './engine-errors.js';
import { silentLogger } from './silent-logger.js';
import type { SqlEngine, SqlSession, TransactionSession } from './sql-engine.js';
import { handleOf } from './sqlite-handle.js';
import { SqliteSession, SqliteTransactionSession } from './sqlite-session.js';
import { SnapshotReaders } from './sqlite-snapshot-readers.js';
import { sqliteSyntax } from './sqlite-syntax.js';
import { Turns } from './turns.js';

/** How long a write waits for another process to let go of the file, in milliseconds. */
const patience = 5000;

/**
 * One connection writes, strictly in turn: on TypeORM's single connection overlapping transactions would nest, and one's
 * rollback would undo the other's commit. Readers have connections of their own and never wait for it (WAL).
 */
export async function openSqliteEngine(path: string): Promise<SqlEngine> {
  const writer = new DataSource({
    type: 'better-sqlite3',
    database: path,
    enableWAL: true,
    logger: silentLogger,
    // The library is compiled with NORMAL as WAL's default, which may lose the last commits with the power.
    prepareDatabase: (handle: Database): void => {
      handle.pragma('synchronous = FULL');
      // 64 MiB instead of 2, and 40 MB of log between checkpoints instead of 4: a batch touches pages all over the indexes.
      handle.pragma('cache_size = -65536');
      handle.pragma('wal_autocheckpoint = 10000');
      // What a savepoint needs in order to be undone; otherwise it goes to a file.
      handle.pragma('temp_store = MEMORY');
    },
    ...migrationsOf('sqlite'),
  });
  await writer.initialize();
  await runMigrations(writer);
  // Has the planner take notice of the statistics that came with the schema; later connections read them when they open.
  handleOf(writer).exec('ANALYZE sqlite_schema');
  // From here on a busy file is waited for without blocking the process, see `begin`.
  handleOf(writer).pragma('busy_timeout = 0');
  if (path === ':memory:') return new MemoryEngine(writer);
  const readers = new SnapshotReaders(path);
  return new SqliteFileEngine(writer, readers, await readers.openHandle());
}

abstract class SqliteEngine implements SqlEngine {
  readonly syntax = sqliteSyntax;
  abstract readonly latest: SqlSession;
  protected readonly handle: Database;
  protected readonly turns = new Turns(1);
  private readonly session: SqliteTransactionSession;

  constructor(private readonly writer: DataSource) {
    this.handle = handleOf(writer);
    this.session = new SqliteTransactionSession(this.handle);
  }

  get primary(): SqlSession {
    return this.latest;
  }

  abstract snapshot<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;

  transaction<T>(work: (session: TransactionSession) => Promise<T>): Promise<T> {
    return this.turns.run(async () => {
      await this.begin();
      try {
        this.session.failure = undefined;
        const result = await work(this.session);
        this.handle.exec('COMMIT');
        return result;
      } finally {
        if (this.handle.open && this.handle.inTransaction) this.handle.exec('ROLLBACK');
      }
    });
  }

  async ping(): Promise<void> {
    await reporting(async () => this.handle.prepare('SELECT 1').get());
  }

  async close(): Promise<void> {
    await this.turns.run(() => this.writer.destroy());
  }

  /** Waits asynchronously: SQLite's own busy handler would stop the whole process. */
  private async begin(): Promise<void> {
    const deadline = Date.now() + patience;
    for (let attempt = 0; ; attempt += 1) {
      try {
        this.handle.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (!isBusy(error) || Date.now() > deadline) throw error;
        await backoff(attempt, 1, 25);
      }
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

class SqliteFileEngine extends SqliteEngine {
  readonly latest: SqlSession;
  private readonly dataVersion: Statement<[], number>;

  constructor(
    writer: DataSource,
    private readonly readers: SnapshotReaders,
    reader: Database,
  ) {
    super(writer);
    this.latest = new SqliteSession(reader);
    this.dataVersion = reader.prepare<[], number>('PRAGMA data_version').pluck();
  }

  /** SQLite counts the commits of other connections, and the reader makes none of its own. */
  version(): number {
    return this.dataVersion.get() ?? 0;
  }

  snapshot<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.readers.snapshot(work);
  }

  override async close(): Promise<void> {
    await this.readers.close();
    await super.close();
  }
}

/** A database in memory has only its one connection, so everything takes turns on it. */
class MemoryEngine extends SqliteEngine {
  readonly latest: SqlSession;
  private readonly reader: SqliteSession;

  constructor(writer: DataSource) {
    super(writer);
    const reader = new SqliteSession(this.handle);
    this.reader = reader;
    this.latest = {
      syntax: sqliteSyntax,
      all: (statement, parameters) => this.turns.run(() => reader.all(statement, parameters)),
      run: (statement, parameters) => this.turns.run(() => reader.run(statement, parameters)),
      runBatch: (batch, constants, rows) => this.turns.run(() => reader.runBatch(batch, constants, rows)),
    };
  }

  snapshot<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.turns.run(() => work(this.reader));
  }
}
