import type { Caller } from '../guards/caller.js';
import type { ListReader } from '../list/list-reader.js';
import { has } from '../list/stored-row.js';
import { claims } from '../mapping/tables.js';

/** Whether the caller has the verified claim on a player (contract §1.8). */
export async function holdsPlayer(list: ListReader, { account }: Caller, player: number): Promise<boolean> {
  if (account === undefined) return false;
  const own = await list.list(claims, has(claims, 'user', account.id), has(claims, 'player', player));
  return own.some(({ row }) => row.verified);
}
