import type { ChangeSignal, SpaceId, WriteTransaction } from '#records';
import { backoff } from '../engines/backoff.js';
import { mayRetry, storageError } from '../engines/engine-errors.js';
import type { SqlEngine } from '../engines/sql-engine.js';
import { type GroupOutcome, runGroup, WorkRefused } from './group-transaction.js';
import type { Digests } from './log-writer.js';
import { type PendingWork, submit } from './pending-work.js';

/** Works that share one transaction and so one fsync. */
const groupLimit = 128;
/** How often a group runs before its callers are told that the storage is not available. */
const attempts = 6;

/** One queue for each space that is being written to. Spaces do not wait for each other here. */
export class SpaceWriters {
  private readonly queues = new Map<SpaceId, PendingWork[]>();

  constructor(
    private readonly engine: SqlEngine,
    private readonly digests: Digests,
    private readonly signal: ChangeSignal | undefined,
  ) {}

  write<T>(space: SpaceId, work: (tx: WriteTransaction) => Promise<T>): Promise<T> {
    return submit(work, (pending) => {
      const queue = this.queues.get(space);
      if (queue !== undefined) {
        queue.push(pending);
        return;
      }
      const opened = [pending];
      this.queues.set(space, opened);
      void this.drain(space, opened);
    });
  }

  private async drain(space: SpaceId, queue: PendingWork[]): Promise<void> {
    while (queue.length > 0) await this.commitGroup(space, queue);
    this.queues.delete(space);
  }

  /** Callers hear of their works only after the commit. Never throws. */
  private async commitGroup(space: SpaceId, queue: PendingWork[]): Promise<void> {
    const group: PendingWork[] = [];
    // Taken once the transaction has begun: those who came while others held it go along.
    const take = (): readonly PendingWork[] => {
      group.push(...queue.splice(0, groupLimit - group.length));
      return group;
    };
    try {
      const { works, position } = await this.runWithRetries(space, take);
      for (const [at, outcome] of works.entries()) group[at]?.settle(outcome);
      if (position !== undefined) this.signal?.committed(space, position);
    } catch (error) {
      const reported = error instanceof WorkRefused ? error.cause : storageError(error);
      for (const work of group.length > 0 ? group : take()) work.settle({ done: false, error: reported });
    }
  }

  private async runWithRetries(space: SpaceId, take: () => readonly PendingWork[]): Promise<GroupOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.engine.transaction((session) => runGroup(session, space, take(), this.digests));
      } catch (error) {
        if (!mayRetry(error) || attempt === attempts) throw error;
        await backoff(attempt, 5, 250);
      }
    }
  }
}
