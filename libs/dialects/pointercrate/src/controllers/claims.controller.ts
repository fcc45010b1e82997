import { Delete, Get, Param, Patch, Post, Put, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { sufficientBits } from '../guards/permissions.js';
import { ClaimDocument, ListedClaim } from '../serializers/claim.document.js';
import { serializeClaim } from '../serializers/claim.serializer.js';
import { PlayerAnswer } from '../serializers/player.document.js';
import { AmendClaim } from '../use-cases/amend-claim.use-case.js';
import { ClaimPlayer } from '../use-cases/claim-player.use-case.js';
import { DropClaim } from '../use-cases/drop-claim.use-case.js';
import { ListClaims } from '../use-cases/list-claims.use-case.js';
import { LocatePlayer } from '../use-cases/locate-player.use-case.js';
import { RetrievePlayer } from '../use-cases/retrieve-player.use-case.js';
import { ApiConditionalRead, ApiErrors, ApiFilters, ApiPage, pageHeaders, taggedHeaders } from './documentation.js';
import { JsonObject } from './json-object.decorator.js';
import { ObjectIdPipe } from './object-id.pipe.js';
import { ClaimAmendmentBody } from './player.bodies.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendList } from './send-list.js';
import { sendJson, sendMade, sendNothing, sendObject } from './send-object.js';

const IdParam = (name: string, example: number): MethodDecorator =>
  ApiParam({ name, schema: { type: 'integer', format: 'int32', example } });
const moderatorsOnly = new PointercrateError(40301, { required: sufficientBits('MODERATOR') });
const noClaim = new PointercrateError(40401, { member_id: 12, player_id: 2 });

@PointercrateController('players')
export class ClaimsController {
  constructor(
    private readonly claimPlayer: ClaimPlayer,
    private readonly amendClaim: AmendClaim,
    private readonly dropClaim: DropClaim,
    private readonly listClaims: ListClaims,
    private readonly locatePlayer: LocatePlayer,
    private readonly retrievePlayer: RetrievePlayer,
  ) {}

  @Get(endingInSlash('claims'))
  @Access('required')
  @ApiOperation({ summary: 'List of claims', description: 'Needs MODERATOR. Ascending by id, which is not shown.' })
  @ApiPage()
  @ApiFilters({
    any_name_contains: { type: 'string', description: 'A part of the name of user or player, ignoring case' },
    verified: { type: 'boolean', description: 'Whether they are verified' },
  })
  @ApiOkResponse({ type: [ListedClaim], headers: pageHeaders })
  @ApiErrors(
    new PointercrateError(40000),
    new PointercrateError(40100),
    moderatorsOnly,
    new PointercrateError(42207),
    new PointercrateError(42227),
  )
  async list(@Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    sendList(request, reply, await this.listClaims.execute({ url: request.url, caller: request.caller }));
  }

  @Put(endingInSlash(':id/claims'))
  @Access('required')
  @ApiOperation({ summary: 'Claim to be a player', description: 'Takes the place of an earlier claim of the caller.' })
  @IdParam('id', 2)
  @ApiCreatedResponse({ type: ClaimDocument, headers: { Location: { schema: { type: 'string' } } } })
  @ApiErrors(
    new PointercrateError(40100),
    new PointercrateError(40401, { player_id: 42 }),
    new PointercrateError(42200),
    new PointercrateError(42231),
  )
  async claim(
    @Param('id', ObjectIdPipe) player: number,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const claim = await this.claimPlayer.execute({ player, caller: request.caller });
    sendMade(request, reply, JSON.stringify(serializeClaim(claim)), `${claim.user}/`);
  }

  @Get(endingInSlash('me'))
  @Access('required')
  @ApiOperation({ summary: 'The player whom the caller claims', description: 'Whether or not the claim is verified.' })
  @ApiConditionalRead()
  @ApiOkResponse({ type: PlayerAnswer, headers: taggedHeaders })
  @ApiErrors(new PointercrateError(40100), new PointercrateError(40400), new PointercrateError(41200))
  async retrieveMine(@Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    sendObject(request, reply, await this.retrievePlayer.executeForMe(request.caller));
  }

  @Patch(endingInSlash(':id/claims/:user'))
  @Access('required')
  @ApiOperation({
    summary: 'Verify a claim, or lock submissions for the player',
    description: 'MODERATOR verifies, which removes all other claims on the player. Only the user of the claim locks.',
  })
  @IdParam('id', 2)
  @IdParam('user', 12)
  @ApiBody({ type: ClaimAmendmentBody, examples: { verify: { value: { verified: true } } } })
  @ApiOkResponse({ type: ClaimDocument })
  @ApiErrors(
    new PointercrateError(40000),
    new PointercrateError(40100),
    moderatorsOnly,
    new PointercrateError(40306),
    noClaim,
    new PointercrateError(41500, { expected: 'application/json' }),
    new PointercrateError(42200),
  )
  async amend(
    @Param('id', ObjectIdPipe) player: number,
    @Param('user', ObjectIdPipe) user: number,
    @JsonObject() amendment: ClaimAmendmentBody,
    @Req() { caller }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const claim = await this.amendClaim.execute({ player, user, amendment, caller });
    sendJson(reply, JSON.stringify(serializeClaim(claim)));
  }

  @Delete(endingInSlash(':id/claims/:user'))
  @Access('required')
  @ApiOperation({ summary: 'Delete a claim', description: 'Needs MODERATOR.' })
  @IdParam('id', 2)
  @IdParam('user', 12)
  @ApiNoContentResponse()
  @ApiErrors(new PointercrateError(40100), moderatorsOnly, noClaim, new PointercrateError(42200))
  async drop(
    @Param('id', ObjectIdPipe) player: number,
    @Param('user', ObjectIdPipe) user: number,
    @Req() { caller }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.dropClaim.execute({ player, user, caller });
    sendNothing(reply);
  }

  @Post(endingInSlash('me/geolocate'))
  @Access('required')
  @ApiOperation({
    summary: 'Nationality from the address',
    description: 'Needs a verified claim. The gateway has no database of locations, so the answer is always 400.',
  })
  @ApiErrors(
    new PointercrateError(40003),
    new PointercrateError(40100),
    new PointercrateError(40306),
    new PointercrateError(40400),
  )
  locate(@Req() { caller }: PointercrateRequest): Promise<never> {
    return this.locatePlayer.execute(caller);
  }
}

@SpaceController('players')
export class SpaceClaimsController extends ClaimsController {}
