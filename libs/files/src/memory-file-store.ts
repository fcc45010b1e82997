import { createHash } from 'node:crypto';
import type { ByteRange, FileDraft, FileHash, FileStore } from '#records';
import { reporting } from './reporting.js';

/** Lives as long as the process, as a database in memory does. */
export class MemoryFileStore implements FileStore {
  private readonly files = new Map<FileHash, Buffer>();

  async receive(bytes: AsyncIterable<Uint8Array>): Promise<FileDraft> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    const hash = createHash('sha256').update(content).digest('hex');
    return {
      hash,
      size: content.length,
      bytes: async () => content,
      keep: async () => {
        this.files.set(hash, content);
      },
      discard: async () => undefined,
    };
  }

  async size(hash: FileHash): Promise<number | undefined> {
    return this.files.get(hash)?.length;
  }

  async read(hash: FileHash, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    const content = this.files.get(hash);
    if (content === undefined) return reporting(() => Promise.reject(new RangeError(`No file ${hash}`)));
    return one(range === undefined ? content : content.subarray(range.start, range.end + 1));
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
