import type { AccountNumber } from '#records';
import type { SqlSession } from './engines/sql-engine.js';
import { statement } from './engines/statement.js';

/**
 * Its row in `log_head` holds the highest id of any account that is gone, so that it is never given again. No log of the
 * gateway's own, whose positions say something else, and no name that a space could have.
 */
export const goneAccounts = 'gateway.accounts';

const highest = statement('SELECT position FROM log_head WHERE space = $1');
const raise = statement('UPDATE log_head SET position = $2 WHERE space = $1 AND position < $2');

/** Within the gateway's lock. */
export async function highestGone(session: SqlSession): Promise<AccountNumber> {
  const [row] = await session.all<{ position: number }>(highest, [goneAccounts]);
  return row?.position ?? 0;
}

/** Within the gateway's lock. */
export function noteGone(session: SqlSession, id: AccountNumber): Promise<void> {
  return session.run(raise, [goneAccounts, id]);
}
