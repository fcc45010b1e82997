import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileHash } from '#records';
import { reporting } from './reporting.js';

/** Bytes on the disk that are no file of a store yet. */
export interface Spooled {
  readonly path: string;
  readonly hash: FileHash;
  readonly size: number;
  bytes(): Promise<Buffer>;
  discard(): Promise<void>;
}

/**
 * Writes bytes to a new file in the folder, counting and hashing them on the way; on the disk for good when it resolves.
 * Where that fails, or the bytes do, the file is gone.
 * @throws StorageUnavailable
 */
export async function spool(folder: string, bytes: AsyncIterable<Uint8Array>): Promise<Spooled> {
  const path = join(folder, randomUUID());
  const file = await reporting(async () => {
    await mkdir(folder, { recursive: true });
    return open(path, 'wx', 0o600);
  });
  try {
    const written = await write(file, bytes);
    await reporting(() => file.sync());
    return {
      path,
      ...written,
      bytes: () => reporting(() => readFile(path)),
      discard: () => reporting(() => rm(path, { force: true })),
    };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Milliseconds after which nobody writes to a spooled file any more. */
const staleAfter = 24 * 3_600_000;

/** Removes what processes that ended before their time have left in the folder. What cannot be removed stays. */
export async function removeStale(folder: string): Promise<void> {
  const limit = Date.now() - staleAfter;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < limit) await rm(path, { force: true }).catch(() => undefined);
  }
}

async function write(file: FileHandle, bytes: AsyncIterable<Uint8Array>): Promise<{ hash: FileHash; size: number }> {
  const digest = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    digest.update(chunk);
    size += chunk.length;
    await reporting(() => file.appendFile(chunk));
  }
  return { hash: digest.digest('hex'), size };
}
