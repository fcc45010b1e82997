import { Controller, Options, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { preflightHeaders } from '../http/response-headers.js';

/** Every resource that browsers may read. */
const readable = ['', 'records', 'records.:suffix', 'records/:key', 'records/:key/entries', 'records/:key/entries.:suffix'];

/** Answers preflights without looking at the register: what may be asked is the same for all (contract §2.5). */
@ApiExcludeController()
@Controller(['', 'registers/:register'])
export class PreflightController {
  @Options(readable)
  preflight(@Res() reply: FastifyReply): void {
    reply.code(200).headers(preflightHeaders).send();
  }
}
