import { type DynamicModule, Module } from '@nestjs/common';
import { JWT_SECRET, TokenAuthority } from '#auth';
import { RecordsController } from './controllers/records.controller.js';
import { SessionController } from './controllers/session.controller.js';
import { MemberGuard } from './guards/member.guard.js';
import { SessionTokens } from './guards/session-tokens.js';
import { DerivedProject } from './project/derived-project.js';
import { Projects } from './project/projects.js';
import { StoredProject } from './project/stored-project.js';
import { StoredSchemas } from './project/stored-schemas.js';
import { RecordTexts } from './serializers/record-texts.js';
import { UNICAT_OPTIONS, UNICAT_TOKENS, type UnicatOptions } from './unicat.options.js';
import { Authenticate } from './use-cases/authenticate.use-case.js';
import { GetRecords } from './use-cases/get-records.use-case.js';
import { OpenProject } from './use-cases/open-project.use-case.js';

@Module({})
export class UnicatModule {
  static forRoot(options: UnicatOptions): DynamicModule {
    return {
      module: UnicatModule,
      controllers: [SessionController, RecordsController],
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
        Authenticate,
        OpenProject,
        GetRecords,
      ],
    };
  }
}
