import { Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../guards/member.guard.js';
import type { ProjectRequest } from '../guards/project-request.js';
import { SessionTokens } from '../guards/session-tokens.js';
import { GetRecords } from '../use-cases/get-records.use-case.js';
import { ApiFailures, ApiProject, ApiRecords, recordsBody } from './api-docs.js';
import { readLanguages, readParameters, readWantedRecords } from './parameters.js';
import { sendSuccess } from './send.js';

@ApiTags('records')
@ApiBearerAuth()
@Controller('api/p/:project/records')
@UseGuards(MemberGuard)
export class RecordsController {
  constructor(
    private readonly getRecords: GetRecords,
    private readonly tokens: SessionTokens,
  ) {}

  @Post('get')
  @HttpCode(200)
  @ApiOperation({ summary: 'Records by gid' })
  @ApiProject()
  @ApiBody(recordsBody)
  @ApiRecords()
  @ApiFailures(400, 401, 403)
  async get(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    const { member, token } = request;
    const parameters = readParameters(request.body);
    const content = await this.getRecords.execute({
      member,
      wanted: readWantedRecords(parameters),
      languages: readLanguages(parameters),
    });
    sendSuccess(reply, this.tokens.issue(member.account.gid, token), content);
  }
}
