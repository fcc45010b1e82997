import type { MigrationInterface, QueryRunner } from 'typeorm';
import { initialSchema, type SchemaSpelling, tables } from './schema.js';

const spelling: SchemaSpelling = {
  // Byte order, the same as SQLite's, so that lists come out alike on both engines.
  text: 'text COLLATE "C"',
  integer: 'bigint',
  number: 'double precision',
  bytes: 'bytea',
  clustered: '',
  heap: '',
};

export class InitialPostgres1763769600000 implements MigrationInterface {
  readonly name = 'InitialPostgres1763769600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of initialSchema(spelling)) await runner.query(statement);
    // The planner is to expect that one collection holds everything: however many small ones there are besides, an index
    // that fits in full then always looks better than one that merely begins with space and collection.
    for (const table of ['blob', 'entry', 'record', 'attribute_value', 'tree_tile']) {
      await runner.query(
        `ALTER TABLE ${table} ALTER COLUMN space SET (n_distinct = 1), ALTER COLUMN collection SET (n_distinct = 1)`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
