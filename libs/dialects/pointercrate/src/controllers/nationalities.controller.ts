import { Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { continents } from '../list/continents.js';
import { NationAnswer, RankedNation } from '../serializers/nation.document.js';
import { SubdivisionDocument } from '../serializers/player.document.js';
import { ListSubdivisions } from '../use-cases/list-subdivisions.use-case.js';
import { RankNations } from '../use-cases/rank-nations.use-case.js';
import { RetrieveNation } from '../use-cases/retrieve-nation.use-case.js';
import { ApiConditionalRead, ApiErrors, ApiFilters, taggedHeaders } from './documentation.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendJson, sendObject } from './send-object.js';

const CodeParam = (): MethodDecorator =>
  ApiParam({ name: 'code', description: 'Code or name, ignoring case', schema: { type: 'string', example: 'GB' } });
const noNation = new PointercrateError(40401, { iso_code: 'ZZ' });

@PointercrateController('nationalities')
export class NationalitiesController {
  constructor(
    private readonly listSubdivisions: ListSubdivisions,
    private readonly rankNations: RankNations,
    private readonly retrieveNation: RetrieveNation,
  ) {}

  @Get(endingInSlash('ranking'))
  @Access('ignored')
  @ApiOperation({
    summary: 'Ranking of countries',
    description: 'A country scores the best progress of its players on each demon. All that have a score, on one page.',
  })
  @ApiFilters({
    continent: { type: 'string', description: `One of ${continents.join(', ')}, ignoring case` },
    name_contains: { type: 'string', description: 'A part of the name of the country, ignoring case' },
  })
  @ApiOkResponse({ type: [RankedNation] })
  @ApiErrors(new PointercrateError(40000))
  async rank(@Req() { url, caller }: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    sendJson(reply, JSON.stringify(await this.rankNations.execute({ url, caller })));
  }

  @Get(endingInSlash(':code/subdivisions'))
  @Access('ignored')
  @ApiOperation({ summary: 'Subdivisions of a country', description: 'By name.' })
  @CodeParam()
  @ApiOkResponse({ type: [SubdivisionDocument] })
  @ApiErrors(noNation)
  async subdivisions(
    @Param('code') nation: string,
    @Req() { caller }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendJson(reply, JSON.stringify(await this.listSubdivisions.execute({ nation, caller })));
  }

  @Get(endingInSlash(':code'))
  @Access('ignored')
  @ApiOperation({ summary: 'What the players of a country have come to' })
  @CodeParam()
  @ApiConditionalRead()
  @ApiOkResponse({ type: NationAnswer, headers: taggedHeaders })
  @ApiErrors(noNation, new PointercrateError(41200))
  async retrieve(@Param('code') nation: string, @Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    sendObject(request, reply, await this.retrieveNation.execute({ nation, caller: request.caller }));
  }
}

@SpaceController('nationalities')
export class SpaceNationalitiesController extends NationalitiesController {}
