import { Controller, Get, Inject, Param, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { readTransformOptions } from '../../images/transform-options.js';
import { readStoragePathname } from '../../mapping/storage-pathname.js';
import { successEnvelope } from '../../serializers/envelope.js';
import { UNICAT_OPTIONS, type UnicatOptions } from '../../unicat.options.js';
import { TellFileInfo } from '../../use-cases/dam/file-info.use-case.js';
import { PublishFile } from '../../use-cases/dam/publish-file.use-case.js';
import { TransformFile } from '../../use-cases/dam/transform-file.use-case.js';
import { UnpublishFile } from '../../use-cases/dam/unpublish-file.use-case.js';
import * as docs from './dam.documentation.js';

/** Publishing the files of assets (contract §5). These calls never renew the token (contract §2.5). */
@ApiTags('dam')
@Controller('dam/p/:project')
@UseGuards(MemberGuard)
export class DamController {
  constructor(
    private readonly publishFile: PublishFile,
    private readonly unpublishFile: UnpublishFile,
    private readonly transformFile: TransformFile,
    private readonly tellFileInfo: TellFileInfo,
    @Inject(UNICAT_OPTIONS) private readonly options: UnicatOptions,
  ) {}

  @Get('publish/:pathname')
  @docs.ApiDamCall('Makes the file of an asset public', docs.publicUrl)
  async publish(@Req() request: ProjectRequest, @Param('pathname') pathname: string, @Res() reply: FastifyReply): Promise<void> {
    const path = await this.publishFile.execute(request.member, readStoragePathname(pathname));
    sendResult(reply, { public_url: this.urlOf(request, path) });
  }

  @Get('unpublish/:pathname')
  @docs.ApiDamCall('Makes the file of an asset private again', docs.publicUrl)
  async unpublish(
    @Req() request: ProjectRequest,
    @Param('pathname') pathname: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.unpublishFile.execute(request.member, readStoragePathname(pathname));
    sendResult(reply, { public_url: null });
  }

  @Get('transform/:pathname')
  @docs.ApiDamCall('Makes a version of an image public; options follow the pathname as `/name=value`', docs.publicUrl)
  transformAsItIs(
    @Req() request: ProjectRequest,
    @Param('pathname') pathname: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.transform(request, pathname, '', reply);
  }

  @Get('transform/:pathname/*')
  @ApiExcludeEndpoint()
  async transform(
    @Req() request: ProjectRequest,
    @Param('pathname') pathname: string,
    @Param('*') options: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = readTransformOptions(options);
    const path = await this.transformFile.execute(request.member, readStoragePathname(pathname), wanted);
    sendResult(reply, { public_url: this.urlOf(request, path) });
  }

  @Get('info/:pathname')
  @docs.ApiDamCall('What is known of the file of an asset', docs.fileInfo)
  async info(@Req() request: ProjectRequest, @Param('pathname') pathname: string, @Res() reply: FastifyReply): Promise<void> {
    sendResult(reply, await this.tellFileInfo.execute(request.member, readStoragePathname(pathname)));
  }

  private urlOf({ protocol, host }: FastifyRequest, path: string): string {
    return (this.options.publicUrl ?? `${protocol}://${host}`) + path;
  }
}

function sendResult(reply: FastifyReply, result: object): void {
  reply
    .code(200)
    .header('cache-control', 'no-store')
    .header('content-type', 'application/json; charset=utf-8')
    .send(successEnvelope({ result, data: '{}' }));
}
