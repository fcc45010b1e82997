import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags, type SchemaObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { JsonValue } from '#records';
import { BadParameter } from '../../errors/unicat-errors.js';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { CreateQuery, DeleteQuery, UpdateQuery } from '../../use-cases/queries/change-query.use-cases.js';
import { GetQueries } from '../../use-cases/queries/get-queries.use-case.js';
import type { Query } from '../../wire/schema.js';
import { gid, gids } from '../api-docs.js';
import { optionalJson, optionalName, optionalText, type Parameters, requiredName, requiredText } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { ProjectPost } from '../project-post.js';
import { nonEmpty, oneOrMany } from './name-parameters.js';

const demoQuery = 'bea53527-4c40-4226-a459-c3929f18eeab';
const demoCommittedQuery = 'b9237825-efb8-4e48-85ac-e4d3a62352ce';
const types: readonly Query['type'][] = ['record', 'asset', 'schema'];

const q: SchemaObject = { type: 'string', description: 'Search terms' };
const filter: SchemaObject = { type: 'array', items: {}, description: 'A filter triplet, or an empty list' };

/** Saved queries (contract §5). */
@ApiTags('queries')
@ApiBearerAuth()
@Controller('api/p/:project/queries')
@UseGuards(MemberGuard)
export class QueriesController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly getQueries: GetQueries,
    private readonly createQuery: CreateQuery,
    private readonly updateQuery: UpdateQuery,
    private readonly deleteQuery: DeleteQuery,
  ) {}

  @ProjectPost('get', {
    summary: 'Saved queries by gid',
    parameters: { query: gid, queries: gids },
    example: { query: demoQuery },
    result: { query: gid, queries: gids },
    data: ['queries'],
  })
  get(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) => {
      const wanted = oneOrMany(parameters, 'query', 'queries');
      return this.getQueries.execute(member, typeof wanted === 'string' ? { query: wanted } : { queries: wanted });
    });
  }

  @ProjectPost('create', {
    summary: 'Save a query; a name that its type has already gets a serial number',
    parameters: { type: { type: 'string', enum: [...types] }, name: nonEmpty, q, filter },
    required: ['type', 'name'],
    example: { type: 'record', name: 'Tents', q: '+tent', filter: [] },
    result: { query: gid },
    data: ['queries'],
  })
  create(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.createQuery.execute(member, {
        type: readType(parameters),
        name: requiredName(parameters, 'name'),
        q: optionalText(parameters, 'q') ?? '',
        filter: readFilter(parameters) ?? [],
      }),
    );
  }

  @ProjectPost('update', {
    summary: 'Change a saved query; what is not named stays',
    parameters: { query: gid, name: nonEmpty, q, filter },
    required: ['query'],
    example: { query: demoQuery, q: '+aurora' },
    result: { query: gid },
    data: ['queries'],
  })
  update(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) => {
      const query = requiredText(parameters, 'query');
      const [name, terms, triplet] = [optionalName(parameters, 'name'), optionalText(parameters, 'q'), readFilter(parameters)];
      return this.updateQuery.execute(member, query, {
        ...(name === undefined ? {} : { name }),
        ...(terms === undefined ? {} : { q: terms }),
        ...(triplet === undefined ? {} : { filter: triplet }),
      });
    });
  }

  @ProjectPost('delete', {
    summary: 'Delete a saved query',
    parameters: { query: gid },
    required: ['query'],
    example: { query: demoCommittedQuery },
    result: {},
    data: [],
  })
  delete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.deleteQuery.execute(member, requiredText(parameters, 'query')),
    );
  }
}

/** @throws BadParameter */
function readType(parameters: Parameters): Query['type'] {
  const type = types.find((each) => each === parameters.type);
  if (type === undefined) throw new BadParameter('type');
  return type;
}

/** @throws BadParameter for what is no list (contract §6) */
function readFilter(parameters: Parameters): JsonValue | undefined {
  const filter = optionalJson(parameters, 'filter');
  if (filter !== undefined && !Array.isArray(filter)) throw new BadParameter('filter');
  return filter;
}
