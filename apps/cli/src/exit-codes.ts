import { isRegisterError } from '#dialects/register';
import { isSharedError } from '#records';

/** What a command ends with, for scripts to tell apart. */
export const exitCodes = {
  ok: 0,
  /** Wrong usage, a bad setting, no database, or a failure of ours. */
  failure: 1,
  /** Understood and refused: invalid input, a name that is taken, a log that does not verify. Nothing was stored. */
  refused: 2,
  /** A register, an entry or a file that is not there. */
  notFound: 3,
  /** Verified, but for values that were redacted and so cannot be recomputed. */
  redacted: 4,
} as const;

export const exitCodesHelp = `
Exit codes: 0 done · 1 wrong usage, bad setting or failure · 2 refused, or the log does not verify · 3 not found ·
4 verified but for redacted values, which cannot be recomputed`;

/** A command that was called with what it cannot understand. */
export class UsageError extends Error {
  readonly code = 'usage';
}

export function exitCodeOf(error: Error): number {
  const { code } = error as Error & { readonly code?: string };
  if (isSharedError(error)) {
    if (error.code === 'storage-unavailable') return exitCodes.failure;
    return error.code === 'record-not-found' || error.code === 'space-not-found' ? exitCodes.notFound : exitCodes.refused;
  }
  if (isRegisterError(error)) return error.code.endsWith('-not-found') ? exitCodes.notFound : exitCodes.refused;
  return code === 'ENOENT' ? exitCodes.notFound : exitCodes.failure;
}

/** Whether the user can mend it, so that the message is enough: what nobody foresaw has no code. */
export function isExpected(error: Error): boolean {
  return (error as Error & { readonly code?: string }).code !== undefined;
}
