import { Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccountGuard } from '../guards/account.guard.js';
import type { AccountRequest } from '../guards/project-request.js';
import { SessionTokens } from '../guards/session-tokens.js';
import { Sync } from '../use-cases/sync.use-case.js';
import { ApiFailures, demoProject, gid, success, tokenHeader } from './api-docs.js';
import { optionalInteger, optionalText, readParameters } from './parameters.js';
import { count } from './records/record-parameters.js';
import { sendSuccess } from './send.js';

/** What has changed since (contract §7). */
@ApiTags('sync')
@ApiBearerAuth()
@Controller('sync')
@UseGuards(AccountGuard)
export class SyncController {
  constructor(
    private readonly sync: Sync,
    private readonly tokens: SessionTokens,
  ) {}

  @Post('get')
  @HttpCode(200)
  @ApiOperation({ summary: 'Changes beyond two cursors' })
  @ApiBody({
    schema: { type: 'object', properties: { cc_cursor: count, project: gid, cursor: count } },
    examples: { demo: { value: { cc_cursor: 1, project: demoProject, cursor: 100 } } },
  })
  @ApiOkResponse({
    description: 'Items in the order of their cursors; `warning` where there is more',
    headers: tokenHeader,
    content: {
      'application/json': {
        schema: success(
          { sync: { type: 'array', items: { type: 'object', additionalProperties: true } }, warning: { type: 'string' } },
          {},
        ),
      },
    },
  })
  @ApiFailures(400, 401, 403)
  async get(@Req() { account, token, body }: AccountRequest, @Res() reply: FastifyReply): Promise<void> {
    const parameters = readParameters(body);
    const content = await this.sync.list({
      account,
      globalCursor: readCursor(parameters, 'cc_cursor'),
      project: optionalText(parameters, 'project'),
      cursor: readCursor(parameters, 'cursor'),
    });
    sendSuccess(reply, this.tokens.issue(account.gid, token), content);
  }

  @Post('cursors')
  @HttpCode(200)
  @ApiOperation({ summary: 'Where the streams are now' })
  @ApiBody({
    schema: { type: 'object', properties: { project: gid } },
    examples: { demo: { value: { project: demoProject } } },
  })
  @ApiOkResponse({
    description: 'The global cursor, and that of the project if one was named',
    headers: tokenHeader,
    content: { 'application/json': { schema: success({ 'cc.cursor': count, cursor: count }, {}) } },
  })
  @ApiFailures(400, 401, 403)
  async cursors(@Req() { account, token, body }: AccountRequest, @Res() reply: FastifyReply): Promise<void> {
    const content = await this.sync.cursors(account, optionalText(readParameters(body), 'project'));
    sendSuccess(reply, this.tokens.issue(account.gid, token), content);
  }
}

function readCursor(parameters: Parameters<typeof optionalInteger>[0], name: string): number | undefined {
  return optionalInteger(parameters, name, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}
