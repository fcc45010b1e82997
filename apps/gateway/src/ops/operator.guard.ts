import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { OperatorAccess } from './operator-access.js';

/** Lets operators pass and nobody else. */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(private readonly access: OperatorAccess) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.access.requireOperator(context.switchToHttp().getRequest<FastifyRequest>().headers.authorization);
    return true;
  }
}
