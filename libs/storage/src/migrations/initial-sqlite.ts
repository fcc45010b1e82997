import type { MigrationInterface, QueryRunner } from 'typeorm';
import { initialSchema, type SchemaSpelling, tables } from './schema.js';

const spelling: SchemaSpelling = {
  text: 'TEXT',
  integer: 'INTEGER',
  number: 'REAL',
  bytes: 'BLOB',
  clustered: 'STRICT, WITHOUT ROWID',
  heap: 'STRICT',
};

/**
 * What SQLite's planner is to expect: one collection holds everything, so an index that fits in full beats one that merely
 * begins with space and collection. Number of rows, then rows to one value of the first column, of the first two, …
 * (https://www.sqlite.org/fileformat2.html#the_sqlite_stat1_table).
 */
const statistics = [
  ['blob', 'sqlite_autoindex_blob_1', '1000000 1000000 1000000 1'],
  ['blob', 'blob_by_rank', '1000000 1000000 1000000 1'],
  ['blob', 'blob_by_object_hash', '1000000 1000000 1000000 1'],
  ['entry', 'entry', '1000000 1000000 1000000 1'],
  ['entry', 'entry_by_position', '1000000 1000000 1'],
  ['entry', 'entry_by_key', '1000000 1000000 1000000 4 1'],
  ['record', 'record', '1000000 1000000 1000000 1'],
  ['record', 'record_by_ordinal', '1000000 1000000 1000000 1'],
  ['record', 'record_by_rank', '1000000 1000000 1000000 1'],
  ['record', 'record_by_id', '1000000 1000000 1000000 1'],
  ['attribute_value', 'attribute_value', '5000000 5000000 5000000 1000000 100 1'],
  ['attribute_value', 'attribute_value_by_number', '2000000 2000000 2000000 500000 5 1'],
  ['attribute_value', 'attribute_value_by_ordinal', '2000000 2000000 2000000 500000 1 1'],
  ['tree_tile', 'tree_tile', '100000 100000 100000 50000 40000 1'],
  ['collection', 'collection', '1000 1000 1'],
] as const;

export class InitialSqlite1763769600000 implements MigrationInterface {
  readonly name = 'InitialSqlite1763769600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of initialSchema(spelling)) await runner.query(statement);
    // Makes the table that statistics live in; of empty tables there are none.
    await runner.query('ANALYZE');
    for (const [table, index, rows] of statistics) {
      await runner.query('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)', [table, index, rows]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
