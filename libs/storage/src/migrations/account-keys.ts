import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells programs from persons: whether an account owns a key. */
export class AccountKeys1796040000000 implements MigrationInterface {
  readonly name = 'AccountKeys1796040000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX api_key_by_account ON api_key (space, account)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX api_key_by_account');
  }
}
