import { RsfError } from '../errors/register-errors.js';
import { readLines } from '../rsf/read-lines.js';
import type { RsfSource } from '../rsf/rsf-source.js';
import { BrokenLog, type LogSummary, LogVerifier } from './log-verifier.js';

export type LogVerdict =
  | ({ readonly intact: true } & LogSummary)
  /** The first bad line, one-based. */
  | { readonly intact: false; readonly line: number; readonly problem: string };

/**
 * Verifies an RSF log without a database.
 * @param onProgress told what has been read so far
 */
export async function verifyLog(source: RsfSource, onProgress?: (lines: number, bytes: number) => void): Promise<LogVerdict> {
  const verifier = new LogVerifier();
  const opened = await source.open();
  try {
    for await (const { lines, bytes } of readLines(opened)) {
      for (const line of lines) verifier.read(line);
      onProgress?.(verifier.lines, bytes);
    }
    return { intact: true, ...verifier.finish() };
  } catch (error) {
    // A line that is none, by its length or its encoding, comes after those that were read.
    const broken = error instanceof RsfError ? verifier.broken(verifier.lines + 1, error.details) : error;
    if (!(broken instanceof BrokenLog)) throw error;
    return { intact: false, line: broken.line, problem: broken.message };
  } finally {
    await opened.close();
  }
}
