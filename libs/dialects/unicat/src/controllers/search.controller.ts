import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../guards/member.guard.js';
import type { ProjectRequest } from '../guards/project-request.js';
import { readSearchQuery } from '../search/search-parameters.js';
import { SearchRecords } from '../use-cases/search-records.use-case.js';
import { SearchSchema } from '../use-cases/search-schema.use-case.js';
import { SelectSchema } from '../use-cases/select-schema.use-case.js';
import { gids } from './api-docs.js';
import { readPageSize, readRange, required } from './parameters.js';
import { ProjectCalls } from './project-calls.js';
import { ProjectPost } from './project-post.js';
import { count, pageParameters } from './records/record-parameters.js';
import { demoDefinition, schemaItems, schemaSelection, searchParameters } from './search-parameters.docs.js';

/** A page of schema items may hold all of them (contract §5). */
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
    private readonly calls: ProjectCalls,
  ) {}

  @ProjectPost('records/search', {
    summary: 'Records by text and filter: score descending, then title, then gid',
    parameters: { ...searchParameters, ...pageParameters(10) },
    required: ['language'],
    example: { language: 'en', q: '+aurora tents', filter: ['definition', 'is', demoDefinition] },
    result: { records: gids, 'records.size': count },
    data: ['records'],
  })
  records(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.searchRecords.execute({ member, query: readSearchQuery(parameters), range: readRange(parameters, 10) }),
    );
  }

  @ProjectPost('schema/search', {
    summary: 'Definitions, classes and fields by text and filter',
    parameters: { ...searchParameters, ...pageParameters(wholeSchema, wholeSchema) },
    required: ['language'],
    example: { language: 'en', filter: ['is_committed', 'is_true'] },
    result: { schema_items: schemaItems, 'schema_items.size': count },
    data: ['definitions', 'classes', 'fields'],
  })
  schema(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.searchSchema.execute({
        member,
        query: readSearchQuery(parameters),
        range: readRange(parameters, wholeSchema, wholeSchema),
      }),
    );
  }

  @ProjectPost('schema/bulk/get', {
    summary: 'Definitions, classes and fields by a selection',
    parameters: {
      selection: schemaSelection,
      'page.cursor': { type: 'string', description: 'As the page before gave it' },
      'page.size': pageParameters(100)['page.size'],
    },
    required: ['selection'],
    example: { selection: [demoDefinition, { search: { language: 'en', filter: ['name', 'is', 'name'] } }] },
    result: { schema_items: schemaItems, 'schema_items.size': count, 'page.cursor': { type: ['string', 'null'] } },
    data: ['definitions', 'classes', 'fields'],
  })
  bulk(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.selectSchema.execute({
        member,
        selection: required(parameters, 'selection'),
        cursor: parameters['page.cursor'],
        size: readPageSize(parameters, 100),
      }),
    );
  }
}
