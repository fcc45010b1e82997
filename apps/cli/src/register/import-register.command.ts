import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { LoadRegisterLog } from '#dialects/register';
import { nobody, systemClock } from '#records';
import { LazyStorage } from '../lazy-storage.js';
import { Reporter } from '../reporter.js';
import { withInput } from './rsf-input.js';

interface Options {
  readonly register?: string;
  readonly relaxed?: boolean;
  readonly dryRun?: boolean;
}

@SubCommand({
  name: 'import',
  arguments: '<file>',
  description:
    'Apply an RSF log to a register, which is created where there is none; `-` reads standard input. All of it or nothing.',
})
export class ImportRegisterCommand extends CommandRunner {
  private readonly reporter = new Reporter();

  constructor(private readonly storage: LazyStorage) {
    super();
  }

  async run([file = '']: string[], { register, relaxed = false, dryRun = false }: Options): Promise<void> {
    const loaded = await withInput(file, async ({ source, length }) => {
      const { store, spaces } = await this.storage.open();
      return new LoadRegisterLog(store, spaces, systemClock).execute({
        ...(register === undefined ? {} : { space: register }),
        source,
        recordedBy: nobody,
        validation: relaxed ? 'relaxed' : 'strict',
        mayCreate: true,
        dryRun,
        onProgress: (lines, bytes) => this.reporter.progress({ lines, bytes, total: length }),
      });
    });
    const { space, userEntries, systemEntries, rootHash, warnings } = loaded;
    for (const warning of warnings) this.reporter.warning(warning);
    this.reporter.result(
      {
        event: 'done',
        register: space,
        dryRun,
        userEntries,
        systemEntries,
        rootHash: `sha-256:${rootHash}`,
        warnings: warnings.length,
      },
      `${space}: ${userEntries} entries and ${systemEntries} system entries ${dryRun ? 'would be added' : 'added'}, root sha-256:${rootHash}`,
    );
  }

  @Option({ flags: '--register <name>', description: 'The register to load into; the one that the log names where left out' })
  register(name: string): string {
    return name;
  }

  @Option({ flags: '--relaxed', description: 'Take old entries that break a datatype or schema rule, with a warning each' })
  relaxed(): boolean {
    return true;
  }

  @Option({ flags: '--dry-run', description: 'Check everything and store nothing' })
  dryRun(): boolean {
    return true;
  }
}
