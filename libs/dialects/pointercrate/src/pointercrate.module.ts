import { type DynamicModule, Module } from '@nestjs/common';
import { AuthController, SpaceAuthController } from './controllers/auth.controller.js';
import { ClaimsController, SpaceClaimsController } from './controllers/claims.controller.js';
import { ListInformationController, SpaceListInformationController } from './controllers/list-information.controller.js';
import { NationalitiesController, SpaceNationalitiesController } from './controllers/nationalities.controller.js';
import { NotesController, SpaceNotesController } from './controllers/notes.controller.js';
import { PlayersController, SpacePlayersController } from './controllers/players.controller.js';
import { RecordsController, SpaceRecordsController } from './controllers/records.controller.js';
import { SpaceSubmittersController, SubmittersController } from './controllers/submitters.controller.js';
import { AccessGuard } from './guards/access.guard.js';
import { AccessTokens } from './guards/access-tokens.js';
import { LimitedWrites } from './limits/limited-writes.js';
import { RateLimits } from './limits/rate-limits.js';
import { Demonlists } from './list/demonlists.js';
import { KnownDemons } from './list/known-demons.js';
import { KnownNations } from './list/known-nations.js';
import { ListSizes } from './list/list-sizes.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from './pointercrate.options.js';
import { RecordDocuments } from './serializers/record-documents.js';
import { KnownStandings } from './standings/known-standings.js';
import { AddNote } from './use-cases/add-note.use-case.js';
import { AmendClaim } from './use-cases/amend-claim.use-case.js';
import { AmendNote } from './use-cases/amend-note.use-case.js';
import { AmendPlayer } from './use-cases/amend-player.use-case.js';
import { AmendRecord } from './use-cases/amend-record.use-case.js';
import { ClaimPlayer } from './use-cases/claim-player.use-case.js';
import { DeleteNote } from './use-cases/delete-note.use-case.js';
import { DeleteRecord } from './use-cases/delete-record.use-case.js';
import { DescribeList } from './use-cases/describe-list.use-case.js';
import { DropClaim } from './use-cases/drop-claim.use-case.js';
import { FindSpace } from './use-cases/find-space.js';
import { ListClaims } from './use-cases/list-claims.use-case.js';
import { ListNotes } from './use-cases/list-notes.use-case.js';
import { ListPlayers } from './use-cases/list-players.use-case.js';
import { ListRecords } from './use-cases/list-records.use-case.js';
import { ListSubdivisions } from './use-cases/list-subdivisions.use-case.js';
import { LocatePlayer } from './use-cases/locate-player.use-case.js';
import { LogIn } from './use-cases/log-in.use-case.js';
import { PlayerDocuments } from './use-cases/player-documents.js';
import { RankNations } from './use-cases/rank-nations.use-case.js';
import { RankPlayers } from './use-cases/rank-players.use-case.js';
import { RetrieveDemonlistRecord } from './use-cases/retrieve-demonlist-record.use-case.js';
import { RetrieveGenericRecord } from './use-cases/retrieve-generic-record.use-case.js';
import { RetrieveNation } from './use-cases/retrieve-nation.use-case.js';
import { RetrievePlayer } from './use-cases/retrieve-player.use-case.js';
import { RetrieveRecord } from './use-cases/retrieve-record.use-case.js';
import { SubmitRecord } from './use-cases/submit-record.use-case.js';
import { AmendSubmitter, ListSubmitters, RetrieveSubmitter } from './use-cases/submitters.use-cases.js';
import { UserNames } from './use-cases/user-names.js';

/** The Pointercrate API. Expects the ports of #records and AuthModule as global providers. */
@Module({})
export class PointercrateModule {
  static forRoot(options: PointercrateOptions): DynamicModule {
    return {
      module: PointercrateModule,
      controllers: [
        AuthController,
        SpaceAuthController,
        ClaimsController,
        SpaceClaimsController,
        ListInformationController,
        SpaceListInformationController,
        NationalitiesController,
        SpaceNationalitiesController,
        NotesController,
        SpaceNotesController,
        PlayersController,
        SpacePlayersController,
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
        AmendClaim,
        AmendNote,
        AmendPlayer,
        AmendRecord,
        AmendSubmitter,
        ClaimPlayer,
        DeleteNote,
        DeleteRecord,
        Demonlists,
        DescribeList,
        DropClaim,
        FindSpace,
        KnownDemons,
        KnownNations,
        KnownStandings,
        LimitedWrites,
        ListClaims,
        ListNotes,
        ListPlayers,
        ListRecords,
        ListSizes,
        ListSubdivisions,
        ListSubmitters,
        LocatePlayer,
        LogIn,
        PlayerDocuments,
        RankNations,
        RankPlayers,
        RateLimits,
        RecordDocuments,
        RetrieveDemonlistRecord,
        RetrieveGenericRecord,
        RetrieveNation,
        RetrievePlayer,
        RetrieveRecord,
        RetrieveSubmitter,
        SubmitRecord,
        UserNames,
      ],
    };
  }
}
