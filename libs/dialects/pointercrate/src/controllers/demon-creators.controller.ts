import { Delete, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { pathOf } from '#dialect-kit';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { sufficientBits } from '../guards/permissions.js';
import { AddCreator, RemoveCreator } from '../use-cases/change-creators.use-cases.js';
import { CreatorBody } from './demons.bodies.js';
import { ApiErrors } from './documentation.js';
import { JsonObject } from './json-object.decorator.js';
import { ObjectIdPipe } from './object-id.pipe.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendJson, sendNothing } from './send-object.js';

const id = { name: 'id', description: 'Id of the demon', schema: { type: 'integer', format: 'int32', example: 1 } };

@PointercrateController('demons', 'v2')
export class DemonCreatorsController {
  constructor(
    private readonly addCreator: AddCreator,
    private readonly removeCreator: RemoveCreator,
  ) {}

  @Post(endingInSlash(':id/creators'))
  @Access('required')
  @ApiOperation({ summary: 'New creator of a demon', description: 'Needs LIST_MODERATOR.' })
  @ApiParam(id)
  @ApiBody({ type: CreatorBody })
  @ApiCreatedResponse({
    description: 'The body is `null`',
    headers: { Location: { schema: { type: 'string', example: '/api/v2/demons/1/creators/1/' } } },
  })
  @ApiErrors(
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('LIST_MODERATOR') }),
    new PointercrateError(40401, { demon_id: 42 }),
    new PointercrateError(40905),
    new PointercrateError(41500, { expected: 'application/json' }),
    new PointercrateError(42200),
  )
  async add(
    @Param('id', ObjectIdPipe) demon: number,
    @JsonObject() { creator }: CreatorBody,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const player = await this.addCreator.execute({ demon, creator, caller: request.caller });
    reply.header('location', `${pathOf(request.url)}${player}/`);
    sendJson(reply, 'null', 201);
  }

  @Delete(endingInSlash(':id/creators/:player'))
  @Access('required')
  @ApiOperation({ summary: 'Removal of a creator', description: 'Needs LIST_MODERATOR.' })
  @ApiParam(id)
  @ApiParam({ name: 'player', schema: { type: 'integer', format: 'int32', example: 1 } })
  @ApiNoContentResponse({ description: 'He is no creator of the demon any more' })
  @ApiErrors(
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('LIST_MODERATOR') }),
    new PointercrateError(40401, { demon_id: 1, player_id: 40 }),
    new PointercrateError(42200),
  )
  async remove(
    @Param('id', ObjectIdPipe) demon: number,
    @Param('player', ObjectIdPipe) player: number,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.removeCreator.execute({ demon, player, caller: request.caller });
    sendNothing(reply);
  }
}

@SpaceController('demons', 'v2')
export class SpaceDemonCreatorsController extends DemonCreatorsController {}
