import type { MigrationInterface, QueryRunner } from 'typeorm';

const text = 'text COLLATE "C" NOT NULL';

const statements = [
  `CREATE TABLE text_index (space ${text}, name ${text}, position bigint NOT NULL, state text NOT NULL, PRIMARY KEY (space, name))`,
  `CREATE TABLE text_record (
    space ${text}, name ${text}, key ${text}, titles text NOT NULL, numbers text NOT NULL, digest text NOT NULL, words tsvector NOT NULL,
    PRIMARY KEY (space, name, key))`,
  // Every word begins with its space, so that the index is as good as one for each space.
  'CREATE INDEX text_record_by_word ON text_record USING gin (words)',
  // As for the tables of the log: one index holds everything, so that a key is looked up by all of its columns.
  'ALTER TABLE text_record ALTER COLUMN space SET (n_distinct = 1), ALTER COLUMN name SET (n_distinct = 1)',
];

/** The index of words (docs/adr/0031). It is filled from the log when it is first searched. */
export class FullTextPostgres1795910400000 implements MigrationInterface {
  readonly name = 'FullTextPostgres1795910400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['text_record', 'text_index']) await runner.query(`DROP TABLE ${table}`);
  }
}
