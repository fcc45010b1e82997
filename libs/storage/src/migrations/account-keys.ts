import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells programs from persons: whether an account owns a key. And keeps the ids of accounts that are gone from being given again. */
export class AccountKeys1796040000000 implements MigrationInterface {
  readonly name = 'AccountKeys1796040000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX api_key_by_account ON api_key (space, account)');
    await runner.query(`INSERT INTO log_head (space, position) VALUES ('gateway.accounts', 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM log_head WHERE space = 'gateway.accounts'`);
    await runner.query('DROP INDEX api_key_by_account');
  }
}
