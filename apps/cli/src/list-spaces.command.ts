import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { LazyStorage } from './lazy-storage.js';

@SubCommand({ name: 'list', description: 'All spaces, one a line: id, gid, birth dialect, visibility, title' })
export class ListSpacesCommand extends CommandRunner {
  constructor(private readonly storage: LazyStorage) {
    super();
  }

  async run(): Promise<void> {
    const { spaces } = await this.storage.open();
    for (const { id, gid, birth, visibility, title } of await spaces.list()) {
      process.stdout.write(`${[id, gid, birth, visibility, title].join('\t')}\n`);
    }
  }
}

@Command({ name: 'space', description: 'Spaces: registers, demonlists, catalogues', subCommands: [ListSpacesCommand] })
export class SpaceCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}
