import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JWT_SECRET, TokenAuthority } from '#auth';
import { ProjectCalls } from './controllers/project-calls.js';
import { RecordChangesController } from './controllers/record-changes.controller.js';
import { RecordsController } from './controllers/records.controller.js';
import { SessionController } from './controllers/session.controller.js';
import { MemberGuard } from './guards/member.guard.js';
import { SessionTokens } from './guards/session-tokens.js';
import { JobQueue } from './jobs/job-queue.js';
import { JobRunner } from './jobs/job-runner.js';
import { JOB_WORKS, type JobWork } from './jobs/job-work.js';
import { DerivedProject } from './project/derived-project.js';
import { ProjectWrites } from './project/project-writes.js';
import { Projects } from './project/projects.js';
import { NoSearch, RECORD_SEARCH } from './project/record-search.js';
import { StoredProject } from './project/stored-project.js';
import { StoredSchemas } from './project/stored-schemas.js';
import { RecordTexts } from './serializers/record-texts.js';
import { settingsControllers, settingsJobs, settingsProviders } from './settings.providers.js';
import { Announcements } from './sync/announcements.js';
import { UNICAT_OPTIONS, UNICAT_TOKENS, type UnicatOptions } from './unicat.options.js';
import { Authenticate } from './use-cases/authenticate.use-case.js';
import { GetRecords } from './use-cases/get-records.use-case.js';
import { OpenProject } from './use-cases/open-project.use-case.js';
import { CreateRecord } from './use-cases/records/create-record.use-case.js';
import { GetInBulk } from './use-cases/records/get-in-bulk.use-case.js';
import { GetRoot } from './use-cases/records/get-root.use-case.js';
import { ListChildren } from './use-cases/records/list-children.use-case.js';
import { ShowTree } from './use-cases/records/show-tree.use-case.js';
import { UpdateRecord } from './use-cases/records/update-record.use-case.js';

@Module({})
export class UnicatModule {
  static forRoot(options: UnicatOptions): DynamicModule {
    return {
      module: UnicatModule,
      imports: [DiscoveryModule],
      controllers: [SessionController, RecordsController, RecordChangesController, ...settingsControllers],
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
        { provide: RECORD_SEARCH, useClass: NoSearch },
        GetRoot,
        ListChildren,
        ShowTree,
        GetInBulk,
        CreateRecord,
        UpdateRecord,
        ...settingsProviders,
        JobQueue,
        JobRunner,
        { provide: JOB_WORKS, inject: [...settingsJobs], useFactory: (...works: JobWork[]) => works },
      ],
    };
  }
}
