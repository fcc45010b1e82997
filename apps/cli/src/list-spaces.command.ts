import { Inject } from '@nestjs/common';
import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { SPACE_DIRECTORY, type SpaceDirectory } from '#records';

@SubCommand({ name: 'list', description: 'All spaces, one a line: id, gid, birth dialect, visibility, title' })
export class ListSpacesCommand extends CommandRunner {
  constructor(@Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory) {
    super();
  }

  async run(): Promise<void> {
    for (const { id, gid, birth, visibility, title } of await this.spaces.list()) {
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
