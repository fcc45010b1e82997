import { type DynamicModule, Module } from '@nestjs/common';
import { AuthController, SpaceAuthController } from './controllers/auth.controller.js';
import { RecordsController, SpaceRecordsController } from './controllers/records.controller.js';
import { RegistrationController } from './controllers/registration.controller.js';
import { SpaceUsersController, UsersController } from './controllers/users.controller.js';
import { AccessGuard } from './guards/access.guard.js';
import { AccessTokens } from './guards/access-tokens.js';
import { BasicGuard } from './guards/basic.guard.js';
import { BasicCredentials } from './guards/basic-credentials.js';
import { RateLimits } from './limits/rate-limits.js';
import { Demonlists } from './list/demonlists.js';
import { KnownDemons } from './list/known-demons.js';
import { ListSizes } from './list/list-sizes.js';
import { Users } from './list/users.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from './pointercrate.options.js';
import { RecordDocuments } from './serializers/record-documents.js';
import { FindSpace } from './use-cases/find-space.js';
import { ListRecords } from './use-cases/list-records.use-case.js';
import { LogIn } from './use-cases/log-in.use-case.js';
import { ChangeOwnAccount, DeleteOwnAccount, InvalidateTokens, ShowOwnAccount } from './use-cases/own-account.use-cases.js';
import { RegisterUser } from './use-cases/register-user.use-case.js';
import { RetrieveDemonlistRecord } from './use-cases/retrieve-demonlist-record.use-case.js';
import { RetrieveGenericRecord } from './use-cases/retrieve-generic-record.use-case.js';
import { RetrieveRecord } from './use-cases/retrieve-record.use-case.js';
import { ChangeUser, DeleteUser, ListUsers, ShowUser } from './use-cases/users.use-cases.js';

/** The Pointercrate API. Expects the ports of #records and AuthModule as global providers. */
@Module({})
export class PointercrateModule {
  static forRoot(options: PointercrateOptions): DynamicModule {
    return {
      module: PointercrateModule,
      controllers: [
        AuthController,
        SpaceAuthController,
        RecordsController,
        SpaceRecordsController,
        RegistrationController,
        UsersController,
        SpaceUsersController,
      ],
      providers: [
        { provide: POINTERCRATE_OPTIONS, useValue: options },
        AccessGuard,
        AccessTokens,
        BasicCredentials,
        BasicGuard,
        ChangeOwnAccount,
        ChangeUser,
        DeleteOwnAccount,
        DeleteUser,
        Demonlists,
        FindSpace,
        InvalidateTokens,
        KnownDemons,
        ListRecords,
        ListSizes,
        ListUsers,
        LogIn,
        RateLimits,
        RecordDocuments,
        RegisterUser,
        RetrieveDemonlistRecord,
        RetrieveGenericRecord,
        RetrieveRecord,
        ShowOwnAccount,
        ShowUser,
        Users,
      ],
    };
  }
}
