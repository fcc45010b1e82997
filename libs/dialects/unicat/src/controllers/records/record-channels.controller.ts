import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectMember, ProjectRequest } from '../../guards/project-request.js';
import {
  type ChannelsCommand,
  CopyChannelsDown,
  CopyChannelsFromParent,
  CopyChannelsUp,
  SetChannels,
} from '../../use-cases/records/channels.use-case.js';
import { gid, type Properties } from '../api-docs.js';
import { optionalTexts, type Parameters, readLanguages, requiredFlag, requiredText, requiredTexts } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { ProjectPost } from '../project-post.js';
import { channelKey, demoChannel, demoRecords } from './record-parameters.js';

const parameters: Properties = { record: gid, channels: { type: 'array', items: channelKey } };

function readChannels(parameters: Parameters, member: ProjectMember): ChannelsCommand {
  return { member, record: requiredText(parameters, 'record'), channels: optionalTexts(parameters, 'channels') };
}

/** Where records are published (contract §4.3). */
@ApiTags('records')
@ApiBearerAuth()
@Controller('api/p/:project/records/channels')
@UseGuards(MemberGuard)
export class RecordChannelsController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly setChannels: SetChannels,
    private readonly copyFromParent: CopyChannelsFromParent,
    private readonly copyUp: CopyChannelsUp,
    private readonly copyDown: CopyChannelsDown,
  ) {}

  @ProjectPost('set', {
    summary: 'Switches channels on or off',
    parameters: { ...parameters, enabled: { type: 'boolean' } },
    required: ['record', 'channels', 'enabled'],
    localized: true,
    example: { record: demoRecords.one, channels: [demoChannel], enabled: false },
    result: { record: gid },
    data: ['records'],
  })
  set(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.setChannels.execute({
        member,
        record: requiredText(parameters, 'record'),
        channels: requiredTexts(parameters, 'channels'),
        enabled: requiredFlag(parameters, 'enabled'),
        languages: readLanguages(parameters),
      }),
    );
  }

  @ProjectPost('copy_from_parent', {
    summary: 'Makes the channels those of the parent',
    parameters,
    required: ['record'],
    localized: true,
    example: { record: demoRecords.one },
    result: { record: gid },
    data: ['records'],
  })
  fromParent(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.copyFromParent.execute({ ...readChannels(parameters, member), languages: readLanguages(parameters) }),
    );
  }

  @ProjectPost('copy_up', {
    summary: 'Switches on in all records above what is on here',
    parameters,
    required: ['record'],
    example: { record: demoRecords.one },
    result: {},
    data: [],
  })
  up(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) => this.copyUp.execute(readChannels(parameters, member)));
  }

  @ProjectPost('copy_down', {
    summary: 'Starts the job that makes the channels of all records below those of this one',
    parameters,
    required: ['record'],
    example: { record: demoRecords.group, channels: [demoChannel] },
    result: { 'job.token': gid },
    data: [],
  })
  down(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) => this.copyDown.execute(readChannels(parameters, member)));
  }
}
