import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectMember, ProjectRequest } from '../../guards/project-request.js';
import type { PartChange } from '../../mapping/definition-parts.js';
import { ExtendDefinition, type ExtendDefinitionCommand } from '../../use-cases/records/extend-definition.use-case.js';
import {
  CommitDefinition,
  CopyDefinitionToSiblings,
  RevertDefinition,
  SaveDefinitionAsNew,
  SetDefinition,
} from '../../use-cases/records/record-definition.use-case.js';
import { gid } from '../api-docs.js';
import { type Parameters, readLanguages, requiredText } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { type CallDescription, ProjectPost } from '../project-post.js';
import { demoParts, extending, readName, readPart } from './definition-parameters.js';
import { demoRecords } from './record-parameters.js';

const ofRecord = (summary: string, record: string, data: CallDescription['data']): CallDescription => ({
  summary,
  parameters: { record: gid },
  required: ['record'],
  localized: true,
  example: { record },
  result: { record: gid, definition: gid },
  data,
});

function readRecord(parameters: Parameters, member: ProjectMember) {
  return { member, record: requiredText(parameters, 'record'), languages: readLanguages(parameters) };
}

/** What a record holds (contract §4.3). */
@ApiTags('records')
@ApiBearerAuth()
@Controller('api/p/:project/records/definition')
@UseGuards(MemberGuard)
export class RecordDefinitionController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly setDefinition: SetDefinition,
    private readonly extendDefinition: ExtendDefinition,
    private readonly revertDefinition: RevertDefinition,
    private readonly copyToSiblings: CopyDefinitionToSiblings,
    private readonly commitDefinition: CommitDefinition,
    private readonly saveAsNew: SaveDefinitionAsNew,
  ) {}

  @ProjectPost('set', {
    summary: 'Gives a record another definition; fields that both have keep their values',
    parameters: { record: gid, definition: gid },
    required: ['record', 'definition'],
    localized: true,
    example: { record: demoRecords.fourth, definition: demoParts.definition },
    result: { record: gid },
    data: ['records'],
  })
  set(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.setDefinition.execute({
        ...readRecord(parameters, member),
        definition: requiredText(parameters, 'definition'),
      }),
    );
  }

  @ProjectPost('classes/add', extending('Adds a class for this record only', 'classes'))
  addClass(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.extend(request, reply, 'add', 'classes');
  }

  @ProjectPost('classes/move', extending('Moves a class', 'classes'))
  moveClass(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.extend(request, reply, 'move', 'classes');
  }

  @ProjectPost('classes/remove', extending('Removes a class that was added for this record', 'classes'))
  removeClass(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.extend(request, reply, 'remove', 'classes');
  }

  @ProjectPost('fields/add', extending('Adds a field for this record only', 'fields'))
  addField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.extend(request, reply, 'add', 'fields');
  }

  @ProjectPost('fields/move', extending('Moves a field', 'fields'))
  moveField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.extend(request, reply, 'move', 'fields');
  }

  @ProjectPost('fields/remove', extending('Removes a field that was added for this record', 'fields'))
  removeField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.extend(request, reply, 'remove', 'fields');
  }

  @ProjectPost('fieldlists/fields/add', extending('Adds a field to a fieldlist for this record only', 'fieldlist'))
  addListed(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.extend(request, reply, 'add', 'fieldlist');
  }

  @ProjectPost('fieldlists/fields/move', extending('Moves a field within a fieldlist', 'fieldlist'))
  moveListed(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.extend(request, reply, 'move', 'fieldlist');
  }

  @ProjectPost('fieldlists/fields/remove', extending('Removes a field that was added to a fieldlist', 'fieldlist'))
  removeListed(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.extend(request, reply, 'remove', 'fieldlist');
  }

  @ProjectPost('revert', ofRecord('Takes the private definition away again', demoRecords.group, ['records', 'definitions']))
  revert(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.revertDefinition.execute(readRecord(parameters, member)),
    );
  }

  @ProjectPost('copy_to_siblings', {
    summary: 'Gives the definition to all records beside it',
    parameters: { record: gid },
    required: ['record'],
    example: { record: demoRecords.group },
    result: {},
    data: [],
  })
  toSiblings(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.copyToSiblings.execute({ member, record: requiredText(parameters, 'record') }),
    );
  }

  @ProjectPost(
    'commit',
    ofRecord('Makes the extension part of the original', demoRecords.other, ['records', 'definitions', 'layouts']),
  )
  commit(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.commitDefinition.execute(readRecord(parameters, member)),
    );
  }

  @ProjectPost('save_as_new', {
    ...ofRecord('Makes the private definition one of its own', demoRecords.extended, ['records', 'definitions', 'layouts']),
    parameters: { record: gid, name: { type: 'string' } },
    example: { record: demoRecords.extended, name: 'tent' },
  })
  asNew(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.saveAsNew.execute({ ...readRecord(parameters, member), name: readName(parameters) }),
    );
  }

  private extend(
    request: ProjectRequest,
    reply: FastifyReply,
    action: ExtendDefinitionCommand['action'],
    kind: PartChange['list']['kind'],
  ): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.extendDefinition.execute({
        ...readRecord(parameters, member),
        action,
        change: readPart(parameters, kind, action),
      }),
    );
  }
}
