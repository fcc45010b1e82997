import type { DataSource, DataSourceOptions } from 'typeorm';
import { backoff } from '../engines/backoff.js';
import { AccountKeys1796040000000 } from './account-keys.js';
import { CollectionRevision1795305600000 } from './collection-revision.js';
import { EndedRecords1795694400000 } from './ended-records.js';
import { InitialPostgres1763769600000 } from './initial-postgres.js';
import { InitialSqlite1763769600000 } from './initial-sqlite.js';
import { RateLimits1795953600000 } from './rate-limits.js';

const attempts = 5;

const migrations = {
  sqlite: [
    InitialSqlite1763769600000,
    CollectionRevision1795305600000,
    EndedRecords1795694400000,
    RateLimits1795953600000,
    AccountKeys1796040000000,
  ],
  postgres: [
    InitialPostgres1763769600000,
    CollectionRevision1795305600000,
    EndedRecords1795694400000,
    RateLimits1795953600000,
    AccountKeys1796040000000,
  ],
};

/** TypeORM's own bookkeeping table is the only one whose key does not begin with the space. */
export function migrationsOf(engine: 'sqlite' | 'postgres'): Pick<DataSourceOptions, 'migrations' | 'migrationsTableName'> {
  return { migrations: migrations[engine], migrationsTableName: 'schema_migration' };
}

/**
 * Brings the schema up to date. Processes that start together race for it; the losers' transactions fail, and when they
 * try again they find the work done.
 */
export async function runMigrations(source: DataSource): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await source.runMigrations({ transaction: 'all' });
      return;
    } catch (error) {
      if (attempt === attempts) throw error;
      await backoff(attempt, 20, 500);
    }
  }
}
