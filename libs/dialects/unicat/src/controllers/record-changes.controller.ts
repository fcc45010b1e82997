import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../guards/member.guard.js';
import type { ProjectRequest } from '../guards/project-request.js';
import { CreateRecord } from '../use-cases/records/create-record.use-case.js';
import { UpdateRecord } from '../use-cases/records/update-record.use-case.js';
import { demoGroup, demoRecord, gid } from './api-docs.js';
import { readLanguages, requiredText } from './parameters.js';
import { ProjectCalls } from './project-calls.js';
import { ProjectPost } from './project-post.js';
import { demoOrdering, orderingKey, readGivenValues, reportOfFindings } from './record-parameters.js';

/** Records come and change (contract §4.2, §4.3). */
@ApiTags('records')
@ApiBearerAuth()
@Controller('api/p/:project/records')
@UseGuards(MemberGuard)
export class RecordChangesController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly createRecord: CreateRecord,
    private readonly updateRecord: UpdateRecord,
  ) {}

  @ProjectPost('create', {
    summary: 'A new record, the last one below its parent',
    parameters: { parent: gid, ordering: orderingKey },
    required: ['parent', 'ordering'],
    localized: true,
    example: { parent: demoGroup, ordering: demoOrdering },
    result: { record: gid, parent: gid },
    data: ['records'],
  })
  create(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.createRecord.execute({
        member,
        parent: requiredText(parameters, 'parent'),
        ordering: requiredText(parameters, 'ordering'),
        languages: readLanguages(parameters),
      }),
    );
  }

  @ProjectPost('update', {
    summary: 'Values by language and field; what is invalid is reported and not stored',
    parameters: {
      record: gid,
      fields: {
        type: 'object',
        description: 'By language, then by name or gid of the field',
        additionalProperties: { type: 'object', additionalProperties: true },
      },
    },
    required: ['record', 'fields'],
    localized: true,
    example: { record: demoRecord, fields: { en: { name: 'Aurora 1' }, nl: { name: 'Aurora 1' } } },
    result: { record: gid, 'report.validation': reportOfFindings },
    data: ['records'],
  })
  update(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.updateRecord.execute({
        member,
        record: requiredText(parameters, 'record'),
        fields: readGivenValues(parameters),
        languages: readLanguages(parameters),
      }),
    );
  }
}
