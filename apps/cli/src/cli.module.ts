import { type DynamicModule, Module } from '@nestjs/common';
import type { Platform } from '../../gateway/src/platform.module.js';
import { PlatformModule } from '../../gateway/src/platform.module.js';
import { CreateOperatorCommand, OperatorCommand } from './create-operator.command.js';
import { ListSpacesCommand, SpaceCommand } from './list-spaces.command.js';

@Module({})
export class CliModule {
  static forRoot(platform: Platform): DynamicModule {
    return {
      module: CliModule,
      imports: [PlatformModule.forRoot(platform)],
      providers: [OperatorCommand, CreateOperatorCommand, SpaceCommand, ListSpacesCommand],
    };
  }
}
