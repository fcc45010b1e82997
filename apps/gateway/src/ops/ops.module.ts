import { type DynamicModule, Module } from '@nestjs/common';
import { OperatorAccess } from './operator-access.js';
import { OpsController } from './ops.controller.js';
import { RegistersController } from './registers.controller.js';
import { RegistersGuard } from './registers.guard.js';
import { POINTERCRATE_SPACE, ResolveAddress } from './resolve-address.use-case.js';
import { SpacesController } from './spaces.controller.js';
import { CreateKey, ListSpaces, PutMember } from './spaces.use-cases.js';

export interface OpsOptions {
  readonly pointercrateSpace: string;
  /** The register dialect as configured, which knows where registers lie. */
  readonly registers: DynamicModule;
}

@Module({})
export class OpsModule {
  static forRoot({ pointercrateSpace, registers }: OpsOptions): DynamicModule {
    return {
      module: OpsModule,
      imports: [registers],
      controllers: [OpsController, SpacesController, RegistersController],
      providers: [
        { provide: POINTERCRATE_SPACE, useValue: pointercrateSpace },
        OperatorAccess,
        RegistersGuard,
        ResolveAddress,
        ListSpaces,
        CreateKey,
        PutMember,
      ],
    };
  }
}
