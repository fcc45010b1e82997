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

/** A work threw; `cause` is what it threw. What it wrote must be undone, and only its caller hears of it. */
export class WorkRefused extends Error {
  constructor(cause: unknown) {
    super('A work was refused', { cause });
    this.name = 'WorkRefused';
  }
}

/**
 * Locks the space's log and runs the works one after the other, each behind its own savepoint.
 * @throws SpaceNotFound
 * @throws WorkRefused where the only work of the group threw
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
  const [first, ...others] = works;
  // A work that is alone needs no savepoint: the transaction is its own.
  if (first !== undefined && others.length === 0)
    outcomes.push({ done: true, value: await runWork(session, space, writer, first) });
  else for (const work of works) outcomes.push(await runBehindSavepoint(session, space, writer, work));
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
  try {
    const value = await runWork(session, space, writer, work);
    await session.releaseSavepoint();
    return { done: true, value };
  } catch (refusal) {
    if (!(refusal instanceof WorkRefused)) throw refusal;
    await session.rollbackToSavepoint();
    writer.forget(start);
    return { done: false, error: refusal.cause };
  }
}

/**
 * @throws WorkRefused where the work is to blame
 * @throws what the database reported, where the whole transaction may be tried again
 */
async function runWork(session: TransactionSession, space: SpaceId, writer: LogWriter, work: PendingWork): Promise<unknown> {
  const tx = new SqlWriteTransaction(session, space, writer);
  try {
    const value = await work.run(tx);
    await tx.end();
    // A failed statement that the work swallowed has still left its traces.
    if (session.failure !== undefined) throw session.failure;
    return value;
  } catch (error) {
    await tx.abandon();
    if (mayRetry(session.failure)) throw session.failure;
    throw new WorkRefused(error);
  }
}
