import { type DynamicModule, Module } from '@nestjs/common';
import { UserNames } from './audit/user-names.js';
import { AuthController, SpaceAuthController } from './controllers/auth.controller.js';
import { DemonAuditController, SpaceDemonAuditController } from './controllers/demon-audit.controller.js';
import { DemonCreatorsController, SpaceDemonCreatorsController } from './controllers/demon-creators.controller.js';
import { DemonsController, SpaceDemonsController } from './controllers/demons.controller.js';
import { NotesController, SpaceNotesController } from './controllers/notes.controller.js';
import { RecordsController, SpaceRecordsController } from './controllers/records.controller.js';
import { SpaceSubmittersController, SubmittersController } from './controllers/submitters.controller.js';
import { AccessGuard } from './guards/access.guard.js';
import { AccessTokens } from './guards/access-tokens.js';
import { LimitedWrites } from './limits/limited-writes.js';
import { RateLimits } from './limits/rate-limits.js';
import { Demonlists } from './list/demonlists.js';
import { KnownDemons } from './list/known-demons.js';
import { ListSizes } from './list/list-sizes.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from './pointercrate.options.js';
import { RecordDocuments } from './serializers/record-documents.js';
import { AddDemon } from './use-cases/add-demon.use-case.js';
import { AddNote } from './use-cases/add-note.use-case.js';
import { AmendDemon } from './use-cases/amend-demon.use-case.js';
import { AmendNote } from './use-cases/amend-note.use-case.js';
import { AmendRecord } from './use-cases/amend-record.use-case.js';
import { AuditDemon } from './use-cases/audit-demon.use-case.js';
import { AuditRecord } from './use-cases/audit-record.use-case.js';
import { AddCreator, RemoveCreator } from './use-cases/change-creators.use-cases.js';
import { DeleteNote } from './use-cases/delete-note.use-case.js';
import { DeleteRecord } from './use-cases/delete-record.use-case.js';
import { FindSpace } from './use-cases/find-space.js';
import { ListDemons } from './use-cases/list-demons.use-case.js';
import { ListGenericRecords } from './use-cases/list-generic-records.use-case.js';
import { ListNotes } from './use-cases/list-notes.use-case.js';
import { ListRecords } from './use-cases/list-records.use-case.js';
import { LogIn } from './use-cases/log-in.use-case.js';
import { RetrieveDemon } from './use-cases/retrieve-demon.use-case.js';
import { RetrieveDemonlistRecord } from './use-cases/retrieve-demonlist-record.use-case.js';
import { RetrieveGenericRecord } from './use-cases/retrieve-generic-record.use-case.js';
import { RetrieveRecord } from './use-cases/retrieve-record.use-case.js';
import { SubmitRecord } from './use-cases/submit-record.use-case.js';
import { AmendSubmitter, ListSubmitters, RetrieveSubmitter } from './use-cases/submitters.use-cases.js';
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
        SpaceDemonsController,
        DemonCreatorsController,
        SpaceDemonCreatorsController,
        DemonAuditController,
        SpaceDemonAuditController,
        RecordsController,
        SpaceRecordsController,
        NotesController,
        SpaceNotesController,
        SubmittersController,
        SpaceSubmittersController,
      ],
      providers: [
        { provide: POINTERCRATE_OPTIONS, useValue: options },
        AccessGuard,
        AccessTokens,
        AddCreator,
        AddDemon,
        AddNote,
        AmendDemon,
        AmendNote,
        AmendRecord,
        AmendSubmitter,
        AuditDemon,
        DeleteNote,
        AuditRecord,
        DeleteRecord,
        Demonlists,
        FindSpace,
        KnownDemons,
        LimitedWrites,
        ListDemons,
        ListGenericRecords,
        ListNotes,
        ListRecords,
        ListSizes,
        ListSubmitters,
        LogIn,
        RateLimits,
        RecordDocuments,
        RemoveCreator,
        RetrieveDemon,
        RetrieveDemonlistRecord,
        RetrieveGenericRecord,
        RetrieveRecord,
        RetrieveSubmitter,
        SubmitRecord,
        TraceMovement,
        UserNames,
      ],
    };
  }
}
