import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { ExportLog } from '#dialects/register';
import { openPolicy, type ReadingPolicies } from '#records';
import { Counted, writeWhole } from '../export-output.js';
import { LazyStorage } from '../lazy-storage.js';
import { Reporter } from '../reporter.js';
import { findRegister } from './find-register.js';
import { readInteger } from './integer-option.js';

interface Options {
  readonly from?: number;
  readonly to?: number;
  readonly output?: string;
}

/** Whoever holds the database may see all that is in it. */
const unrestricted: ReadingPolicies = { register: openPolicy, pointercrate: openPolicy, unicat: openPolicy };

@SubCommand({
  name: 'export',
  arguments: '<register>',
  description: 'Write a register as RSF. The whole log can be loaded and verified elsewhere.',
})
export class ExportRegisterCommand extends CommandRunner {
  constructor(private readonly storage: LazyStorage) {
    super();
  }

  async run([name = '']: string[], { from = 0, to, output }: Options): Promise<void> {
    const storage = await this.storage.open();
    const register = await findRegister(storage, name);
    // Without a file the output is the log, so everything else goes beside it.
    const reporter = new Reporter(output === undefined ? process.stderr : process.stdout);
    const log = new Counted(new ExportLog(storage.store, unrestricted).execute(register, { from, to }), reporter);
    if (output === undefined) await pipeline(Readable.from(log.chunks()), process.stdout, { end: false });
    else await writeWhole(output, log.chunks());
    const { lines, bytes } = log;
    reporter.result({ event: 'done', register: name, lines, bytes }, `${name}: ${lines} lines written`);
  }

  @Option({ flags: '--from <entries>', description: 'Leave out that many entries at the beginning, and the metadata' })
  from(text: string): number {
    return readInteger('--from', text);
  }

  @Option({ flags: '--to <entries>', description: 'Size of the log up to which to write; all of it where left out' })
  to(text: string): number {
    return readInteger('--to', text);
  }

  @Option({ flags: '--output <file>', description: 'Standard output where left out' })
  output(file: string): string {
    return file;
  }
}
