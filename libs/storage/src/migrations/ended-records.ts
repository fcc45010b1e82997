import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets lists leave out records that have ended: one short index look-up a record, and few rows in it. */
export class EndedRecords1795694400000 implements MigrationInterface {
  readonly name = 'EndedRecords1795694400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ended_record ON attribute_value (space, collection, ordinal) WHERE attribute = 'end-date'`);
    if (runner.dataSource.options.type === 'postgres') return;
    await runner.query('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)', [
      'attribute_value',
      'ended_record',
      '1000000 1000000 1000000 1',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ended_record');
  }
}
