import { Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { GetRecords } from '../../use-cases/get-records.use-case.js';
import { GetInBulk } from '../../use-cases/records/get-in-bulk.use-case.js';
import { GetRoot } from '../../use-cases/records/get-root.use-case.js';
import { ListChildren } from '../../use-cases/records/list-children.use-case.js';
import { ShowTree } from '../../use-cases/records/show-tree.use-case.js';
import { ApiFailures, ApiProject, ApiRecords, demoGroup, demoRecord, gid, gids, recordsBody } from '../api-docs.js';
import {
  optionalText,
  readLanguages,
  readPageSize,
  readRange,
  readWantedRecords,
  required,
  requiredText,
  requiredTexts,
} from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { ProjectPost } from '../project-post.js';
import { channelKey, count, demoOrdering, demoRoot, orderingKey, pageParameters, selection } from './record-parameters.js';

@ApiTags('records')
@ApiBearerAuth()
@Controller('api/p/:project/records')
@UseGuards(MemberGuard)
export class RecordsController {
  constructor(
    private readonly getRecords: GetRecords,
    private readonly getRoot: GetRoot,
    private readonly listChildren: ListChildren,
    private readonly showTree: ShowTree,
    private readonly getInBulk: GetInBulk,
    private readonly calls: ProjectCalls,
  ) {}

  @Post('get')
  @HttpCode(200)
  @ApiOperation({ summary: 'Records by gid' })
  @ApiProject()
  @ApiBody(recordsBody)
  @ApiRecords()
  @ApiFailures(400, 401, 403)
  get(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.getRecords.execute({ member, wanted: readWantedRecords(parameters), languages: readLanguages(parameters) }),
    );
  }

  @ProjectPost('root', {
    summary: 'The root of the tree',
    localized: true,
    example: {},
    result: { root: gid },
    data: ['records'],
  })
  root(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.getRoot.execute({ member, languages: readLanguages(parameters) }),
    );
  }

  @ProjectPost('children', {
    summary: 'The children of a record, page by page',
    parameters: { record: gid, channel: channelKey, ordering: orderingKey, ...pageParameters(100) },
    required: ['record'],
    localized: true,
    example: { record: demoGroup, ordering: demoOrdering, 'page.size': 10 },
    result: { children: gids, 'children.size': count },
    data: ['records'],
  })
  children(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.listChildren.execute({
        member,
        record: requiredText(parameters, 'record'),
        query: { channel: optionalText(parameters, 'channel'), ordering: optionalText(parameters, 'ordering') },
        range: readRange(parameters, 100),
        languages: readLanguages(parameters),
        worksheet: false,
      }),
    );
  }

  @ProjectPost('tree', {
    summary: 'A page of the tree with some records expanded; records come without fields',
    parameters: { expanded_records: gids, ordering: orderingKey, ...pageParameters(100) },
    required: ['expanded_records', 'ordering'],
    localized: true,
    example: { expanded_records: [demoRoot], ordering: demoOrdering },
    result: { tree: gids, 'tree.size': count },
    data: ['records'],
    failures: [],
  })
  tree(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.showTree.execute({
        member,
        expanded: requiredTexts(parameters, 'expanded_records'),
        ordering: requiredText(parameters, 'ordering'),
        range: readRange(parameters, 100),
        languages: readLanguages(parameters),
      }),
    );
  }

  @ProjectPost('worksheet', {
    summary: 'A record, its path and a page of its children',
    parameters: { record: gid, ordering: orderingKey, ...pageParameters(20) },
    required: ['record', 'ordering'],
    localized: true,
    example: { record: demoGroup, ordering: demoOrdering },
    result: { record: gid, path: gids, children: gids, 'children.size': count },
    data: ['records'],
  })
  worksheet(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.listChildren.execute({
        member,
        record: requiredText(parameters, 'record'),
        query: { ordering: requiredText(parameters, 'ordering') },
        range: readRange(parameters, 20),
        languages: readLanguages(parameters),
        worksheet: true,
      }),
    );
  }

  @ProjectPost('bulk/get', {
    summary: 'The records of a selection, page by page',
    parameters: { selection, 'page.cursor': { type: ['string', 'null'] }, 'page.size': pageParameters(100)['page.size'] },
    required: ['selection'],
    localized: true,
    example: { selection: [demoRecord, { children: demoGroup, exclude: [demoRecord] }], 'page.size': 5 },
    result: { records: gids, 'records.size': count, 'page.cursor': { type: ['string', 'null'] } },
    data: ['records'],
  })
  bulkGet(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.getInBulk.execute({
        member,
        selection: required(parameters, 'selection'),
        cursor: parameters['page.cursor'],
        size: readPageSize(parameters, 100),
        languages: readLanguages(parameters),
      }),
    );
  }
}
