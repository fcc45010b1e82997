import type { ClaimRow } from '../mapping/tables.js';
import type { ClaimDocument, ListedClaim } from './claim.document.js';

export function serializeClaim({ user, player, verified, lock_submissions }: ClaimRow): ClaimDocument {
  return { user_id: user, player_id: player, verified, lock_submissions };
}

/** The listed form (contract §1.8), without id. */
export function serializeListedClaim(
  { user, player, verified }: ClaimRow,
  names: { readonly user: string | undefined; readonly player: string | undefined },
): ListedClaim {
  return { user: { id: user, name: names.user ?? null }, player: { id: player, name: names.player ?? null }, verified };
}
