import { longestLine } from './read-lines.js';
import type { OpenedRsf } from './rsf-source.js';

/** Bytes read ahead where one line follows the other, and where lines lie scattered. */
const ahead = 256 * 1024;
const scattered = 4 * 1024;

/** Reads single lines again; cheap where they are asked for in the order of the log. */
export class LineWindow {
  /** Used again and again: fresh ones would pile up faster than they are collected. */
  private readonly room = Buffer.alloc(ahead);
  private bytes = this.room.subarray(0, 0);
  private start = 0;

  constructor(private readonly source: OpenedRsf) {}

  /** @returns undefined where the line at the byte is not in the window; `slide` brings it there */
  lineAt(offset: number): string | undefined {
    const from = offset - this.start;
    if (from < 0 || from >= this.bytes.length) return undefined;
    const end = this.bytes.indexOf('\n', from);
    return end === -1 ? undefined : withoutReturn(this.bytes.toString('utf8', from, end));
  }

  async slide(offset: number): Promise<string> {
    const gap = offset - this.start - this.bytes.length;
    const length = offset >= this.start && gap <= scattered ? ahead : scattered;
    return (await this.load(offset, length)) ?? (await this.load(offset, longestLine)) ?? this.rest();
  }

  private async load(offset: number, length: number): Promise<string | undefined> {
    const bytes = length <= ahead ? this.room.subarray(0, length) : Buffer.allocUnsafe(length);
    this.start = offset;
    this.bytes = bytes.subarray(0, await this.source.read(bytes, offset));
    return this.lineAt(offset);
  }

  /** The last line of the log, which may have no end. */
  private rest(): string {
    return withoutReturn(this.bytes.toString());
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
