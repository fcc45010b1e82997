import { Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NotImplemented } from '../../errors/unicat-errors.js';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import type { BulkCall } from '../../use-cases/records/bulk-works.js';
import { StartBulkJob } from '../../use-cases/records/start-bulk-job.use-case.js';
import { gid, type Properties } from '../api-docs.js';
import { optionalText, required } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { type CallDescription, ProjectPost } from '../project-post.js';
import { demoOrdering, demoRecords, orderingKey, readTarget, selection, targetParameters } from './record-parameters.js';

const bulk = (summary: string, selected: string, parameters: Properties = {}, example = {}): CallDescription => ({
  summary: `Starts the job that ${summary}`,
  parameters: { selection, ...parameters },
  required: ['selection'],
  example: { selection: [selected], ...example },
  result: { 'job.token': gid },
  data: [],
});

const placing = (summary: string): CallDescription => ({
  ...bulk(summary, demoRecords.third, targetParameters, { parent: demoRecords.group, ordering: demoOrdering }),
  required: ['selection', 'parent', 'ordering'],
});

/** Jobs about many records (contract §4.4), and what is not offered. */
@ApiTags('records')
@ApiBearerAuth()
@Controller('api/p/:project/records')
@UseGuards(MemberGuard)
export class RecordBulkController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly startJob: StartBulkJob,
  ) {}

  @ProjectPost('bulk/delete', bulk('deletes records', demoRecords.third))
  delete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.start(request, reply, 'delete');
  }

  @ProjectPost('bulk/undelete', bulk('undeletes records', demoRecords.third))
  undelete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.start(request, reply, 'undelete');
  }

  @ProjectPost('bulk/permanent_delete', bulk('deletes records for good that are deleted', demoRecords.third))
  permanentDelete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.start(request, reply, 'permanent_delete');
  }

  @ProjectPost(
    'bulk/duplicate',
    bulk('copies records, each right behind its original', demoRecords.third, { ordering: orderingKey }),
  )
  duplicate(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.startJob.execute({
        member,
        call: 'duplicate',
        selection: required(parameters, 'selection'),
        ordering: optionalText(parameters, 'ordering'),
      }),
    );
  }

  @ProjectPost('bulk/shallow_copy', placing('copies records without what is below them'))
  shallowCopy(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.place(request, reply, 'shallow_copy');
  }

  @ProjectPost('bulk/deep_copy', placing('copies records with all that is below them'))
  deepCopy(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.place(request, reply, 'deep_copy');
  }

  @ProjectPost('bulk/link', placing('links records'))
  link(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.place(request, reply, 'link');
  }

  @ProjectPost('bulk/move', placing('moves records'))
  move(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.place(request, reply, 'move');
  }

  @Post(['excel/children', 'excel/update'])
  @HttpCode(501)
  @ApiExcludeEndpoint()
  excel(): never {
    throw new NotImplemented();
  }

  private start(request: ProjectRequest, reply: FastifyReply, call: BulkCall): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.startJob.execute({ member, call, selection: required(parameters, 'selection') }),
    );
  }

  private place(request: ProjectRequest, reply: FastifyReply, call: BulkCall): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.startJob.execute({
        member,
        call,
        selection: required(parameters, 'selection'),
        target: readTarget(parameters),
      }),
    );
  }
}
