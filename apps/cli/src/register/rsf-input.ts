import { stat } from 'node:fs/promises';
import { fileSource, type RsfSource, withSpooled } from '#dialects/register';

export interface RsfInput {
  readonly source: RsfSource;
  /** In bytes. */
  readonly length: number;
}

/**
 * Opens a log for reading at any place: a file, or for `-` standard input, which is put into a temporary file first.
 * @throws ENOENT where there is no such file
 */
export async function withInput<T>(file: string, work: (input: RsfInput) => Promise<T>): Promise<T> {
  const open = async (path: string): Promise<T> => work({ source: fileSource(path), length: (await stat(path)).size });
  return file === '-' ? withSpooled(process.stdin, { declared: undefined, limit: Number.POSITIVE_INFINITY }, open) : open(file);
}
