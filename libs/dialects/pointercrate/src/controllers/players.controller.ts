import { Get, Param, Patch, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { sufficientBits } from '../guards/permissions.js';
import { continents } from '../list/continents.js';
import { ListedPlayer, PlayerAnswer } from '../serializers/player.document.js';
import { AmendPlayer } from '../use-cases/amend-player.use-case.js';
import { ListPlayers } from '../use-cases/list-players.use-case.js';
import { RankPlayers } from '../use-cases/rank-players.use-case.js';
import { RetrievePlayer } from '../use-cases/retrieve-player.use-case.js';
import { ApiConditionalRead, ApiErrors, ApiFilters, ApiPage, pageHeaders, taggedHeaders } from './documentation.js';
import { JsonObject } from './json-object.decorator.js';
import { ObjectIdPipe } from './object-id.pipe.js';
import { PlayerAmendmentBody } from './player.bodies.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendList } from './send-list.js';
import { sendChange, sendObject } from './send-object.js';

const IdParam = (): MethodDecorator => ApiParam({ name: 'id', schema: { type: 'integer', format: 'int32', example: 40 } });
const noPlayer = new PointercrateError(40401, { player_id: 42 });
const badPages = [new PointercrateError(40000), new PointercrateError(42207), new PointercrateError(42227)];

const filters = {
  name: { type: 'string', description: 'The whole name, ignoring case' },
  name_contains: { type: 'string', description: 'A part of the name, ignoring case' },
  banned: { type: 'boolean', description: 'Without LIST_HELPER always taken to be false' },
  nation: { type: 'string', description: 'Code or name of the country' },
  subdivision: { type: 'string', description: 'Code within the country' },
} as const;

@PointercrateController('players')
export class PlayersController {
  constructor(
    private readonly listPlayers: ListPlayers,
    private readonly rankPlayers: RankPlayers,
    private readonly retrievePlayer: RetrievePlayer,
    private readonly amendPlayer: AmendPlayer,
  ) {}

  @Get(endingInSlash(''))
  @Access('lenient')
  @ApiOperation({ summary: 'List of players', description: 'Ascending by id. Banned players are shown to LIST_HELPER only.' })
  @ApiPage()
  @ApiFilters(filters)
  @ApiOkResponse({ type: [ListedPlayer], headers: pageHeaders })
  @ApiErrors(...badPages)
  async list(@Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    sendList(request, reply, await this.listPlayers.execute({ url: request.url, caller: request.caller }));
  }

  @Get(endingInSlash('ranking'))
  @Access('ignored')
  @ApiOperation({
    summary: 'Ranking of players',
    description:
      'By place, from 1; the best score first, equal ones by id. Only players who are not banned and have a score. Equal ' +
      'scores share a rank, and the next rank is skipped. Subdivisions are null here.',
  })
  @ApiPage('place')
  @ApiFilters({
    nation: filters.nation,
    continent: { type: 'string', description: `One of ${continents.join(', ')}, ignoring case` },
    subdivision: filters.subdivision,
    name_contains: filters.name_contains,
  })
  @ApiOkResponse({ type: [ListedPlayer], headers: pageHeaders })
  @ApiErrors(...badPages)
  async rank(@Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    sendList(request, reply, await this.rankPlayers.execute({ url: request.url, caller: request.caller }));
  }

  @Get(endingInSlash(':id'))
  @Access('ignored')
  @ApiOperation({ summary: 'One player', description: 'With approved records, and the demons he made, verified and published.' })
  @IdParam()
  @ApiConditionalRead()
  @ApiOkResponse({ type: PlayerAnswer, headers: taggedHeaders })
  @ApiErrors(noPlayer, new PointercrateError(41200), new PointercrateError(42200))
  async retrieve(
    @Param('id', ObjectIdPipe) id: number,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendObject(request, reply, await this.retrievePlayer.execute({ id, caller: request.caller }));
  }

  @Patch(endingInSlash(':id'))
  @Access('required', 'If-Match')
  @ApiOperation({
    summary: 'Change a player',
    description:
      'Needs LIST_MODERATOR. The name of another player merges him: his records, demons and claims move here, and he is ' +
      'deleted. 304 where nothing changes.',
  })
  @IdParam()
  @ApiBody({ type: PlayerAmendmentBody })
  @ApiOkResponse({ type: PlayerAnswer, headers: { ETag: taggedHeaders.ETag } })
  @ApiResponse({ status: 304, description: 'Nothing changed', headers: { ETag: taggedHeaders.ETag } })
  @ApiErrors(
    new PointercrateError(40000),
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('LIST_MODERATOR') }),
    noPlayer,
    new PointercrateError(40907),
    new PointercrateError(40908, { player1: 'stardust1971', player2: 'Wexford' }),
    new PointercrateError(41200),
    new PointercrateError(41500, { expected: 'application/json' }),
    new PointercrateError(42200),
    new PointercrateError(42218),
    new PointercrateError(42800),
  )
  async amend(
    @Param('id', ObjectIdPipe) id: number,
    @JsonObject() amendment: PlayerAmendmentBody,
    @Req() { caller, headers }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendChange(reply, await this.amendPlayer.execute({ id, amendment, conditions: headers, caller }));
  }
}

@SpaceController('players')
export class SpacePlayersController extends PlayersController {}
