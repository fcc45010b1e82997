import { NotAuthenticated } from '#records';
import { PointercrateError } from '../errors/pointercrate-error.js';
import type { Caller } from '../guards/caller.js';
import type { ListReader } from '../list/list-reader.js';
import { has, type StoredRow } from '../list/stored-row.js';
import { type ClaimRow, claims } from '../mapping/tables.js';

/**
 * The one claim that a user may have (contract §1.8).
 * @throws NotAuthenticated
 */
export async function findClaimOf(list: ListReader, { account }: Caller): Promise<StoredRow<ClaimRow> | undefined> {
  if (account === undefined) throw new NotAuthenticated();
  const [claim] = await list.list(claims, has(claims, 'user', account.id));
  return claim;
}

export function claimsOn(list: ListReader, player: number): Promise<StoredRow<ClaimRow>[]> {
  return list.list(claims, has(claims, 'player', player));
}

/** @throws PointercrateError 40401 */
export async function getClaim(list: ListReader, player: number, user: number): Promise<StoredRow<ClaimRow>> {
  const [claim] = await list.list(claims, has(claims, 'user', user), has(claims, 'player', player));
  if (claim === undefined) throw new PointercrateError(40401, { member_id: user, player_id: player });
  return claim;
}

/** Whether the caller has the verified claim on a player (contract §1.8). */
export async function holdsPlayer(list: ListReader, { account }: Caller, player: number): Promise<boolean> {
  if (account === undefined) return false;
  const own = await list.list(claims, has(claims, 'user', account.id), has(claims, 'player', player));
  return own.some(({ row }) => row.verified);
}
