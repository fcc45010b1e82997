import { Delete, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RegisterNotFound } from '../errors/register-errors.js';
import { ByWriter, WriterGuard } from '../guards/writer.guard.js';
import type { Writer } from '../guards/writer-access.js';
import { commonHeaders } from '../http/response-headers.js';
import { EraseRegister } from '../use-cases/erase-register.use-case.js';
import { MountedIn } from './register-controller.decorator.js';

/** Empties a register; only there where the gateway is told to allow it (contract §3.14), so it is not documented either. */
@ApiExcludeController()
@MountedIn()
@UseGuards(WriterGuard)
export class ErasureController {
  constructor(private readonly eraseRegister: EraseRegister) {}

  @Delete('delete-register-data')
  async erase(@ByWriter() { place, register }: Writer, @Res() reply: FastifyReply): Promise<void> {
    if (place === undefined) throw new RegisterNotFound(register);
    await this.eraseRegister.execute(place);
    reply
      .code(200)
      .headers({ ...commonHeaders, 'content-type': 'text/plain;charset=UTF-8' })
      .send(Buffer.from('Data has been deleted'));
  }
}
