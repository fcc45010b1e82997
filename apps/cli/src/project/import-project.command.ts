import { stat } from 'node:fs/promises';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { ImportProjectFile } from '#dialects/unicat';
import { LazyStorage } from '../lazy-storage.js';
import { Reporter } from '../reporter.js';
import { fileLines } from './file-lines.js';

interface Options {
  readonly space: string;
}

@SubCommand({
  name: 'import',
  arguments: '<file>',
  description: 'Make a space of the file of a Unicat project. All of it or nothing. Its members need new credentials.',
})
export class ImportProjectCommand extends CommandRunner {
  private readonly reporter = new Reporter();

  constructor(private readonly storage: LazyStorage) {
    super();
  }

  async run([file = '']: string[], { space }: Options): Promise<void> {
    const { size: total } = await stat(file);
    const { store, spaces, accounts } = await this.storage.open();
    let bytes = 0;
    const counted = async function* (): AsyncGenerator<string> {
      bytes = 0;
      for await (const line of fileLines(file)) {
        bytes += Buffer.byteLength(line) + 1;
        yield line;
      }
    };
    const useCase = new ImportProjectFile(store, spaces, accounts, await this.storage.openFiles());
    const imported = await useCase.execute({
      space,
      lines: counted,
      onProgress: (lines) => this.reporter.progress({ lines, bytes, total }),
    });
    const { entries } = imported;
    this.reporter.result(
      { event: 'done', space, project: imported.space.gid, entries, accounts: imported.accounts },
      `${space}: ${entries} entries added, ${imported.accounts} accounts made`,
    );
  }

  @Option({ flags: '--space <id>', description: 'Name of the space that is made', required: true })
  space(id: string): string {
    return id;
  }
}
