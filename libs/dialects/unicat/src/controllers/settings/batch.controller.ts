import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BadParameter } from '../../errors/unicat-errors.js';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { type BatchCall, RunBatch } from '../../use-cases/run-batch.use-case.js';
import { ApiProject, demoRecord } from '../api-docs.js';
import { isObject, type Parameters } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { DescribedPost } from '../project-post.js';
import { BatchCalls } from './batch-calls.js';

/** Calls that may go together: they hold up other writers of the project. */
const mostCalls = 1000;

/** Several calls as one (docs/adr/0035). */
@ApiTags('batch')
@ApiBearerAuth()
@Controller('api/p/:project')
@UseGuards(MemberGuard)
export class BatchController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly batchCalls: BatchCalls,
    private readonly runBatch: RunBatch,
  ) {}

  @ApiProject()
  @DescribedPost('batch', {
    summary: 'Calls that change something, as one transaction: all or none',
    parameters: {
      requests: {
        type: 'array',
        minItems: 1,
        maxItems: mostCalls,
        items: {
          type: 'object',
          required: ['path'],
          properties: {
            path: { type: 'string', description: 'Of a call about the project: `/records/create`' },
            body: { type: 'object', additionalProperties: true, description: 'Its parameters' },
          },
        },
      },
    },
    required: ['requests'],
    example: {
      requests: [
        { path: '/records/update', body: { record: demoRecord, fields: { en: { name: 'Aurora 1' } } } },
        { path: '/modules/keys/set', body: { module: 'Sample exporter', key: 'shop.id', value: 'nl-1' } },
      ],
    },
    result: { results: { type: 'array', items: { type: 'object', additionalProperties: true } } },
    data: ['records', 'definitions', 'classes', 'fields', 'layouts', 'queries', 'assets', 'modules', 'cc.projects'],
  })
  batch(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.runBatch.execute(member, this.readCalls(parameters, request, reply)),
    );
  }

  /** @throws BadParameter */
  private readCalls({ requests }: Parameters, request: ProjectRequest, reply: FastifyReply): BatchCall[] {
    if (!Array.isArray(requests) || requests.length === 0 || requests.length > mostCalls) throw new BadParameter('requests');
    return requests.map((each: unknown) => {
      const { path, body }: Parameters = isObject(each) ? each : {};
      if (typeof path !== 'string' || !isObject(body ?? {})) throw new BadParameter('requests');
      return this.batchCalls.prepare(request, reply, path, body ?? {});
    });
  }
}
