import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  'CREATE TABLE text_index (space TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (space, name)) STRICT, WITHOUT ROWID',
  `CREATE TABLE text_record (
    doc INTEGER PRIMARY KEY, space TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, titles TEXT NOT NULL, numbers TEXT NOT NULL,
    digest TEXT NOT NULL, UNIQUE (space, name, key)) STRICT`,
  // Holds neither texts nor places of words: which records have a word is all that is asked.
  "CREATE VIRTUAL TABLE text_word USING fts5 (words, content='', contentless_delete=1, detail=none, tokenize='ascii')",
];

/** The index of words (docs/adr/0031). It is filled from the log when it is first searched. */
export class FullTextSqlite1795910400000 implements MigrationInterface {
  readonly name = 'FullTextSqlite1795910400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['text_word', 'text_record', 'text_index']) await runner.query(`DROP TABLE ${table}`);
  }
}
