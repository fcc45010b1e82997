import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { BodyTooLarge, readBody } from '#dialect-kit';
import { StorageUnavailable } from '#records';

/**
 * Puts a streamed body into a temporary file for as long as it is worked on, so that it may be larger than the memory and no
 * transaction waits for a slow client. Nobody else can read the file, and it is gone in every outcome.
 * @param declared length in bytes, where the client told it
 * @param limit in bytes
 * @throws BodyTooLarge, and BadRequest where the client breaks off
 * @throws StorageUnavailable where there is no room for the file
 */
export async function withSpooled<T>(
  body: Readable,
  { declared, limit }: { readonly declared: number | undefined; readonly limit: number },
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (declared !== undefined && declared > limit) throw new BodyTooLarge();
  // Node makes it for its owner alone.
  const folder = await onDisk(() => mkdtemp(join(tmpdir(), 'register-upload-')));
  try {
    const path = join(folder, 'upload');
    await write(path, readBody(body, limit));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(path: string, pieces: AsyncIterable<Buffer>): Promise<void> {
  const file = await onDisk(() => open(path, 'wx', 0o600));
  try {
    for await (const piece of pieces) await onDisk(() => file.appendFile(piece));
  } finally {
    await file.close();
  }
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new StorageUnavailable(error);
  }
}
