import { type DynamicModule, Module } from '@nestjs/common';
import { AuthController, SpaceAuthController } from './controllers/auth.controller.js';
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
import { AddNote } from './use-cases/add-note.use-case.js';
import { AmendNote } from './use-cases/amend-note.use-case.js';
import { AmendRecord } from './use-cases/amend-record.use-case.js';
import { DeleteNote } from './use-cases/delete-note.use-case.js';
import { DeleteRecord } from './use-cases/delete-record.use-case.js';
import { FindSpace } from './use-cases/find-space.js';
import { ListNotes } from './use-cases/list-notes.use-case.js';
import { ListRecords } from './use-cases/list-records.use-case.js';
import { LogIn } from './use-cases/log-in.use-case.js';
import { RetrieveDemonlistRecord } from './use-cases/retrieve-demonlist-record.use-case.js';
import { RetrieveGenericRecord } from './use-cases/retrieve-generic-record.use-case.js';
import { RetrieveRecord } from './use-cases/retrieve-record.use-case.js';
import { SubmitRecord } from './use-cases/submit-record.use-case.js';
import { AmendSubmitter, ListSubmitters, RetrieveSubmitter } from './use-cases/submitters.use-cases.js';

/** The Pointercrate API. Expects the ports of #records and AuthModule as global providers. */
@Module({})
export class PointercrateModule {
  static forRoot(options: PointercrateOptions): DynamicModule {
    return {
      module: PointercrateModule,
      controllers: [
        AuthController,
        SpaceAuthController,
        NotesController,
        SpaceNotesController,
        RecordsController,
        SpaceRecordsController,
        SubmittersController,
        SpaceSubmittersController,
      ],
      providers: [
        { provide: POINTERCRATE_OPTIONS, useValue: options },
        AccessGuard,
        AccessTokens,
        AddNote,
        AmendNote,
        AmendRecord,
        AmendSubmitter,
        DeleteNote,
        DeleteRecord,
        Demonlists,
        FindSpace,
        KnownDemons,
        LimitedWrites,
        ListNotes,
        ListRecords,
        ListSizes,
        ListSubmitters,
        LogIn,
        RateLimits,
        RecordDocuments,
        RetrieveDemonlistRecord,
        RetrieveGenericRecord,
        RetrieveRecord,
        RetrieveSubmitter,
        SubmitRecord,
      ],
    };
  }
}
