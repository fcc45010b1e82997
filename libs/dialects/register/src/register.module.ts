import { type DynamicModule, Module } from '@nestjs/common';
import { RegisterLocator } from './addressing/register-locator.js';
import { ArchiveController } from './controllers/archive.controller.js';
import { BlobsController } from './controllers/blobs.controller.js';
import { ContextController } from './controllers/context.controller.js';
import { DownloadController } from './controllers/download.controller.js';
import { EntriesController } from './controllers/entries.controller.js';
import { ErasureController } from './controllers/erasure.controller.js';
import { nextControllers } from './controllers/next/index.js';
import { ProofsController } from './controllers/proofs.controller.js';
import { RecordsController } from './controllers/records.controller.js';
import { HostRootController, RootController } from './controllers/root.controller.js';
import { HostServiceController, ServiceController } from './controllers/service.controller.js';
import { SnapshotsController } from './controllers/snapshots.controller.js';
import { UploadController } from './controllers/upload.controller.js';
import { v1Controllers } from './controllers/v1/index.js';
import { ReaderAccess } from './guards/reader-access.js';
import { RegisterGuard } from './guards/register.guard.js';
import { WriterGuard } from './guards/writer.guard.js';
import { WriterAccess } from './guards/writer-access.js';
import { REGISTER_OPTIONS, type RegisterOptions } from './register.options.js';
import { SchemaCache } from './schema/schema-cache.js';
import { AddAttributes } from './use-cases/add-attributes.use-case.js';
import { CheckHealth } from './use-cases/check-health.use-case.js';
import { CreateRegister } from './use-cases/create-register.use-case.js';
import { DescribeRegister } from './use-cases/describe-register.use-case.js';
import { EraseRegister } from './use-cases/erase-register.use-case.js';
import { ExportArchive } from './use-cases/export-archive.use-case.js';
import { ExportLog } from './use-cases/export-log.use-case.js';
import { ListBlobs } from './use-cases/list-blobs.use-case.js';
import { ListEntries } from './use-cases/list-entries.use-case.js';
import { ListRecords } from './use-cases/list-records.use-case.js';
import { LoadRegisterLog } from './use-cases/load-register-log.use-case.js';
import { ProveLog } from './use-cases/prove-log.use-case.js';
import { RedactBlob } from './use-cases/redact-blob.use-case.js';
import { ShowBlob } from './use-cases/show-blob.use-case.js';
import { ShowEntry } from './use-cases/show-entry.use-case.js';
import { ShowRecord } from './use-cases/show-record.use-case.js';
import { ShowSnapshot } from './use-cases/show-snapshot.use-case.js';
import { ShowTrail } from './use-cases/show-trail.use-case.js';
import { UploadLog } from './use-cases/upload-log.use-case.js';
import { WriteEntry } from './use-cases/write-entry.use-case.js';

/** The register dialect. Expects the ports of `#records` and the `CredentialVerifier` from global modules. */
@Module({
  controllers: [
    RecordsController,
    EntriesController,
    BlobsController,
    ContextController,
    ProofsController,
    SnapshotsController,
    ServiceController,
    HostServiceController,
    DownloadController,
    ArchiveController,
    UploadController,
    RootController,
    HostRootController,
    ...v1Controllers,
    ...nextControllers,
  ],
  providers: [
    RegisterLocator,
    SchemaCache,
    ReaderAccess,
    RegisterGuard,
    WriterAccess,
    WriterGuard,
    ShowRecord,
    ListRecords,
    ShowTrail,
    ShowEntry,
    ListEntries,
    ShowBlob,
    ListBlobs,
    DescribeRegister,
    ProveLog,
    ShowSnapshot,
    CheckHealth,
    LoadRegisterLog,
    UploadLog,
    ExportLog,
    ExportArchive,
    EraseRegister,
    CreateRegister,
    AddAttributes,
    WriteEntry,
    RedactBlob,
  ],
  exports: [RegisterLocator, LoadRegisterLog, CreateRegister, AddAttributes, WriteEntry, RedactBlob],
})
export class RegisterModule {
  static forRoot(options: RegisterOptions): DynamicModule {
    return {
      module: RegisterModule,
      // Where erasing is off, the path is one that nobody knows.
      controllers: options.allowDelete ? [ErasureController] : [],
      providers: [{ provide: REGISTER_OPTIONS, useValue: options }],
    };
  }
}
