import type { ChangeSignal, SpaceId, WriteOptions, WriteTransaction } from '#records';
import { storageError } from '../engines/engine-errors.js';
import type { SqlEngine } from '../engines/sql-engine.js';
import { runGroup, WorkRefused } from './group-transaction.js';
import type { Digests } from './log-writer.js';
import { type PendingWork, submit } from './pending-work.js';
import { withRetries } from './with-retries.js';

/** Works that share one transaction and so one fsync. */
const groupLimit = 128;

/** One queue for each space that is being written to. Spaces do not wait for each other here. */
export class SpaceWriters {
  private readonly queues = new Map<SpaceId, PendingWork[]>();

  constructor(
    private readonly engine: SqlEngine,
    private readonly digests: Digests,
    private readonly signal: ChangeSignal | undefined,
  ) {}

  write<T>(space: SpaceId, work: (tx: WriteTransaction) => Promise<T>, options?: WriteOptions): Promise<T> {
    return submit(work, options?.alone ?? false, (pending) => {
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
      while (group.length < groupLimit && mayJoin(group, queue[0])) group.push(...queue.splice(0, 1));
      return group;
    };
    try {
      const { works, position } = await withRetries(() =>
        this.engine.transaction((session) => runGroup(session, space, take(), this.digests)),
      );
      for (const [at, outcome] of works.entries()) group[at]?.settle(outcome);
      if (position !== undefined) this.signal?.committed(space, position);
    } catch (error) {
      const reported = error instanceof WorkRefused ? error.cause : storageError(error);
      for (const work of group.length > 0 ? group : take()) work.settle({ done: false, error: reported });
    }
  }
}

function mayJoin(group: readonly PendingWork[], next: PendingWork | undefined): boolean {
  return next !== undefined && (group.length === 0 || !(next.alone || group[0]?.alone));
}
