import { isAscii, isUtf8 } from 'node:buffer';
import { setImmediate as nextMacrotask } from 'node:timers/promises';
import { RsfError } from '../errors/register-errors.js';
import { badLine } from './rsf-command.js';
import type { OpenedRsf } from './rsf-source.js';

/** Bytes that a line may have, line end included. */
export const longestLine = 1024 * 1024;
/** Bytes read at a time; texts beyond 128 KiB would outlive many collections. */
const blockLength = 64 * 1024;

/** Neighbouring lines of a log. */
export interface LineBlock {
  /** Without their ends. */
  readonly lines: readonly string[];
  /** Where each line begins, in bytes. */
  readonly offsets: readonly number[];
  /** Bytes of the log up to the end of the block. */
  readonly bytes: number;
}

/**
 * The lines of an upload: UTF-8, LF or CRLF, the last line end is optional (contract §7). Lets other work of the process
 * have its turn before each block.
 * @throws RsfError after the lines before it, for a line that is too long or no UTF-8
 */
export async function* readLines(source: OpenedRsf): AsyncGenerator<LineBlock> {
  let buffer = Buffer.allocUnsafe(blockLength);
  let kept = 0;
  for (let offset = 0; ; ) {
    await nextMacrotask();
    const filled = kept + (await source.read(buffer.subarray(kept), offset + kept));
    const ended = filled < buffer.length;
    const end = ended ? filled : buffer.lastIndexOf(lineFeed) + 1;
    const { block, refusal } = splitBlock(buffer.subarray(0, end), offset);
    if (block.lines.length > 0) yield block;
    if (refusal !== undefined) throw new RsfError(refusal);
    if (ended) return;
    kept = filled - end;
    if (kept > longestLine) throw new RsfError(tooLong);
    const rest = buffer.subarray(end);
    if (rest.length > buffer.length / 2) buffer = Buffer.allocUnsafe(longestLine + blockLength);
    rest.copy(buffer);
    offset += end;
  }
}

const lineFeed = 0x0a;
const tooLong = `A line is longer than ${longestLine} bytes`;

/** The lines up to the first that has to be refused, and what is to be said of that one. */
function splitBlock(bytes: Buffer, start: number): { readonly block: LineBlock; readonly refusal: string | undefined } {
  const valid = isUtf8(bytes) ? bytes : bytes.subarray(0, lengthOfValidLines(bytes));
  const ascii = isAscii(valid);
  const lines = valid.toString(ascii ? 'latin1' : 'utf8').split('\n');
  if (lines.at(-1) === '' || lines.at(-1) === '\r') lines.pop();
  const offsets: number[] = [];
  let offset = start;
  for (const [at, line] of lines.entries()) {
    const length = ascii ? line.length : Buffer.byteLength(line);
    if (length >= longestLine) return { block: { lines: lines.slice(0, at), offsets, bytes: offset }, refusal: tooLong };
    offsets.push(offset);
    offset += length + 1;
    if (line.endsWith('\r')) lines[at] = line.slice(0, -1);
  }
  return { block: { lines, offsets, bytes: start + valid.length }, refusal: valid === bytes ? undefined : badLine };
}

/** Bytes of the lines before the first one that is no UTF-8. */
function lengthOfValidLines(bytes: Buffer): number {
  for (let start = 0; ; ) {
    const end = bytes.indexOf(lineFeed, start) + 1 || bytes.length;
    if (!isUtf8(bytes.subarray(start, end))) return start;
    start = end;
  }
}
