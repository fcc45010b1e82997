import { Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccountGuard } from '../guards/account.guard.js';
import { MemberGuard } from '../guards/member.guard.js';
import type { AccountRequest, ProjectRequest } from '../guards/project-request.js';
import { SessionTokens } from '../guards/session-tokens.js';
import { AddLanguage, RemoveLanguage } from '../use-cases/languages/change-languages.use-cases.js';
import { knownLanguages } from '../wire/languages.js';
import { ApiFailures, gid, success, tokenHeader } from './api-docs.js';
import { readParameters, requiredText } from './parameters.js';
import { ProjectCalls } from './project-calls.js';
import { ProjectPost } from './project-post.js';
import { sendSuccess } from './send.js';

/** Languages that projects can have (contract §5). */
@ApiTags('languages')
@ApiBearerAuth()
@Controller('api/languages')
@UseGuards(AccountGuard)
export class LanguagesController {
  constructor(private readonly tokens: SessionTokens) {}

  @Post('get')
  @HttpCode(200)
  @ApiOperation({ summary: 'All languages that a project can have' })
  @ApiBody({ schema: { type: 'object' }, examples: { demo: { value: {} } } })
  @ApiOkResponse({
    description: 'English names by code',
    headers: tokenHeader,
    content: {
      'application/json': {
        schema: success({}, { 'cc.languages': { type: 'object', additionalProperties: { type: 'string' } } }),
      },
    },
  })
  @ApiFailures(400, 401)
  get(@Req() { account, token, body }: AccountRequest, @Res() reply: FastifyReply): void {
    readParameters(body);
    const data = JSON.stringify({ 'cc.languages': knownLanguages });
    sendSuccess(reply, this.tokens.issue(account.gid, token), { result: {}, data });
  }
}

const code = { type: 'string', description: 'Lower case, from the global list' } as const;

/** Languages of a project. Their change goes through everything that is localized (contract §5). */
@ApiTags('languages')
@ApiBearerAuth()
@Controller('api/p/:project/languages')
@UseGuards(MemberGuard)
export class ProjectLanguagesController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly addLanguage: AddLanguage,
    private readonly removeLanguage: RemoveLanguage,
  ) {}

  @ProjectPost('add', {
    summary: 'Every localized value gains the language, with what the closest one has',
    parameters: { language: code },
    required: ['language'],
    example: { language: 'fr' },
    result: { project: gid },
    data: ['cc.projects', 'definitions', 'classes', 'fields', 'layouts'],
  })
  add(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.addLanguage.execute({ member, language: requiredText(parameters, 'language') }),
    );
  }

  @ProjectPost('remove', {
    summary: 'Every localized value loses the language',
    parameters: { language: code },
    required: ['language'],
    example: { language: 'fr' },
    result: { project: gid },
    data: ['cc.projects', 'definitions', 'classes', 'fields', 'layouts'],
  })
  remove(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.removeLanguage.execute({ member, language: requiredText(parameters, 'language') }),
    );
  }
}
