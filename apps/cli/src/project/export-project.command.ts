import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { ExportProject } from '#dialects/unicat';
import { SpaceNotFound } from '#records';
import { Counted, writeWhole } from '../export-output.js';
import { LazyStorage } from '../lazy-storage.js';
import { Reporter } from '../reporter.js';

interface Options {
  readonly output?: string;
}

@SubCommand({
  name: 'export',
  arguments: '<space>',
  description: 'Write a Unicat project as NDJSON: members without credentials, the files of assets, and the whole log.',
})
export class ExportProjectCommand extends CommandRunner {
  constructor(private readonly storage: LazyStorage) {
    super();
  }

  async run([id = '']: string[], { output }: Options): Promise<void> {
    const { store, accounts, spaces } = await this.storage.open();
    const space = await spaces.find(id);
    if (space === undefined) throw new SpaceNotFound(id);
    // Without a file the output is the project, so everything else goes beside it.
    const reporter = new Reporter(output === undefined ? process.stderr : process.stdout);
    const file = new Counted(new ExportProject(store, accounts, await this.storage.openFiles()).execute(space), reporter);
    if (output === undefined) await pipeline(Readable.from(file.chunks()), process.stdout, { end: false });
    else await writeWhole(output, file.chunks());
    const { lines, bytes } = file;
    reporter.result({ event: 'done', space: id, lines, bytes }, `${id}: ${lines} lines written`);
  }

  @Option({ flags: '--output <file>', description: 'Standard output where left out' })
  output(file: string): string {
    return file;
  }
}
