/** How far a command has come. */
export interface Progress {
  readonly lines: number;
  readonly bytes: number;
  /** Bytes in all, where that is known. */
  readonly total?: number;
}

/** Milliseconds between two signs of life, on a terminal and in a log. */
const drawEvery = 100;
const tellEvery = 1000;
const barWidth = 30;

/**
 * Tells people and programs what a command does. Results are sentences on a terminal, else JSON lines
 * (`{"event": …}`); progress is a bar where standard error is a terminal, else a JSON line each second beside the results.
 */
export class Reporter {
  private next = 0;

  /** @param results where results go: standard output, or standard error where the output itself is data */
  constructor(private readonly results: NodeJS.WriteStream = process.stdout) {}

  progress({ lines, bytes, total }: Progress): void {
    const now = Date.now();
    if (now < this.next) return;
    const { stderr } = process;
    this.next = now + (stderr.isTTY ? drawEvery : tellEvery);
    if (stderr.isTTY) stderr.write(`\r\u001b[K${drawBar(bytes, total)} ${lines.toLocaleString('en')} lines`);
    else this.tell({ event: 'progress', lines, bytes, ...(total === undefined ? {} : { total }) });
  }

  warning(text: string): void {
    this.result({ event: 'warning', warning: text }, `warning: ${text}`);
  }

  /** @param sentence for people, the same as `document` says for programs */
  result(document: { readonly event: string; readonly [member: string]: unknown }, sentence: string): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    if (this.results.isTTY) this.results.write(`${sentence}\n`);
    else this.tell(document);
  }

  private tell(document: object): void {
    this.results.write(`${JSON.stringify(document)}\n`);
  }
}

function drawBar(bytes: number, total: number | undefined): string {
  if (total === undefined || total === 0) return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  const share = Math.min(1, bytes / total);
  const filled = Math.round(share * barWidth);
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${Math.floor(share * 100)}%`;
}
