import { Command, CommandRunner, Help } from 'nest-commander';
import { exitCodesHelp } from '../exit-codes.js';
import { CreateRegisterCommand } from './create-register.command.js';
import { ExportRegisterCommand } from './export-register.command.js';
import { ImportRegisterCommand } from './import-register.command.js';
import { ProveRegisterCommand } from './prove-register.command.js';
import { VerifyRegisterCommand } from './verify-register.command.js';

const subCommands = [
  CreateRegisterCommand,
  ImportRegisterCommand,
  ExportRegisterCommand,
  VerifyRegisterCommand,
  ProveRegisterCommand,
];

@Command({ name: 'register', description: 'Registers: create, import, export, verify, prove', subCommands })
export class RegisterCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }

  @Help('afterAll')
  exitCodes(): string {
    return exitCodesHelp;
  }
}

export const registerCommands = [RegisterCommand, ...subCommands];
