import { type AccountInSpace, type Membership, RecordNotFound } from '#records';
import { type Caller, can, permissionsOf } from '../guards/caller.js';
import { assignableBits } from '../guards/permissions.js';

/**
 * The bits one of which a user must hold for the caller to see him; undefined where he sees everybody (contract §3b.4).
 */
export function bitsInReach(caller: Caller): number | undefined {
  return can(caller, 'MODERATOR') ? undefined : assignableBits(permissionsOf(caller));
}

/**
 * The membership of a user in reach.
 * @throws RecordNotFound where he is none or out of reach: the caller is not to learn who there is
 */
export function reachedMembership(caller: Caller, { account, membership }: AccountInSpace): Membership {
  const bits = bitsInReach(caller);
  const reached = membership !== undefined && (bits === undefined || (membership.permissions & bits) !== 0);
  if (!reached) throw new RecordNotFound('accounts', String(account.id));
  return membership;
}
