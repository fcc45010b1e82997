import type { Space, WriteTransaction } from '#records';
import type { SqlEngine } from '../engines/sql-engine.js';
import { enterSpace, requireFree, reserveName } from './create-space.js';
import { type GroupOutcome, runGroup, WorkRefused } from './group-transaction.js';
import type { Digests } from './log-writer.js';

/** What `RecordStore.found` runs. */
export type FoundingWork<T> = (tx: WriteTransaction, entitle: (title: string) => void) => Promise<T>;

/**
 * One attempt to found a space. The gateway's lock is taken at the end only, since nobody else can create a space as long
 * as it is held.
 * @throws AlreadyExists
 * @throws what the work threw
 */
export async function foundSpace<T>(
  engine: SqlEngine,
  digests: Digests,
  space: Space,
  work: FoundingWork<T>,
): Promise<{ readonly value: T; readonly position: GroupOutcome['position'] }> {
  return engine.transaction(async (session) => {
    await reserveName(session, space);
    await requireFree(session, space);
    let { title } = space;
    const entitle = (better: string): void => {
      title = better;
    };
    let value: T | undefined;
    const run = async (tx: WriteTransaction): Promise<void> => {
      value = await work(tx, entitle);
    };
    const { position } = await runGroup(session, space.id, [{ run, alone: true, settle: () => undefined }], digests).catch(
      unwrap,
    );
    await enterSpace(session, { ...space, title });
    return { value: value as T, position };
  });
}

function unwrap(error: unknown): never {
  throw error instanceof WorkRefused ? error.cause : error;
}
