import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Reporter } from './reporter.js';

/** Chunks of text on their way, counted. */
export class Counted {
  lines = 0;
  bytes = 0;

  constructor(
    private readonly source: AsyncIterable<string>,
    private readonly reporter: Reporter,
  ) {}

  async *chunks(): AsyncGenerator<Buffer> {
    for await (const text of this.source) {
      const chunk = Buffer.from(text);
      this.lines += text.split('\n').length - 1;
      this.bytes += chunk.length;
      this.reporter.progress({ lines: this.lines, bytes: this.bytes });
      yield chunk;
    }
  }
}

/** Under its name the file is whole or not there. */
export async function writeWhole(file: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(chunks, createWriteStream(part));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
