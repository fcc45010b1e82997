import { type DynamicModule, Module } from '@nestjs/common';
import { JWT_SECRET, TokenAuthority } from '#auth';
import { ProjectCalls } from './controllers/project-calls.js';
import { RecordChangesController } from './controllers/record-changes.controller.js';
import { RecordsController } from './controllers/records.controller.js';
import { schemaControllers, schemaProviders } from './controllers/schema/schema.parts.js';
import { SessionController } from './controllers/session.controller.js';
import { MemberGuard } from './guards/member.guard.js';
import { SessionTokens } from './guards/session-tokens.js';
import { DerivedProject } from './project/derived-project.js';
import { ProjectWrites } from './project/project-writes.js';
import { Projects } from './project/projects.js';
import { StoredProject } from './project/stored-project.js';
import { StoredSchemas } from './project/stored-schemas.js';
import { RecordTexts } from './serializers/record-texts.js';
import { Announcements } from './sync/announcements.js';
import { UNICAT_OPTIONS, UNICAT_TOKENS, type UnicatOptions } from './unicat.options.js';
import { Authenticate } from './use-cases/authenticate.use-case.js';
import { GetRecords } from './use-cases/get-records.use-case.js';
import { OpenProject } from './use-cases/open-project.use-case.js';
import { CreateRecord } from './use-cases/records/create-record.use-case.js';
import { UpdateRecord } from './use-cases/records/update-record.use-case.js';

@Module({})
export class UnicatModule {
  static forRoot(options: UnicatOptions): DynamicModule {
    return {
      module: UnicatModule,
      controllers: [SessionController, RecordsController, RecordChangesController, ...schemaControllers],
      providers: [
        { provide: UNICAT_OPTIONS, useValue: options },
        { provide: UNICAT_TOKENS, inject: [JWT_SECRET], useFactory: (secret: string) => new TokenAuthority('unicat', secret) },
        SessionTokens,
        MemberGuard,
        StoredSchemas,
        StoredProject,
        DerivedProject,
        Projects,
        RecordTexts,
        Announcements,
        ProjectWrites,
        ProjectCalls,
        Authenticate,
        OpenProject,
        GetRecords,
        CreateRecord,
        UpdateRecord,
        ...schemaProviders,
      ],
    };
  }
}
