import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { RegisterLocator, RegisterNotFound, type RegisterPlace } from '#dialects/register';
import { AccessDenied, type AccountInSpace, type ActorId, type Role } from '#records';
import { OperatorAccess, roleOf } from './operator-access.js';

/** Who may call a route: operators alone, or also members of the register's space with at least that role. */
export const OpenTo = Reflector.createDecorator<'operators' | 'staff' | 'write'>();

const sufficient: { readonly [needed: string]: readonly Role[] } = { staff: ['staff'], write: ['write', 'staff'] };

/** A request that has passed the guard. */
export interface RegistersRequest extends FastifyRequest {
  /** The register in the path; routes without one must not ask. */
  place: RegisterPlace;
  caller: ActorId;
}

@Injectable()
export class RegistersGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly registers: RegisterLocator,
    private readonly access: OperatorAccess,
  ) {}

  /** @throws NotAuthenticated, AccessDenied, RegisterNotFound */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RegistersRequest>();
    const { register } = request.params as { readonly register?: string };
    const place = register === undefined ? undefined : await this.registers.find(register);
    const caller = await this.access.identify(request.headers.authorization, place?.space.id ?? '');
    this.requireRole(context, caller, place);
    if (place !== undefined) request.place = place;
    else if (register !== undefined) throw new RegisterNotFound(register);
    request.caller = String(caller.account.id);
    return true;
  }

  private requireRole(context: ExecutionContext, caller: AccountInSpace, place: RegisterPlace | undefined): void {
    if (caller.account.operator) return;
    const needed = this.reflector.get(OpenTo, context.getHandler());
    const roles = sufficient[needed];
    if (roles === undefined) throw new AccessDenied('Only operators may do this');
    if (place !== undefined && !roles.includes(roleOf(caller)))
      throw new AccessDenied(`Needs the role ${needed} in ${place.space.id}`);
  }
}
