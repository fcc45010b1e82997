import { type DynamicModule, Module } from '@nestjs/common';
import { AuthController, SpaceAuthController } from './controllers/auth.controller.js';
import { RecordsController, SpaceRecordsController } from './controllers/records.controller.js';
import { AccessGuard } from './guards/access.guard.js';
import { AccessTokens } from './guards/access-tokens.js';
import { RateLimits } from './limits/rate-limits.js';
import { Demonlists } from './list/demonlists.js';
import { ListSizes } from './list/list-sizes.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from './pointercrate.options.js';
import { RecordDocuments } from './serializers/record-documents.js';
import { FindSpace } from './use-cases/find-space.js';
import { LogIn } from './use-cases/log-in.use-case.js';
import { RetrieveDemonlistRecord } from './use-cases/retrieve-demonlist-record.use-case.js';
import { RetrieveGenericRecord } from './use-cases/retrieve-generic-record.use-case.js';
import { RetrieveRecord } from './use-cases/retrieve-record.use-case.js';

/** The Pointercrate API. Expects the ports of #records and AuthModule as global providers. */
@Module({})
export class PointercrateModule {
  static forRoot(options: PointercrateOptions): DynamicModule {
    return {
      module: PointercrateModule,
      controllers: [AuthController, SpaceAuthController, RecordsController, SpaceRecordsController],
      providers: [
        { provide: POINTERCRATE_OPTIONS, useValue: options },
        AccessGuard,
        AccessTokens,
        Demonlists,
        FindSpace,
        ListSizes,
        LogIn,
        RateLimits,
        RecordDocuments,
        RetrieveDemonlistRecord,
        RetrieveGenericRecord,
        RetrieveRecord,
      ],
    };
  }
}
