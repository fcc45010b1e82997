import { type CanActivate, createParamDecorator, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { addressedRegister } from '../addressing/mounted-register.js';
import { REGISTER_OPTIONS, type RegisterOptions } from '../register.options.js';
import { type Writer, WriterAccess } from './writer-access.js';

interface WriterRequest extends FastifyRequest {
  writer: Writer;
}

/** Lets those pass who may write whole logs of the register that a request addresses. */
@Injectable()
export class WriterGuard implements CanActivate {
  constructor(
    private readonly access: WriterAccess,
    @Inject(REGISTER_OPTIONS) private readonly options: RegisterOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WriterRequest>();
    const { names } = addressedRegister(request, this.options);
    request.writer = await this.access.writerOf(names, request.headers.authorization);
    return true;
  }
}

/** The writer that the guard let pass. */
export const ByWriter = createParamDecorator(
  (_: unknown, context: ExecutionContext): Writer => context.switchToHttp().getRequest<WriterRequest>().writer,
);
