import { type DynamicModule, Module } from '@nestjs/common';
import { CreateOperatorCommand, OperatorCommand } from './create-operator.command.js';
import { LazyStorage } from './lazy-storage.js';
import { ListSpacesCommand, SpaceCommand } from './list-spaces.command.js';
import { projectCommands } from './project/project.command.js';
import { registerCommands } from './register/register.command.js';

@Module({})
export class CliModule {
  static forRoot(storage: LazyStorage): DynamicModule {
    return {
      module: CliModule,
      providers: [
        { provide: LazyStorage, useValue: storage },
        OperatorCommand,
        CreateOperatorCommand,
        SpaceCommand,
        ListSpacesCommand,
        ...registerCommands,
        ...projectCommands,
      ],
    };
  }
}
