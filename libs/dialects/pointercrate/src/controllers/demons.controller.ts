import { Get, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { sufficientBits } from '../guards/permissions.js';
import { demonFilters } from '../paging/demon-filters.js';
import { parseListQuery } from '../paging/list-query.js';
import { DemonAnswer, ListedDemonDocument } from '../serializers/demon.document.js';
import { AddDemon } from '../use-cases/add-demon.use-case.js';
import { AmendDemon } from '../use-cases/amend-demon.use-case.js';
import { ListDemons } from '../use-cases/list-demons.use-case.js';
import { RetrieveDemon } from '../use-cases/retrieve-demon.use-case.js';
import { DemonBody, DemonChangesBody } from './demons.bodies.js';
import { ApiDemonFilters, ApiDemonRules, createdHeaders } from './demons.documentation.js';
import { ApiChange, ApiConditionalRead, ApiErrors, ApiPage, pageHeaders, taggedHeaders } from './documentation.js';
import { JsonObject } from './json-object.decorator.js';
import { ObjectIdPipe } from './object-id.pipe.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendList } from './send-list.js';
import { sendChange, sendCreated, sendObject } from './send-object.js';

@PointercrateController('demons', 'v2')
export class DemonsController {
  constructor(
    private readonly listDemons: ListDemons,
    private readonly retrieveDemon: RetrieveDemon,
    private readonly addDemon: AddDemon,
    private readonly amendDemon: AmendDemon,
  ) {}

  @Get(endingInSlash(''))
  @Access('ignored')
  @ApiOperation({ summary: 'List of demons', description: 'Ascending by id.' })
  @ApiPage()
  @ApiDemonFilters()
  @ApiOkResponse({ type: [ListedDemonDocument], headers: pageHeaders })
  @ApiErrors(new PointercrateError(40000), new PointercrateError(42207), new PointercrateError(42227))
  async list(@Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = parseListQuery(request.url, demonFilters);
    sendList(request, reply, await this.listDemons.execute({ order: 'id', query, caller: request.caller }));
  }

  @Get(endingInSlash('listed'))
  @Access('ignored')
  @ApiOperation({ summary: 'Demons by position', description: 'Ascending by position, the hardest first.' })
  @ApiPage('position')
  @ApiDemonFilters()
  @ApiOkResponse({ type: [ListedDemonDocument], headers: pageHeaders })
  @ApiErrors(new PointercrateError(40000), new PointercrateError(42207), new PointercrateError(42227))
  async listByPosition(@Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = parseListQuery(request.url, demonFilters);
    sendList(request, reply, await this.listDemons.execute({ order: 'position', query, caller: request.caller }));
  }

  @Get(endingInSlash(':id'))
  @Access('ignored')
  @ApiOperation({ summary: 'One demon', description: 'With its creators and its approved records.' })
  @ApiParam({ name: 'id', schema: { type: 'integer', format: 'int32', example: 1 } })
  @ApiConditionalRead()
  @ApiOkResponse({ type: DemonAnswer, headers: taggedHeaders })
  @ApiErrors(new PointercrateError(40401, { demon_id: 42 }), new PointercrateError(41200), new PointercrateError(42200))
  async retrieve(
    @Param('id', ObjectIdPipe) id: number,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendObject(request, reply, await this.retrieveDemon.execute({ id, caller: request.caller }));
  }

  @Post(endingInSlash(''))
  @Access('required')
  @ApiOperation({
    summary: 'New demon',
    description: 'Needs LIST_MODERATOR. Demons from the position on move down by one. One per minute.',
  })
  @ApiBody({ type: DemonBody })
  @ApiCreatedResponse({ type: DemonAnswer, headers: createdHeaders })
  @ApiDemonRules(
    new PointercrateError(40900),
    new PointercrateError(40905),
    new PointercrateError(42235),
    new PointercrateError(42900, { remaining: { secs: 60, nanos: 0 } }),
  )
  async add(@JsonObject() draft: DemonBody, @Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    const { id, document } = await this.addDemon.execute({ draft, caller: request.caller });
    sendCreated(request, reply, document, `${id}/`);
  }

  @Patch(endingInSlash(':id'))
  @Access('required', 'If-Match')
  @ApiOperation({
    summary: 'Change of a demon',
    description: 'Needs LIST_MODERATOR. A new position moves those between; a higher requirement deletes records below it.',
  })
  @ApiParam({ name: 'id', schema: { type: 'integer', format: 'int32', example: 1 } })
  @ApiBody({ type: DemonChangesBody })
  @ApiChange(DemonAnswer)
  @ApiDemonRules(
    new PointercrateError(40301, { required: sufficientBits('LIST_MODERATOR') }),
    new PointercrateError(40401, { demon_id: 42 }),
    new PointercrateError(41200),
    new PointercrateError(42800),
  )
  async amend(
    @Param('id', ObjectIdPipe) id: number,
    @JsonObject() amendment: DemonChangesBody,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { caller, headers: conditions } = request;
    sendChange(reply, await this.amendDemon.execute({ id, amendment, conditions, caller }));
  }
}

@SpaceController('demons', 'v2')
export class SpaceDemonsController extends DemonsController {}
