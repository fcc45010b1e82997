import { createParamDecorator, type ExecutionContext, Inject, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '#dialect-kit';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { archiveFormat } from '../http/archive-format.js';
import { downloadHeaders } from '../http/response-headers.js';
import { sendStream } from '../http/send-stream.js';
import { zip } from '../http/zip.js';
import { REGISTER_OPTIONS, type RegisterOptions } from '../register.options.js';
import { rsfTypes } from '../rsf/write-rsf.js';
import { serializeArchive } from '../serializers/archive.serializer.js';
import { ExportArchive } from '../use-cases/export-archive.use-case.js';
import { ExportLog, type LogRange } from '../use-cases/export-log.use-case.js';
import { DescribeArchive } from './archive.documentation.js';
import { GetFixed } from './get-fixed.decorator.js';
import { rangeInQuery } from './log-range.js';
import { InRegister } from './parameters.js';
import { RegisterController } from './register-controller.decorator.js';

/** What is asked for: the ZIP, or a range of the log. */
const Wanted = createParamDecorator((_: unknown, context: ExecutionContext): LogRange | 'zip' => {
  const { raw, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const url = raw.url ?? '/';
  return archiveFormat(pathOf(url), headers.accept) === 'zip' ? 'zip' : rangeInQuery(url);
});

/** The whole register in one file (contract §3.11). */
@RegisterController('logs', 'seed', 'v1')
export class ArchiveController {
  constructor(
    private readonly exportArchive: ExportArchive,
    private readonly exportLog: ExportLog,
    @Inject(REGISTER_OPTIONS) private readonly options: RegisterOptions,
  ) {}

  @GetFixed('archive')
  @DescribeArchive()
  archive(
    @InRegister() register: MountedRegister,
    @Wanted() wanted: LogRange | 'zip',
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return wanted === 'zip' ? this.sendZip(register, reply) : this.sendRsf(register, wanted, reply);
  }

  private async sendZip(register: MountedRegister, reply: FastifyReply): Promise<void> {
    const contents = await this.exportArchive.execute(register);
    const headers = downloadHeaders('application/octet-stream', `${register.name}.zip`);
    const own = { vary: 'Accept', 'content-transfer-encoding': 'binary' };
    await sendStream(reply, { ...headers, ...own }, zip(serializeArchive(contents, this.options)));
  }

  private sendRsf(register: MountedRegister, range: LogRange, reply: FastifyReply): Promise<void> {
    const headers = { ...downloadHeaders(rsfTypes.archive, `${register.name}.rsf`), vary: 'Accept' };
    return sendStream(reply, headers, this.exportLog.execute(register, range));
  }
}
