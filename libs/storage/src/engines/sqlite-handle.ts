import type { Database } from 'better-sqlite3';
import type { DataSource } from 'typeorm';

/** The better-sqlite3 handle behind a TypeORM data source, which has exactly one. */
export function handleOf(source: DataSource): Database {
  return (source.driver as unknown as { databaseConnection: Database }).databaseConnection;
}
