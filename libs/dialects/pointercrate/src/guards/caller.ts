import type { FastifyRequest } from 'fastify';
import { AccessDenied, type Account, type AccountInSpace, type Membership, NotAuthenticated, type SpaceId } from '#records';
import { grants, type Permission, sufficientBits } from './permissions.js';

/** Who asks, and about which space. */
export interface Caller {
  readonly space: SpaceId;
  /** Undefined: nobody in particular. */
  readonly account: Account | undefined;
  readonly membership: Membership | undefined;
}

/** A request that has passed a guard of this dialect. */
export interface PointercrateRequest extends FastifyRequest {
  caller: Caller;
}

export function anonymous(space: SpaceId): Caller {
  return { space, account: undefined, membership: undefined };
}

export function callerFrom(space: SpaceId, { account, membership }: AccountInSpace): Caller {
  return { space, account, membership };
}

export function can({ membership }: Caller, permission: Permission): boolean {
  return membership !== undefined && grants(membership.permissions, permission);
}

/**
 * @throws NotAuthenticated where the caller is nobody
 * @throws AccessDenied where he lacks the permission
 */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (can(caller, permission)) return;
  if (caller.account === undefined) throw new NotAuthenticated();
  throw new AccessDenied(`Needs ${permission}`, sufficientBits(permission));
}
