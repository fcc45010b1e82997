import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Token buckets that several gateways share. */
export class RateLimits1795953600000 implements MigrationInterface {
  readonly name = 'RateLimits1795953600000';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    const [text, number, options] = postgres
      ? ['text COLLATE "C"', 'double precision', '']
      : ['TEXT', 'REAL', 'STRICT, WITHOUT ROWID'];
    await runner.query(
      `CREATE TABLE rate_limit (
        space ${text} NOT NULL, name ${text} NOT NULL, bucket ${text} NOT NULL, full_at ${number} NOT NULL,
        PRIMARY KEY (space, name, bucket)) ${options}`,
    );
    await runner.query('CREATE INDEX rate_limit_by_full_at ON rate_limit (space, full_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rate_limit');
  }
}
