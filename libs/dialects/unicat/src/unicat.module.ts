import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JWT_SECRET, TokenAuthority } from '#auth';
import { ProjectCalls } from './controllers/project-calls.js';
import { RecordBulkController } from './controllers/records/record-bulk.controller.js';
import { RecordChangesController } from './controllers/records/record-changes.controller.js';
import { RecordChannelsController } from './controllers/records/record-channels.controller.js';
import { RecordDefinitionController } from './controllers/records/record-definition.controller.js';
import { RecordPlacingController } from './controllers/records/record-placing.controller.js';
import { RecordsController } from './controllers/records/records.controller.js';
import { SessionController } from './controllers/session.controller.js';
import { SyncController } from './controllers/sync.controller.js';
import { AccountGuard } from './guards/account.guard.js';
import { MemberGuard } from './guards/member.guard.js';
import { SessionTokens } from './guards/session-tokens.js';
import { JobQueue } from './jobs/job-queue.js';
import { JobRunner } from './jobs/job-runner.js';
import { JOB_WORKS, type JobWork } from './jobs/job-work.js';
import { DerivedProject } from './project/derived-project.js';
import { ProjectWrites } from './project/project-writes.js';
import { Projects } from './project/projects.js';
import { NoSearch, RECORD_SEARCH } from './project/record-search.js';
import { Selections } from './project/selections.js';
import { StoredProject } from './project/stored-project.js';
import { StoredSchemas } from './project/stored-schemas.js';
import { RecordTexts } from './serializers/record-texts.js';
import { settingsControllers, settingsJobs, settingsProviders } from './settings.providers.js';
import { Announcements } from './sync/announcements.js';
import { GlobalChanges } from './sync/global-changes.js';
import { RetellProjects } from './sync/retell-projects.js';
import { UNICAT_OPTIONS, UNICAT_TOKENS, type UnicatOptions } from './unicat.options.js';
import { Authenticate } from './use-cases/authenticate.use-case.js';
import { GetRecords } from './use-cases/get-records.use-case.js';
import { OpenProject } from './use-cases/open-project.use-case.js';
import { bulkWorks } from './use-cases/records/bulk-works.js';
import { CopyChannelsDown, CopyChannelsFromParent, CopyChannelsUp, SetChannels } from './use-cases/records/channels.use-case.js';
import { CreateRecord } from './use-cases/records/create-record.use-case.js';
import { DuplicateRecord } from './use-cases/records/duplicate-record.use-case.js';
import { ExtendDefinition } from './use-cases/records/extend-definition.use-case.js';
import { GetInBulk } from './use-cases/records/get-in-bulk.use-case.js';
import { GetRoot } from './use-cases/records/get-root.use-case.js';
import { ListChildren } from './use-cases/records/list-children.use-case.js';
import { CopyRecord, LinkRecord, MoveRecord, UnlinkRecord } from './use-cases/records/place-records.use-case.js';
import {
  CommitDefinition,
  CopyDefinitionToSiblings,
  RevertDefinition,
  SaveDefinitionAsNew,
  SetDefinition,
} from './use-cases/records/record-definition.use-case.js';
import { DeleteRecord, DeleteRecordForGood, UndeleteRecord } from './use-cases/records/record-life.use-case.js';
import { SetOrderings } from './use-cases/records/set-orderings.use-case.js';
import { ShowTree } from './use-cases/records/show-tree.use-case.js';
import { StartBulkJob } from './use-cases/records/start-bulk-job.use-case.js';
import { UpdateRecord } from './use-cases/records/update-record.use-case.js';
import { Sync } from './use-cases/sync.use-case.js';

@Module({})
export class UnicatModule {
  static forRoot(options: UnicatOptions): DynamicModule {
    return {
      module: UnicatModule,
      imports: [DiscoveryModule],
      controllers: [
        SessionController,
        RecordsController,
        RecordChangesController,
        RecordPlacingController,
        RecordChannelsController,
        RecordDefinitionController,
        RecordBulkController,
        SyncController,
        ...settingsControllers,
      ],
      providers: [
        { provide: UNICAT_OPTIONS, useValue: options },
        { provide: UNICAT_TOKENS, inject: [JWT_SECRET], useFactory: (secret: string) => new TokenAuthority('unicat', secret) },
        SessionTokens,
        MemberGuard,
        AccountGuard,
        StoredSchemas,
        StoredProject,
        DerivedProject,
        Projects,
        RecordTexts,
        Announcements,
        GlobalChanges,
        RetellProjects,
        JobQueue,
        Selections,
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
        MoveRecord,
        CopyRecord,
        DuplicateRecord,
        LinkRecord,
        UnlinkRecord,
        SetOrderings,
        DeleteRecord,
        UndeleteRecord,
        DeleteRecordForGood,
        SetChannels,
        CopyChannelsFromParent,
        CopyChannelsUp,
        CopyChannelsDown,
        SetDefinition,
        ExtendDefinition,
        RevertDefinition,
        CopyDefinitionToSiblings,
        CommitDefinition,
        SaveDefinitionAsNew,
        StartBulkJob,
        Sync,
        {
          provide: JOB_WORKS,
          inject: [DeleteRecordForGood, CopyChannelsDown, ...settingsJobs],
          useFactory: (...works: JobWork[]) => [...works, ...Object.values(bulkWorks)],
        },
        JobRunner,
        ...settingsProviders,
      ],
    };
  }
}
