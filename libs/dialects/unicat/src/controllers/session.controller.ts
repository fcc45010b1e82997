import { Controller, Get, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MemberGuard } from '../guards/member.guard.js';
import type { ProjectMember, ProjectRequest } from '../guards/project-request.js';
import { SessionTokens } from '../guards/session-tokens.js';
import { serializeSession } from '../serializers/session.serializer.js';
import { Authenticate, type Credentials } from '../use-cases/authenticate.use-case.js';
import { OpenProject } from '../use-cases/open-project.use-case.js';
import { ApiFailures, ApiProject, ApiSession } from './api-docs.js';
import { readApiKey, readLogin, readParameters } from './parameters.js';
import { sendSuccess } from './send.js';

@ApiTags('session')
@Controller('api/p/:project')
export class SessionController {
  constructor(
    private readonly authenticate: Authenticate,
    private readonly openProject: OpenProject,
    private readonly tokens: SessionTokens,
  ) {}

  @Post('auth')
  @HttpCode(200)
  @ApiOperation({ summary: 'A token for an API key' })
  @ApiProject()
  @ApiBody({
    schema: { type: 'object', required: ['api_key'], properties: { api_key: { type: 'string' } } },
    examples: { demo: { value: { api_key: 'sample-api-key' } } },
  })
  @ApiSession()
  @ApiFailures(400, 'unknown-user')
  auth(@Param('project') project: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.enter(project, readApiKey(readParameters(request.body)), reply);
  }

  @Post('login')
  @HttpCode(200)
  @ApiOperation({ summary: 'A token for a name and a password' })
  @ApiProject()
  @ApiBody({
    schema: {
      type: 'object',
      required: ['username', 'password'],
      properties: { username: { type: 'string' }, password: { type: 'string' } },
    },
    examples: { demo: { value: { username: 'ines', password: 'sample-password' } } },
  })
  @ApiSession()
  @ApiFailures(400, 'unknown-user')
  login(@Param('project') project: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.enter(project, readLogin(readParameters(request.body)), reply);
  }

  @Get('init')
  @UseGuards(MemberGuard)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'What auth and login answer, with the token at hand' })
  @ApiProject()
  @ApiSession()
  @ApiFailures(401, 403)
  init(@Req() { member, token }: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.open(member, token, reply);
  }

  /** As GET; what the body says is ignored, as long as it is a JSON object (contract §3.3). */
  @Post('init')
  @HttpCode(200)
  @UseGuards(MemberGuard)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'As GET' })
  @ApiProject()
  @ApiSession()
  @ApiFailures(400, 401, 403)
  async initByPost(@Req() { member, token, body }: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    readParameters(body);
    await this.open(member, token, reply);
  }

  private async enter(project: string, credentials: Credentials, reply: FastifyReply): Promise<void> {
    await this.open(await this.authenticate.execute(project, credentials), undefined, reply);
  }

  private async open(member: ProjectMember, presented: string | undefined, reply: FastifyReply): Promise<void> {
    const session = await this.openProject.execute(member);
    sendSuccess(reply, this.tokens.issue(member.account.gid, presented), serializeSession(session));
  }
}
