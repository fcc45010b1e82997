import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JWT_SECRET, TokenAuthority } from '#auth';
import { AssetChangesController } from './controllers/assets/asset-changes.controller.js';
import { AssetUploadsController } from './controllers/assets/asset-uploads.controller.js';
import { AssetsController } from './controllers/assets/assets.controller.js';
import { DamController } from './controllers/assets/dam.controller.js';
import { MediaController } from './controllers/assets/media.controller.js';
import { ProjectCalls } from './controllers/project-calls.js';
import { RecordBulkController } from './controllers/records/record-bulk.controller.js';
import { RecordChangesController } from './controllers/records/record-changes.controller.js';
import { RecordChannelsController } from './controllers/records/record-channels.controller.js';
import { RecordDefinitionController } from './controllers/records/record-definition.controller.js';
import { RecordPlacingController } from './controllers/records/record-placing.controller.js';
import { RecordsController } from './controllers/records/records.controller.js';
import { schemaControllers, schemaProviders } from './controllers/schema/schema.parts.js';
import { SearchController } from './controllers/search.controller.js';
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
import { RECORD_SEARCH } from './project/record-search.js';
import { Selections } from './project/selections.js';
import { StoredProject } from './project/stored-project.js';
import { StoredSchemas } from './project/stored-schemas.js';
import { AssetSearch } from './search/asset-search.js';
import { IndexedSearch } from './search/indexed-search.js';
import { RecordSearch } from './search/record-search.js';
import { WalkedSearch } from './search/walked-search.js';
import { RecordTexts } from './serializers/record-texts.js';
import { settingsControllers, settingsJobs, settingsProviders } from './settings.providers.js';
import { Announcements } from './sync/announcements.js';
import { GlobalChanges } from './sync/global-changes.js';
import { RetellProjects } from './sync/retell-projects.js';
import { UNICAT_OPTIONS, UNICAT_TOKENS, type UnicatOptions } from './unicat.options.js';
import { BrowseAssets } from './use-cases/assets/browse-assets.use-case.js';
import { CreateFolder } from './use-cases/assets/create-folder.use-case.js';
import { DeleteAsset, PermanentlyDeleteAsset, UndeleteAsset } from './use-cases/assets/delete-asset.use-cases.js';
import { FindAssets } from './use-cases/assets/find-assets.use-case.js';
import { GetAssets } from './use-cases/assets/get-assets.use-case.js';
import { ReplaceFile } from './use-cases/assets/replace-file.use-case.js';
import { SelectAssets } from './use-cases/assets/select-assets.js';
import { UpdateAsset } from './use-cases/assets/update-asset.use-case.js';
import { UploadAsset } from './use-cases/assets/upload-asset.use-case.js';
import { Authenticate } from './use-cases/authenticate.use-case.js';
import { TellFileInfo } from './use-cases/dam/file-info.use-case.js';
import { FindMedia } from './use-cases/dam/find-media.use-case.js';
import { Publications } from './use-cases/dam/publications.js';
import { PublishFile } from './use-cases/dam/publish-file.use-case.js';
import { TransformFile } from './use-cases/dam/transform-file.use-case.js';
import { UnpublishFile } from './use-cases/dam/unpublish-file.use-case.js';
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
import { SearchRecords } from './use-cases/search-records.use-case.js';
import { SearchSchema } from './use-cases/search-schema.use-case.js';
import { SelectSchema } from './use-cases/select-schema.use-case.js';
import { Sync } from './use-cases/sync.use-case.js';

const assetUseCases = [
  GetAssets,
  BrowseAssets,
  AssetSearch,
  SelectAssets,
  FindAssets,
  CreateFolder,
  UpdateAsset,
  UploadAsset,
  ReplaceFile,
  DeleteAsset,
  UndeleteAsset,
  PermanentlyDeleteAsset,
  Publications,
  PublishFile,
  UnpublishFile,
  TransformFile,
  TellFileInfo,
  FindMedia,
];

@Module({})
export class UnicatModule {
  static forRoot(options: UnicatOptions): DynamicModule {
    return {
      module: UnicatModule,
      imports: [DiscoveryModule],
      controllers: [
        SessionController,
        // First, because the examples of the documents are tried in this order, and a class in use cannot be deleted.
        ...schemaControllers,
        RecordsController,
        RecordChangesController,
        RecordPlacingController,
        RecordChannelsController,
        RecordDefinitionController,
        RecordBulkController,
        SearchController,
        SyncController,
        AssetsController,
        AssetChangesController,
        AssetUploadsController,
        DamController,
        MediaController,
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
        IndexedSearch,
        WalkedSearch,
        RecordSearch,
        { provide: RECORD_SEARCH, useExisting: RecordSearch },
        SearchRecords,
        SearchSchema,
        SelectSchema,
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
        ...assetUseCases,
        ...schemaProviders,
        ...settingsProviders,
      ],
    };
  }
}
