import { type DynamicModule, Module } from '@nestjs/common';
import { RegisterLocator } from './addressing/register-locator.js';
import { PreflightController } from './controllers/preflight.controller.js';
import { HostRecordsController, RecordsController } from './controllers/records.controller.js';
import { HostRootController, RootController } from './controllers/root.controller.js';
import { ReaderAccess } from './guards/reader-access.js';
import { RegisterGuard } from './guards/register.guard.js';
import { REGISTER_OPTIONS, type RegisterOptions } from './register.options.js';
import { SchemaCache } from './schema/schema-cache.js';
import { DescribeRegister } from './use-cases/describe-register.use-case.js';
import { ListBlobs } from './use-cases/list-blobs.use-case.js';
import { ListEntries } from './use-cases/list-entries.use-case.js';
import { ListRecords } from './use-cases/list-records.use-case.js';
import { LoadRegisterLog } from './use-cases/load-register-log.use-case.js';
import { ProveLog } from './use-cases/prove-log.use-case.js';
import { ShowBlob } from './use-cases/show-blob.use-case.js';
import { ShowEntry } from './use-cases/show-entry.use-case.js';
import { ShowRecord } from './use-cases/show-record.use-case.js';
import { ShowTrail } from './use-cases/show-trail.use-case.js';

/** The register dialect. Expects the ports of `#records` and the `CredentialVerifier` from global modules. */
@Module({
  controllers: [RecordsController, HostRecordsController, RootController, HostRootController, PreflightController],
  providers: [
    RegisterLocator,
    SchemaCache,
    ReaderAccess,
    RegisterGuard,
    ShowRecord,
    ListRecords,
    ShowTrail,
    ShowEntry,
    ListEntries,
    ShowBlob,
    ListBlobs,
    DescribeRegister,
    ProveLog,
    LoadRegisterLog,
  ],
  exports: [RegisterLocator, LoadRegisterLog],
})
export class RegisterModule {
  static forRoot(options: RegisterOptions): DynamicModule {
    return { module: RegisterModule, providers: [{ provide: REGISTER_OPTIONS, useValue: options }] };
  }
}
