import { type FileHash, InvalidRecord } from '#records';
import { type FileAccount, type FileEntry, type FileHeader, type FileLine, readHeader, readLine } from './project-file.js';

/** What a project's file consists of. */
export type FileItem =
  | { readonly kind: 'header'; readonly line: FileHeader }
  | { readonly kind: 'account'; readonly line: FileAccount }
  | { readonly kind: 'entry'; readonly line: FileEntry }
  /** Of several lines; whoever wants its bytes reads them before the next item. */
  | { readonly kind: 'file'; readonly hash: FileHash; readonly bytes: AsyncIterable<Uint8Array> };

/**
 * The items of a file in their order, read as they are asked for.
 * @throws InvalidRecord naming the line, also out of the bytes of a file that is not complete
 */
export async function* readProjectFile(lines: AsyncIterable<string>): AsyncGenerator<FileItem> {
  const rest = numbered(lines);
  try {
    const first = await rest.next();
    if (first.done) return;
    yield { kind: 'header', line: readHeader(first.value.text) };
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      const read = readLine(next.value.text, next.value.number);
      if (read.kind !== 'part') {
        yield read;
        continue;
      }
      const bytes = bytesOf(read, rest);
      yield { kind: 'file', hash: read.line.file.hash, bytes };
      // Past what was not read of it.
      for (let part = await bytes.next(); !part.done; part = await bytes.next());
    }
  } finally {
    await rest.return(undefined);
  }
}

interface NumberedLine {
  readonly text: string;
  readonly number: number;
}

async function* numbered(lines: AsyncIterable<string>): AsyncGenerator<NumberedLine> {
  let number = 0;
  for await (const text of lines) {
    number += 1;
    yield { text, number };
  }
}

async function* bytesOf(
  { line: { file } }: Extract<FileLine, { kind: 'part' }>,
  rest: AsyncGenerator<NumberedLine>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(file.bytes, 'base64');
  for (let more = file.more; more; ) {
    const next = await rest.next();
    const read = next.done ? undefined : readLine(next.value.text, next.value.number);
    if (read?.kind !== 'part' || read.line.file.hash !== file.hash) {
      throw new InvalidRecord(`File ${file.hash} is not complete`);
    }
    yield Buffer.from(read.line.file.bytes, 'base64');
    more = read.line.file.more;
  }
}
