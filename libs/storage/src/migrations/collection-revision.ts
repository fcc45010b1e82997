import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sizes alone no longer tell whether a collection has changed: it may have been redacted, or cleared and filled again. */
export class CollectionRevision1795305600000 implements MigrationInterface {
  readonly name = 'CollectionRevision1795305600000';

  async up(runner: QueryRunner): Promise<void> {
    const { type } = runner.dataSource.options;
    const integer = type === 'postgres' ? 'bigint' : 'INTEGER';
    await runner.query(`ALTER TABLE collection ADD COLUMN revision ${integer} NOT NULL DEFAULT 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE collection DROP COLUMN revision');
  }
}
