import { Command, CommandRunner, Help } from 'nest-commander';
import { exitCodesHelp } from '../exit-codes.js';
import { ExportProjectCommand } from './export-project.command.js';
import { ImportProjectCommand } from './import-project.command.js';

const subCommands = [ExportProjectCommand, ImportProjectCommand];

@Command({ name: 'project', description: 'Unicat projects: export, import', subCommands })
export class ProjectCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }

  @Help('afterAll')
  exitCodes(): string {
    return exitCodesHelp;
  }
}

export const projectCommands = [ProjectCommand, ...subCommands];
