import { type DynamicModule, Module } from '@nestjs/common';
import { JWT_SECRET, TokenAuthority } from '#auth';
import { RecordsController } from './controllers/records.controller.js';
import { SearchController } from './controllers/search.controller.js';
import { SessionController } from './controllers/session.controller.js';
import { MemberGuard } from './guards/member.guard.js';
import { SessionTokens } from './guards/session-tokens.js';
import { IndexedSearch } from './search/indexed-search.js';
import { RecordSearch } from './search/record-search.js';
import { WalkedSearch } from './search/walked-search.js';
import { RecordTexts } from './serializers/record-texts.js';
import { UNICAT_OPTIONS, UNICAT_TOKENS, type UnicatOptions } from './unicat.options.js';
import { Authenticate } from './use-cases/authenticate.use-case.js';
import { DerivedProject } from './use-cases/derived-project.js';
import { GetRecords } from './use-cases/get-records.use-case.js';
import { OpenProject } from './use-cases/open-project.use-case.js';
import { Projects } from './use-cases/projects.js';
import { SearchRecords } from './use-cases/search-records.use-case.js';
import { SearchSchema } from './use-cases/search-schema.use-case.js';
import { SelectSchema } from './use-cases/select-schema.use-case.js';
import { StoredProject } from './use-cases/stored-project.js';

@Module({})
export class UnicatModule {
  static forRoot(options: UnicatOptions): DynamicModule {
    return {
      module: UnicatModule,
      controllers: [SessionController, RecordsController, SearchController],
      providers: [
        { provide: UNICAT_OPTIONS, useValue: options },
        { provide: UNICAT_TOKENS, inject: [JWT_SECRET], useFactory: (secret: string) => new TokenAuthority('unicat', secret) },
        SessionTokens,
        MemberGuard,
        StoredProject,
        DerivedProject,
        Projects,
        RecordTexts,
        Authenticate,
        OpenProject,
        GetRecords,
        IndexedSearch,
        WalkedSearch,
        RecordSearch,
        SearchRecords,
        SearchSchema,
        SelectSchema,
      ],
    };
  }
}
