import { type LogPosition, type SpaceId, SpaceNotFound } from '#records';
import { mayRetry } from '../engines/engine-errors.js';
import type { SqlSyntax, TransactionSession } from '../engines/sql-engine.js';
import { StatementCache, statement } from '../engines/statement.js';
import { type Digests, LogWriter } from './log-writer.js';
import type { PendingWork, WorkOutcome } from './pending-work.js';
import { SqlWriteTransaction } from './sql-write-transaction.js';

const lockHead = new StatementCache();
const moveHead = statement('UPDATE log_head SET position = $2 WHERE space = $1');

export interface GroupOutcome {
  readonly works: readonly WorkOutcome[];
  /** Last position of the space if the group appended something. */
  readonly position: LogPosition | undefined;
}

/**
 * Locks the space's log and runs the works one after the other, each behind its own savepoint.
 * @throws SpaceNotFound
 */
export async function runGroup(
  session: TransactionSession,
  space: SpaceId,
  works: readonly PendingWork[],
  digests: Digests,
): Promise<GroupOutcome> {
  const start = await lockLog(session, space);
  const writer = new LogWriter(session, space, start, digests);
  const outcomes: WorkOutcome[] = [];
  for (const work of works) outcomes.push(await runBehindSavepoint(session, space, writer, work));
  if (writer.position === start) return { works: outcomes, position: undefined };
  await session.run(moveHead, [space, writer.position]);
  return { works: outcomes, position: writer.position };
}

/** Positions become visible in the order they were given, because whoever holds this row is the only writer. */
async function lockLog(session: TransactionSession, space: SpaceId): Promise<LogPosition> {
  const { syntax } = session;
  const statement = lockHead.get(syntax.engine, () => lockText(syntax));
  const [head] = await session.all<{ position: number }>(statement, [space]);
  if (head === undefined) throw new SpaceNotFound(space);
  return head.position;
}

export function lockText(syntax: SqlSyntax): string {
  return `SELECT position FROM log_head WHERE space = $1 ${syntax.forUpdate}`;
}

async function runBehindSavepoint(
  session: TransactionSession,
  space: SpaceId,
  writer: LogWriter,
  work: PendingWork,
): Promise<WorkOutcome> {
  const start = writer.position;
  await session.savepoint();
  const tx = new SqlWriteTransaction(session, space, writer);
  try {
    const value = await work.run(tx);
    await tx.end();
    // A failed statement that the work swallowed has still left its traces.
    if (session.failure !== undefined) throw session.failure;
    await session.releaseSavepoint();
    return { done: true, value };
  } catch (error) {
    if (mayRetry(session.failure)) throw session.failure;
    await tx.abandon();
    await session.rollbackToSavepoint();
    writer.forget(start);
    return { done: false, error };
  }
}
