import type { Database } from 'better-sqlite3';
import { DataSource } from 'typeorm';
import type { SqlSession } from './sql-engine.js';
import { handleOf } from './sqlite-handle.js';
import { SqliteSession } from './sqlite-session.js';
import { Turns } from './turns.js';

/** Snapshots open at the same time; more wait. */
const readerLimit = 8;

interface Reader {
  readonly handle: Database;
  readonly session: SqlSession;
}

/** Read-only connections, each with at most one transaction: overlapping snapshots on one connection would nest. */
export class SnapshotReaders {
  private readonly sources: DataSource[] = [];
  private readonly idle: Reader[] = [];
  private readonly turns = new Turns(readerLimit);

  constructor(private readonly path: string) {}

  snapshot<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.turns.run(async () => {
      const reader = this.idle.pop() ?? (await this.openReader());
      reader.handle.exec('BEGIN');
      try {
        return await work(reader.session);
      } finally {
        reader.handle.exec('COMMIT');
        this.idle.push(reader);
      }
    });
  }

  async openHandle(): Promise<Database> {
    const source = new DataSource({ type: 'better-sqlite3', database: this.path, readonly: true, fileMustExist: true });
    await source.initialize();
    this.sources.push(source);
    return handleOf(source);
  }

  async close(): Promise<void> {
    await Promise.all(this.sources.map((source) => source.destroy()));
  }

  private async openReader(): Promise<Reader> {
    const handle = await this.openHandle();
    return { handle, session: new SqliteSession(handle) };
  }
}
