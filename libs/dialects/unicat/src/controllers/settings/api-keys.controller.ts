import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { GetApiKey } from '../../use-cases/account/get-api-key.use-case.js';
import { gid } from '../api-docs.js';
import { requiredText } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { ProjectPost } from '../project-post.js';

/** API keys of the project's API users (contract §5). */
@ApiTags('users')
@ApiBearerAuth()
@Controller('api/p/:project/apikeys')
@UseGuards(MemberGuard)
export class ApiKeysController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly getApiKey: GetApiKey,
  ) {}

  @ProjectPost('get', {
    summary: 'The API key of an API user, for the owner of the project',
    parameters: { user: gid },
    required: ['user'],
    example: { user: '26d42ef4-ed05-4eac-b478-293be5e00a6a' },
    result: { apikey: { type: 'string' } },
    data: [],
  })
  get(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.getApiKey.execute(member, requiredText(parameters, 'user')),
    );
  }
}
