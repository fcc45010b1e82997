import { Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../guards/member.guard.js';
import type { ProjectRequest } from '../guards/project-request.js';
import { SessionTokens } from '../guards/session-tokens.js';
import { readSearchQuery } from '../search/search-parameters.js';
import type { Content } from '../serializers/envelope.js';
import { SearchRecords } from '../use-cases/search-records.use-case.js';
import { SearchSchema } from '../use-cases/search-schema.use-case.js';
import { SelectSchema } from '../use-cases/select-schema.use-case.js';
import { ApiFailures, ApiProject } from './api-docs.js';
import { readPageWindow } from './page-window.js';
import { type Parameters, readParameters, requiredValue } from './parameters.js';
import {
  ApiFoundRecords,
  ApiFoundSchema,
  ApiSearchFailures,
  searchRecordsBody,
  searchSchemaBody,
  selectSchemaBody,
} from './search-docs.js';
import { sendSuccess } from './send.js';

/** A page of schema items holds all of them, unless less is asked for (contract §5). */
const wholeSchema = 10_000;

@ApiTags('search')
@ApiBearerAuth()
@Controller('api/p/:project')
@UseGuards(MemberGuard)
export class SearchController {
  constructor(
    private readonly searchRecords: SearchRecords,
    private readonly searchSchema: SearchSchema,
    private readonly selectSchema: SelectSchema,
    private readonly tokens: SessionTokens,
  ) {}

  @Post('records/search')
  @HttpCode(200)
  @ApiOperation({ summary: 'Records by text and filter' })
  @ApiProject()
  @ApiBody(searchRecordsBody)
  @ApiFoundRecords()
  @ApiFailures(400, 401, 403)
  @ApiSearchFailures('Search error')
  records(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (parameters) =>
      this.searchRecords.execute({
        member: request.member,
        query: readSearchQuery(parameters),
        page: readPageWindow(parameters, 10),
      }),
    );
  }

  @Post('schema/search')
  @HttpCode(200)
  @ApiOperation({ summary: 'Definitions, classes and fields by text and filter' })
  @ApiProject()
  @ApiBody(searchSchemaBody)
  @ApiFoundSchema()
  @ApiFailures(400, 401, 403)
  @ApiSearchFailures('Search error')
  schema(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (parameters) =>
      this.searchSchema.execute({
        member: request.member,
        query: readSearchQuery(parameters),
        page: readPageWindow(parameters, wholeSchema, wholeSchema),
      }),
    );
  }

  @Post('schema/bulk/get')
  @HttpCode(200)
  @ApiOperation({ summary: 'Definitions, classes and fields by a selection' })
  @ApiProject()
  @ApiBody(selectSchemaBody)
  @ApiFoundSchema({ 'page.cursor': { type: ['string', 'null'], description: 'Null on the last page' } })
  @ApiFailures(400, 401, 403)
  @ApiSearchFailures('Search error', 'Bulk selection error')
  bulk(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (parameters) =>
      this.selectSchema.execute({
        member: request.member,
        selection: requiredValue(parameters, 'selection'),
        cursor: parameters['page.cursor'],
        size: readPageWindow(parameters, 100).size,
      }),
    );
  }

  private async answer(
    { member, token, body }: ProjectRequest,
    reply: FastifyReply,
    execute: (parameters: Parameters) => Promise<Content>,
  ): Promise<void> {
    const content = await execute(readParameters(body));
    sendSuccess(reply, this.tokens.issue(member.account.gid, token), content);
  }
}
