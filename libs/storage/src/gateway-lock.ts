import type { SpaceId } from '#records';
import { reporting } from './engines/engine-errors.js';
import type { SqlEngine, TransactionSession } from './engines/sql-engine.js';
import { StatementCache } from './engines/statement.js';
import { lockText } from './writing/group-transaction.js';

/** The reserved space that accounts and keys carry; no space may be called so. */
export const gatewaySpace: SpaceId = 'gateway';

const lock = new StatementCache();

/** A transaction in which nobody else creates spaces or accounts, so that checks before an insert hold. */
export function withGatewayLock<T>(engine: SqlEngine, work: (session: TransactionSession) => Promise<T>): Promise<T> {
  return reporting(() =>
    engine.transaction(async (session) => {
      const statement = lock.get(engine.syntax.engine, () => lockText(engine.syntax));
      await session.all(statement, [gatewaySpace]);
      return work(session);
    }),
  );
}
