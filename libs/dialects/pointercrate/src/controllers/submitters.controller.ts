import { Get, Param, Patch, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { sufficientBits } from '../guards/permissions.js';
import { parseListQuery } from '../paging/list-query.js';
import { SubmitterAnswer, SubmitterDocument } from '../serializers/record.document.js';
import { AmendSubmitter, ListSubmitters, RetrieveSubmitter, submitterFilters } from '../use-cases/submitters.use-cases.js';
import { ApiChange, ApiConditionalRead, ApiErrors, ApiFilters, ApiPage, pageHeaders, taggedHeaders } from './documentation.js';
import { JsonObject } from './json-object.decorator.js';
import { ObjectIdPipe } from './object-id.pipe.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { SubmitterAmendment } from './record.bodies.js';
import { sendList } from './send-list.js';
import { sendChange, sendObject } from './send-object.js';

const moderatorsOnly = new PointercrateError(40301, { required: sufficientBits('LIST_MODERATOR') });
const IdParam = (): MethodDecorator => ApiParam({ name: 'id', schema: { type: 'integer', format: 'int32', example: 9 } });

@PointercrateController('submitters')
export class SubmittersController {
  constructor(
    private readonly listSubmitters: ListSubmitters,
    private readonly retrieveSubmitter: RetrieveSubmitter,
    private readonly amendSubmitter: AmendSubmitter,
  ) {}

  @Get(endingInSlash(''))
  @Access('required')
  @ApiOperation({ summary: 'List of submitters', description: 'Needs LIST_MODERATOR. Ascending by id.' })
  @ApiPage()
  @ApiFilters({ banned: { type: 'boolean', description: 'Whether they are banned' } })
  @ApiOkResponse({ type: [SubmitterDocument], headers: pageHeaders })
  @ApiErrors(
    new PointercrateError(40000),
    new PointercrateError(40100),
    moderatorsOnly,
    new PointercrateError(42207),
    new PointercrateError(42227),
  )
  async list(@Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = parseListQuery(request.url, submitterFilters);
    sendList(request, reply, await this.listSubmitters.execute({ query, caller: request.caller }));
  }

  @Get(endingInSlash(':id'))
  @Access('required')
  @ApiOperation({ summary: 'One submitter', description: 'Needs LIST_MODERATOR.' })
  @IdParam()
  @ApiConditionalRead()
  @ApiOkResponse({ type: SubmitterAnswer, headers: taggedHeaders })
  @ApiErrors(
    new PointercrateError(40100),
    moderatorsOnly,
    new PointercrateError(40401, { id: 42 }),
    new PointercrateError(41200),
    new PointercrateError(42200),
  )
  async retrieve(
    @Param('id', ObjectIdPipe) id: number,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendObject(request, reply, await this.retrieveSubmitter.execute({ id, caller: request.caller }));
  }

  @Patch(endingInSlash(':id'))
  @Access('required', 'If-Match')
  @ApiOperation({
    summary: 'Ban a submitter or let him in again',
    description: 'Needs LIST_MODERATOR. Banning deletes what he has submitted; 304 where nothing changes.',
  })
  @IdParam()
  @ApiBody({ type: SubmitterAmendment })
  @ApiChange(SubmitterAnswer)
  @ApiErrors(
    new PointercrateError(40000),
    new PointercrateError(40100),
    moderatorsOnly,
    new PointercrateError(40401, { id: 42 }),
    new PointercrateError(41200),
    new PointercrateError(41500, { expected: 'application/json' }),
    new PointercrateError(42200),
    new PointercrateError(42800),
  )
  async amend(
    @Param('id', ObjectIdPipe) id: number,
    @JsonObject() amendment: SubmitterAmendment,
    @Req() { caller, headers }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendChange(reply, await this.amendSubmitter.execute({ id, amendment, conditions: headers, caller }));
  }
}

@SpaceController('submitters')
export class SpaceSubmittersController extends SubmittersController {}
