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

/** @throws NotAuthenticated where the caller is nobody */
export function requireAccount({ account, membership }: Caller): AccountInSpace {
  if (account === undefined) throw new NotAuthenticated();
  return { account, membership };
}

export function permissionsOf({ membership }: Caller): number {
  return membership?.permissions ?? 0;
}

export function can(caller: Caller, permission: Permission): boolean {
  return grants(permissionsOf(caller), permission);
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
