import { Injectable } from '@nestjs/common';
import { AccessDenied } from '#records';
import type { Writer } from '../guards/writer-access.js';
import type { RsfBody } from '../http/rsf-body.js';
import { withSpooled } from '../http/spool.js';
import type { Validation } from '../rsf/entry-drafter.js';
import { fileSource } from '../rsf/rsf-source.js';
import { type LoadedRegister, LoadRegisterLog } from './load-register-log.use-case.js';

/** Far beyond any published log, but not beyond a disk: 4 GiB. */
const largestUpload = 4 * 1024 ** 3;

export interface UploadLogCommand {
  readonly writer: Writer;
  readonly body: RsfBody;
  readonly validation: Validation;
}

/** Takes an upload in and applies it (contract §3.13). The whole body is there before the first line is applied. */
@Injectable()
export class UploadLog {
  constructor(private readonly loadRegisterLog: LoadRegisterLog) {}

  /**
   * @throws AccessDenied where somebody other than an operator wants to relax the rules
   * @throws RsfError
   * @throws BodyTooLarge, BadRequest
   */
  async execute({ writer, body, validation }: UploadLogCommand): Promise<LoadedRegister> {
    if (validation === 'relaxed' && !writer.operator) throw new AccessDenied('Only operators may relax the validation');
    const { stream, declared } = body;
    return withSpooled(stream, { declared, limit: largestUpload }, (path) => this.load(path, writer, validation));
  }

  private load(path: string, { register, account, operator }: Writer, validation: Validation): Promise<LoadedRegister> {
    const source = fileSource(path);
    return this.loadRegisterLog.execute({ space: register, source, recordedBy: account, validation, mayCreate: operator });
  }
}
