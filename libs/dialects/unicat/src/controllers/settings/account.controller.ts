import { Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountGuard } from '../../guards/account.guard.js';
import type { AccountRequest } from '../../guards/project-request.js';
import { SessionTokens } from '../../guards/session-tokens.js';
import { successEnvelope } from '../../serializers/envelope.js';
import { OpenAccount } from '../../use-cases/account/open-account.use-case.js';
import { Authenticate } from '../../use-cases/authenticate.use-case.js';
import { ApiFailures, gid, success, tokenHeader } from '../api-docs.js';
import { readLogin, readParameters } from '../parameters.js';
import { dataSchema } from '../project-post.js';
import { sendSuccess } from '../send.js';

function ApiAccount(): MethodDecorator {
  const result = {
    user: gid,
    user_projects: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
    'cc.version': { type: 'string', example: '2025.07.001' },
    'cc.cursor': { type: 'integer' },
  } as const;
  const data = dataSchema(['cc.users', 'cc.projects', 'cc.projects_members', 'cc.languages']);
  const description = 'The user with his projects, those in short';
  return ApiOkResponse({ description, headers: tokenHeader, content: { 'application/json': { schema: success(result, data) } } });
}

/** The global variants of login and init (contract §3.5). */
@ApiTags('session')
@Controller('api')
export class AccountController {
  constructor(
    private readonly authenticate: Authenticate,
    private readonly openAccount: OpenAccount,
    private readonly tokens: SessionTokens,
  ) {}

  @Post('login')
  @HttpCode(200)
  @ApiOperation({ summary: 'A token for a name and a password, for all projects' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['username', 'password'],
      properties: { username: { type: 'string' }, password: { type: 'string' } },
    },
    examples: { demo: { value: { username: 'ines', password: 'sample-password' } } },
  })
  @ApiAccount()
  @ApiFailures(400, 'unknown-user')
  async login(@Req() { body }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const account = await this.authenticate.user(readLogin(readParameters(body)));
    sendSuccess(reply, this.tokens.issue(account.gid), await this.openAccount.execute(account));
  }

  @Get('init')
  @UseGuards(AccountGuard)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'What login answers, with the token at hand' })
  @ApiAccount()
  @ApiFailures(401)
  async init(@Req() { account, token }: AccountRequest, @Res() reply: FastifyReply): Promise<void> {
    sendSuccess(reply, this.tokens.issue(account.gid, token), await this.openAccount.execute(account));
  }

  @Get('ping')
  @ApiOperation({ summary: 'Whether the service is up' })
  @ApiOkResponse({ content: { 'application/json': { schema: success({}, {}) } } })
  ping(@Res() reply: FastifyReply): void {
    reply
      .header('cache-control', 'no-store')
      .header('content-type', 'application/json; charset=utf-8')
      .send(successEnvelope({ result: {}, data: '{}' }));
  }
}
