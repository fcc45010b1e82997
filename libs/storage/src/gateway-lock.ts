import type { AccountNumber, SpaceId } from '#records';
import { reporting } from './engines/engine-errors.js';
import type { SqlEngine, TransactionSession } from './engines/sql-engine.js';
import { StatementCache } from './engines/statement.js';
import { lockText } from './writing/group-transaction.js';

/** The reserved space that accounts and keys carry; no space may be called so. */
export const gatewaySpace: SpaceId = 'gateway';

const lock = new StatementCache();

/**
 * From here to the end of the transaction nobody else enters spaces or changes accounts, so that checks before a change hold.
 * @returns the highest id of any account that is gone
 */
export async function lockGateway(session: TransactionSession): Promise<AccountNumber> {
  const { syntax } = session;
  const statement = lock.get(syntax.engine, () => lockText(syntax));
  const [row] = await session.all<{ position: number }>(statement, [gatewaySpace]);
  return row?.position ?? 0;
}

/** A transaction that begins with `lockGateway`. */
export function withGatewayLock<T>(
  engine: SqlEngine,
  work: (session: TransactionSession, highestGone: AccountNumber) => Promise<T>,
): Promise<T> {
  return reporting(() => engine.transaction(async (session) => work(session, await lockGateway(session))));
}
