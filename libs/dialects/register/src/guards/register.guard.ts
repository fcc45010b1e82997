import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { addressedRegister, type MountedRegister } from '../addressing/mounted-register.js';
import { RegisterLocator } from '../addressing/register-locator.js';
import { RegisterNotFound } from '../errors/register-errors.js';
import { REGISTER_OPTIONS, type RegisterOptions } from '../register.options.js';
import { ReaderAccess } from './reader-access.js';

export interface RegisterRequest extends FastifyRequest {
  register: MountedRegister;
}

/**
 * Finds the register that a request addresses and lets its readers pass.
 * @throws RegisterNotFound, NotAuthenticated
 */
@Injectable()
export class RegisterGuard implements CanActivate {
  constructor(
    private readonly registers: RegisterLocator,
    private readonly access: ReaderAccess,
    @Inject(REGISTER_OPTIONS) private readonly options: RegisterOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RegisterRequest>();
    const { base, names } = addressedRegister(request, this.options);
    const place = await this.registers.findFirst(names);
    if (place === undefined) throw new RegisterNotFound(names.join(', '));
    const role = await this.access.roleIn(place.space, request.headers.authorization);
    request.register = { ...place, base, role, erasable: this.options.allowDelete };
    return true;
  }
}
