import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectMember, ProjectRequest } from '../../guards/project-request.js';
import { DuplicateRecord } from '../../use-cases/records/duplicate-record.use-case.js';
import {
  CopyRecord,
  LinkRecord,
  MoveRecord,
  type PlaceRecordCommand,
  UnlinkRecord,
} from '../../use-cases/records/place-records.use-case.js';
import { SetOrderings } from '../../use-cases/records/set-orderings.use-case.js';
import { gid } from '../api-docs.js';
import { optionalText, type Parameters, readLanguages, requiredText } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { type CallDescription, ProjectPost } from '../project-post.js';
import { demoOrdering, demoRecords, orderingKey, readOrderings, readTarget, targetParameters } from './record-parameters.js';

/** Of all calls that put a record somewhere. */
const placing = (summary: string, record: string): CallDescription => ({
  summary,
  parameters: { record: gid, ...targetParameters },
  required: ['record', 'parent', 'ordering'],
  localized: true,
  example: { record, parent: demoRecords.group, ordering: demoOrdering, before_record: demoRecords.third },
  result: { record: gid, parent: gid },
  data: ['records'],
});

function readPlacing(parameters: Parameters, member: ProjectMember): PlaceRecordCommand {
  return {
    member,
    record: requiredText(parameters, 'record'),
    target: readTarget(parameters),
    languages: readLanguages(parameters),
  };
}

/** Records are put somewhere (contract §4.2). */
@ApiTags('records')
@ApiBearerAuth()
@Controller('api/p/:project/records')
@UseGuards(MemberGuard)
export class RecordPlacingController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly moveRecord: MoveRecord,
    private readonly copyRecord: CopyRecord,
    private readonly duplicateRecord: DuplicateRecord,
    private readonly linkRecord: LinkRecord,
    private readonly unlinkRecord: UnlinkRecord,
    private readonly setOrderings: SetOrderings,
  ) {}

  @ProjectPost('move', placing('Puts a record somewhere else, with all that is below it', demoRecords.other))
  move(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) => this.moveRecord.execute(readPlacing(parameters, member)));
  }

  @ProjectPost('shallow_copy', placing('Copies a record without what is below it', demoRecords.other))
  shallowCopy(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.copyRecord.execute({ ...readPlacing(parameters, member), deep: false }),
    );
  }

  @ProjectPost('deep_copy', placing('Copies a record with all that is below it', demoRecords.other))
  deepCopy(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.copyRecord.execute({ ...readPlacing(parameters, member), deep: true }),
    );
  }

  @ProjectPost('link', placing('A link to a record', demoRecords.other))
  link(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) => this.linkRecord.execute(readPlacing(parameters, member)));
  }

  @ProjectPost('unlink', {
    summary: 'Makes a link a record of its own',
    parameters: { record: gid },
    required: ['record'],
    localized: true,
    example: { record: demoRecords.link },
    result: { record: gid },
    data: ['records'],
  })
  unlink(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.unlinkRecord.execute({
        member,
        record: requiredText(parameters, 'record'),
        languages: readLanguages(parameters),
      }),
    );
  }

  @ProjectPost('duplicate', {
    summary: 'A copy of a record, right behind it',
    parameters: { record: gid, ordering: orderingKey },
    required: ['record'],
    localized: true,
    example: { record: demoRecords.other },
    result: { record: gid, parent: gid },
    data: ['records'],
  })
  duplicate(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.duplicateRecord.execute({
        member,
        record: requiredText(parameters, 'record'),
        ordering: optionalText(parameters, 'ordering'),
        languages: readLanguages(parameters),
      }),
    );
  }

  @ProjectPost('orderings/set', {
    summary: 'Sets the index of a record among its siblings',
    parameters: { record: gid, orderings: { type: 'object', additionalProperties: { type: 'integer' } } },
    required: ['record', 'orderings'],
    localized: true,
    example: { record: demoRecords.other, orderings: { [demoOrdering]: 3 } },
    result: { record: gid },
    data: ['records'],
  })
  orderings(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.setOrderings.execute({
        member,
        record: requiredText(parameters, 'record'),
        orderings: readOrderings(parameters),
        languages: readLanguages(parameters),
      }),
    );
  }
}
