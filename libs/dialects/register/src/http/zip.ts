import { type PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipMember {
  readonly path: string;
  /** The content, asked for when it is the member's turn. */
  pieces(): Iterable<string> | AsyncIterable<string>;
}

/** A ZIP file in pieces, made as fast as they are taken. What a member fails with, it fails with. */
export async function* zip(members: readonly ZipMember[]): AsyncGenerator<Buffer> {
  const file = new ZipFile();
  // Declared as any readable stream, but made as this one.
  const output = file.outputStream as PassThrough;
  let current: Readable | undefined;
  for (const { path, pieces } of members) {
    file.addReadStreamLazy(path, (take) => {
      current = Readable.from(pieces(), { objectMode: false });
      current.on('error', (error) => output.destroy(error));
      take(null, current);
    });
  }
  file.end();
  try {
    yield* output;
  } finally {
    current?.destroy();
  }
}
