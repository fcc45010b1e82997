import { createParamDecorator, type ExecutionContext, Post, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { StreamedBody, sendText } from '#dialect-kit';
import { UnexpectedParameter } from '../errors/register-errors.js';
import { ByWriter, WriterGuard } from '../guards/writer.guard.js';
import type { Writer } from '../guards/writer-access.js';
import { contentTypes } from '../http/negotiation.js';
import { QueryParameters } from '../http/query-parameters.js';
import { commonHeaders } from '../http/response-headers.js';
import { type RsfBody, rsfBody } from '../http/rsf-body.js';
import type { Validation } from '../rsf/entry-drafter.js';
import { serializeUpload } from '../serializers/upload.serializer.js';
import { UploadLog } from '../use-cases/upload-log.use-case.js';
import { MountedIn } from './register-controller.decorator.js';
import { DescribeUpload } from './upload.documentation.js';

const Upload = createParamDecorator(
  (_: unknown, context: ExecutionContext): RsfBody => rsfBody(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** How strictly the log is checked: `relaxed`, or left out. */
const RequestedValidation = createParamDecorator((_: unknown, context: ExecutionContext): Validation => {
  const wanted = new QueryParameters(context.switchToHttp().getRequest<FastifyRequest>().raw.url ?? '/').once('validation');
  if (wanted !== undefined && wanted !== 'relaxed') throw new UnexpectedParameter('validation', "must be 'relaxed' or left out");
  return wanted ?? 'strict';
});

/** Uploads of whole logs and of what is to be appended to them (contract §3.13). */
@ApiTags('logs')
@MountedIn('seed', 'v1')
@UseGuards(WriterGuard)
export class UploadController {
  constructor(private readonly uploadLog: UploadLog) {}

  @Post('load-rsf')
  @StreamedBody()
  @DescribeUpload()
  async upload(
    @ByWriter() writer: Writer,
    @Upload() body: RsfBody,
    @RequestedValidation() validation: Validation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const loaded = await this.uploadLog.execute({ writer, body, validation });
    reply.code(200).headers({ ...commonHeaders, 'content-type': contentTypes.json });
    sendText(reply, JSON.stringify(serializeUpload(loaded, validation)));
  }
}
