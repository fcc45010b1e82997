import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectMember, ProjectRequest } from '../../guards/project-request.js';
import { CreateRecord } from '../../use-cases/records/create-record.use-case.js';
import {
  DeleteRecord,
  DeleteRecordForGood,
  type RecordLifeCommand,
  UndeleteRecord,
} from '../../use-cases/records/record-life.use-case.js';
import { UpdateRecord } from '../../use-cases/records/update-record.use-case.js';
import { demoGroup, demoRecord, gid } from '../api-docs.js';
import { type Parameters, readLanguages, requiredText } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { type CallDescription, ProjectPost } from '../project-post.js';
import { demoOrdering, demoRecords, orderingKey, readGivenValues, reportOfFindings } from './record-parameters.js';

const ofRecord = (summary: string, record: string): CallDescription => ({
  summary,
  parameters: { record: gid },
  required: ['record'],
  localized: true,
  example: { record },
  result: { record: gid },
  data: ['records'],
});

function readRecord(parameters: Parameters, member: ProjectMember): RecordLifeCommand {
  return { member, record: requiredText(parameters, 'record'), languages: readLanguages(parameters) };
}

/** Records come, change and go (contract §4.2, §4.3). */
@ApiTags('records')
@ApiBearerAuth()
@Controller('api/p/:project/records')
@UseGuards(MemberGuard)
export class RecordChangesController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly createRecord: CreateRecord,
    private readonly updateRecord: UpdateRecord,
    private readonly deleteRecord: DeleteRecord,
    private readonly undeleteRecord: UndeleteRecord,
    private readonly deleteForGood: DeleteRecordForGood,
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

  @ProjectPost('delete', ofRecord('Marks a record, its subtree and the links to them as deleted', demoRecords.one))
  delete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) => this.deleteRecord.execute(readRecord(parameters, member)));
  }

  @ProjectPost('undelete', ofRecord('Takes the mark away again', demoRecords.deleted))
  undelete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) => this.undeleteRecord.execute(readRecord(parameters, member)));
  }

  @ProjectPost('permanent_delete', {
    ...ofRecord('Deletes a record for good that is deleted; a job does what is left to do', demoRecords.deletedToo),
    result: { parent: gid, 'job.token': gid },
  })
  permanentDelete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) => this.deleteForGood.execute(readRecord(parameters, member)));
  }
}
