import { Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CLOCK, type Clock } from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { downloadHeaders } from '../http/response-headers.js';
import { sendStream } from '../http/send-stream.js';
import { rsfTypes } from '../rsf/write-rsf.js';
import { ExportLog, type LogRange } from '../use-cases/export-log.use-case.js';
import { DescribeDownload, DescribeDownloadFrom, DescribeSlice } from './download.documentation.js';
import { RangeInPath } from './log-range.js';
import { InRegister } from './parameters.js';
import { RegisterController } from './register-controller.decorator.js';

/** Logs as RSF (contract §3.12). */
@RegisterController('logs', 'seed', 'v1')
export class DownloadController {
  constructor(
    private readonly exportLog: ExportLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('download-rsf')
  @DescribeDownload()
  whole(@InRegister() register: MountedRegister, @RangeInPath() range: LogRange, @Res() reply: FastifyReply): Promise<void> {
    return this.send(register, range, reply);
  }

  @Get('download-rsf/:from')
  @DescribeDownloadFrom()
  rest(@InRegister() register: MountedRegister, @RangeInPath() range: LogRange, @Res() reply: FastifyReply): Promise<void> {
    return this.send(register, range, reply);
  }

  @Get('download-rsf/:from/:to')
  @DescribeSlice()
  slice(@InRegister() register: MountedRegister, @RangeInPath() range: LogRange, @Res() reply: FastifyReply): Promise<void> {
    return this.send(register, range, reply);
  }

  private send(register: MountedRegister, range: LogRange, reply: FastifyReply): Promise<void> {
    const headers = downloadHeaders(rsfTypes.download, `rsf-${this.clock.now()}.rsf`);
    return sendStream(reply, headers, this.exportLog.execute(register, range));
  }
}
