import { StorageUnavailable } from '#records';

/**
 * What a driver's error means. `conflict` and `lost` may be tried again as long as nothing was committed; `duplicate` is
 * a unique key that is taken; `unavailable` is a database that is down, busy, full or broken.
 */
export type Fault = 'conflict' | 'lost' | 'duplicate' | 'unavailable';

/** The connection was lost while the commit was under way: nobody knows whether it happened, so nothing is retried. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('The connection was lost during the commit', { cause });
    this.name = 'CommitUnknown';
  }
}

const lostCodes = new Set([
  '57P01',
  '57P02',
  '57P03',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENOENT',
]);
/** Errors of pg and its pool that carry no code. */
const lostMessages =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect)/;
/** Query cancelled, lock timeout, read-only server; classes 53 (resources) and 58 (system); database gone. */
const unavailableStates = /^(57014|55P03|25006|3D000|53...|58...)$/;
const unavailableSqlite = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|CORRUPT|READONLY|NOTADB|NOMEM|PROTOCOL)/;

export function faultOf(error: unknown): Fault | undefined {
  if (error instanceof StorageUnavailable) return faultOf(error.cause) ?? 'unavailable';
  if (error instanceof CommitUnknown) return 'unavailable';
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '40001' || code === '40P01') return 'conflict';
  if (lostCodes.has(code) || /^08...$/.test(code) || lostMessages.test(error.message)) return 'lost';
  if (code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return 'duplicate';
  if (unavailableStates.test(code) || unavailableSqlite.test(code)) return 'unavailable';
  return undefined;
}

export function mayRetry(error: unknown): boolean {
  const fault = faultOf(error);
  return fault === 'conflict' || fault === 'lost';
}

/** What callers see: StorageUnavailable where the database is the reason, otherwise the error unchanged. */
export function storageError(error: unknown): unknown {
  if (error instanceof StorageUnavailable) return error;
  const fault = faultOf(error);
  return fault === undefined || fault === 'duplicate' ? error : new StorageUnavailable(error);
}

export async function reporting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageError(error);
  }
}
