import { type DynamicModule, Module } from '@nestjs/common';
import { UserNames } from './audit/user-names.js';
import { AuthController, SpaceAuthController } from './controllers/auth.controller.js';
import { DemonAuditController, SpaceDemonAuditController } from './controllers/demon-audit.controller.js';
import { DemonCreatorsController, SpaceDemonCreatorsController } from './controllers/demon-creators.controller.js';
import { DemonsController, SpaceDemonsController } from './controllers/demons.controller.js';
import { RecordsController, SpaceRecordsController } from './controllers/records.controller.js';
import { AccessGuard } from './guards/access.guard.js';
import { AccessTokens } from './guards/access-tokens.js';
import { RateLimits } from './limits/rate-limits.js';
import { Demonlists } from './list/demonlists.js';
import { KnownDemons } from './list/known-demons.js';
import { ListSizes } from './list/list-sizes.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from './pointercrate.options.js';
import { RecordDocuments } from './serializers/record-documents.js';
import { AddDemon } from './use-cases/add-demon.use-case.js';
import { AmendDemon } from './use-cases/amend-demon.use-case.js';
import { AuditDemon } from './use-cases/audit-demon.use-case.js';
import { AddCreator, RemoveCreator } from './use-cases/change-creators.use-cases.js';
import { FindSpace } from './use-cases/find-space.js';
import { ListDemons } from './use-cases/list-demons.use-case.js';
import { ListRecords } from './use-cases/list-records.use-case.js';
import { LogIn } from './use-cases/log-in.use-case.js';
import { RetrieveDemon } from './use-cases/retrieve-demon.use-case.js';
import { RetrieveDemonlistRecord } from './use-cases/retrieve-demonlist-record.use-case.js';
import { RetrieveGenericRecord } from './use-cases/retrieve-generic-record.use-case.js';
import { RetrieveRecord } from './use-cases/retrieve-record.use-case.js';
import { TraceMovement } from './use-cases/trace-movement.use-case.js';

/** The Pointercrate API. Expects the ports of #records and AuthModule as global providers. */
@Module({})
export class PointercrateModule {
  static forRoot(options: PointercrateOptions): DynamicModule {
    return {
      module: PointercrateModule,
      controllers: [
        AuthController,
        SpaceAuthController,
        DemonsController,
        DemonCreatorsController,
        DemonAuditController,
        SpaceDemonsController,
        SpaceDemonCreatorsController,
        SpaceDemonAuditController,
        RecordsController,
        SpaceRecordsController,
      ],
      providers: [
        { provide: POINTERCRATE_OPTIONS, useValue: options },
        AccessGuard,
        AccessTokens,
        AddCreator,
        AddDemon,
        AmendDemon,
        AuditDemon,
        Demonlists,
        FindSpace,
        KnownDemons,
        ListDemons,
        ListRecords,
        ListSizes,
        LogIn,
        RateLimits,
        RecordDocuments,
        RemoveCreator,
        RetrieveDemon,
        RetrieveDemonlistRecord,
        RetrieveGenericRecord,
        RetrieveRecord,
        TraceMovement,
        UserNames,
      ],
    };
  }
}
