import { gatewaySpace } from '#records';
import { reporting } from './engines/engine-errors.js';
import type { SqlEngine, TransactionSession } from './engines/sql-engine.js';
import { StatementCache } from './engines/statement.js';
import { lockText } from './writing/group-transaction.js';

export { gatewaySpace };

const lock = new StatementCache();

/** From here to the end of the transaction nobody else enters spaces or changes accounts, so that checks before a change hold. */
export async function lockGateway(session: TransactionSession): Promise<void> {
  const { syntax } = session;
  await session.all(
    lock.get(syntax.engine, () => lockText(syntax)),
    [gatewaySpace],
  );
}

/** A transaction that begins with `lockGateway`. */
export function withGatewayLock<T>(engine: SqlEngine, work: (session: TransactionSession) => Promise<T>): Promise<T> {
  return reporting(() =>
    engine.transaction(async (session) => {
      await lockGateway(session);
      return work(session);
    }),
  );
}
