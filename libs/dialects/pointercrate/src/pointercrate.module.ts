import { type DynamicModule, Module } from '@nestjs/common';
import { UserNames } from './audit/user-names.js';
import { AuthController, SpaceAuthController } from './controllers/auth.controller.js';
import { ClaimsController, SpaceClaimsController } from './controllers/claims.controller.js';
import { DemonAuditController, SpaceDemonAuditController } from './controllers/demon-audit.controller.js';
import { DemonCreatorsController, SpaceDemonCreatorsController } from './controllers/demon-creators.controller.js';
import { DemonsController, SpaceDemonsController } from './controllers/demons.controller.js';
import { ListInformationController, SpaceListInformationController } from './controllers/list-information.controller.js';
import { NationalitiesController, SpaceNationalitiesController } from './controllers/nationalities.controller.js';
import { NotesController, SpaceNotesController } from './controllers/notes.controller.js';
import { PlayersController, SpacePlayersController } from './controllers/players.controller.js';
import { RecordsController, SpaceRecordsController } from './controllers/records.controller.js';
import { RegistrationController } from './controllers/registration.controller.js';
import { SpaceSubmittersController, SubmittersController } from './controllers/submitters.controller.js';
import { SpaceUsersController, UsersController } from './controllers/users.controller.js';
import { AccessGuard } from './guards/access.guard.js';
import { AccessTokens } from './guards/access-tokens.js';
import { BasicGuard } from './guards/basic.guard.js';
import { BasicCredentials } from './guards/basic-credentials.js';
import { LimitedWrites } from './limits/limited-writes.js';
import { RateLimits } from './limits/rate-limits.js';
import { Demonlists } from './list/demonlists.js';
import { KnownDemons } from './list/known-demons.js';
import { KnownNations } from './list/known-nations.js';
import { ListSizes } from './list/list-sizes.js';
import { Users } from './list/users.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from './pointercrate.options.js';
import { RecordDocuments } from './serializers/record-documents.js';
import { KnownStandings } from './standings/known-standings.js';
import { AddDemon } from './use-cases/add-demon.use-case.js';
import { AddNote } from './use-cases/add-note.use-case.js';
import { AmendClaim } from './use-cases/amend-claim.use-case.js';
import { AmendDemon } from './use-cases/amend-demon.use-case.js';
import { AmendNote } from './use-cases/amend-note.use-case.js';
import { AmendPlayer } from './use-cases/amend-player.use-case.js';
import { AmendRecord } from './use-cases/amend-record.use-case.js';
import { AuditDemon } from './use-cases/audit-demon.use-case.js';
import { AuditRecord } from './use-cases/audit-record.use-case.js';
import { AddCreator, RemoveCreator } from './use-cases/change-creators.use-cases.js';
import { ClaimPlayer } from './use-cases/claim-player.use-case.js';
import { DeleteNote } from './use-cases/delete-note.use-case.js';
import { DeleteRecord } from './use-cases/delete-record.use-case.js';
import { DescribeList } from './use-cases/describe-list.use-case.js';
import { DropClaim } from './use-cases/drop-claim.use-case.js';
import { FindSpace } from './use-cases/find-space.js';
import { ListClaims } from './use-cases/list-claims.use-case.js';
import { ListDemons } from './use-cases/list-demons.use-case.js';
import { ListGenericRecords } from './use-cases/list-generic-records.use-case.js';
import { ListNotes } from './use-cases/list-notes.use-case.js';
import { ListPlayers } from './use-cases/list-players.use-case.js';
import { ListRecords } from './use-cases/list-records.use-case.js';
import { ListSubdivisions } from './use-cases/list-subdivisions.use-case.js';
import { LocatePlayer } from './use-cases/locate-player.use-case.js';
import { LogIn } from './use-cases/log-in.use-case.js';
import { ChangeOwnAccount, DeleteOwnAccount, InvalidateTokens, ShowOwnAccount } from './use-cases/own-account.use-cases.js';
import { PlayerDocuments } from './use-cases/player-documents.js';
import { RankNations } from './use-cases/rank-nations.use-case.js';
import { RankPlayers } from './use-cases/rank-players.use-case.js';
import { RegisterUser } from './use-cases/register-user.use-case.js';
import { RetrieveDemon } from './use-cases/retrieve-demon.use-case.js';
import { RetrieveDemonlistRecord } from './use-cases/retrieve-demonlist-record.use-case.js';
import { RetrieveGenericRecord } from './use-cases/retrieve-generic-record.use-case.js';
import { RetrieveNation } from './use-cases/retrieve-nation.use-case.js';
import { RetrievePlayer } from './use-cases/retrieve-player.use-case.js';
import { RetrieveRecord } from './use-cases/retrieve-record.use-case.js';
import { SubmitRecord } from './use-cases/submit-record.use-case.js';
import { AmendSubmitter, ListSubmitters, RetrieveSubmitter } from './use-cases/submitters.use-cases.js';
import { TraceMovement } from './use-cases/trace-movement.use-case.js';
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
        RegistrationController,
        RecordsController,
        SpaceRecordsController,
        DemonsController,
        SpaceDemonsController,
        DemonCreatorsController,
        SpaceDemonCreatorsController,
        DemonAuditController,
        SpaceDemonAuditController,
        NotesController,
        SpaceNotesController,
        SubmittersController,
        SpaceSubmittersController,
        UsersController,
        SpaceUsersController,
        ClaimsController,
        SpaceClaimsController,
        ListInformationController,
        SpaceListInformationController,
        NationalitiesController,
        SpaceNationalitiesController,
        PlayersController,
        SpacePlayersController,
      ],
      providers: [
        { provide: POINTERCRATE_OPTIONS, useValue: options },
        AccessGuard,
        AccessTokens,
        AddCreator,
        AddDemon,
        AddNote,
        AmendClaim,
        AmendDemon,
        AmendNote,
        AmendPlayer,
        AmendRecord,
        AmendSubmitter,
        AuditDemon,
        AuditRecord,
        BasicCredentials,
        BasicGuard,
        ChangeOwnAccount,
        ChangeUser,
        ClaimPlayer,
        DeleteNote,
        DeleteOwnAccount,
        DeleteRecord,
        DeleteUser,
        Demonlists,
        DescribeList,
        DropClaim,
        FindSpace,
        InvalidateTokens,
        KnownDemons,
        KnownNations,
        KnownStandings,
        LimitedWrites,
        ListClaims,
        ListDemons,
        ListGenericRecords,
        ListNotes,
        ListPlayers,
        ListRecords,
        ListSizes,
        ListSubdivisions,
        ListSubmitters,
        ListUsers,
        LocatePlayer,
        LogIn,
        PlayerDocuments,
        RankNations,
        RankPlayers,
        RateLimits,
        RecordDocuments,
        RegisterUser,
        RemoveCreator,
        RetrieveDemon,
        RetrieveDemonlistRecord,
        RetrieveGenericRecord,
        RetrieveNation,
        RetrievePlayer,
        RetrieveRecord,
        RetrieveSubmitter,
        ShowOwnAccount,
        ShowUser,
        SubmitRecord,
        TraceMovement,
        UserNames,
        Users,
      ],
    };
  }
}
