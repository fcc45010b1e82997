import { PointercrateError } from '../errors/pointercrate-error.js';
import type { ListWriter } from '../list/list-writer.js';
import { has, type StoredRow } from '../list/stored-row.js';
import { claims, type DemonRow, demons, type PlayerRow, players, records } from '../mapping/tables.js';
import { claimsOn } from './claims.js';
import { relocateRecord } from './settle-pair.js';

/**
 * Moves everything that is another player's to a player, and deletes the other (contract §3b.2). Links that were withheld of
 * either stay so: only the database gives them free (§1.1).
 * @returns the player as he is then
 * @throws PointercrateError 40908 where both have verified claims, 42218 where the one who stays is banned and would get
 * records that are not rejected
 */
export async function mergePlayers(
  list: ListWriter,
  player: StoredRow<PlayerRow>,
  other: StoredRow<PlayerRow>,
): Promise<StoredRow<PlayerRow>> {
  await mergeClaims(list, player, other);
  await moveDemons(list, player.id, other.id);
  await moveRecords(list, player, other.id);
  await list.end(players, other);
  return list.change(players, player, { link_banned: player.row.link_banned || other.row.link_banned });
}

/** A verified claim ends those on the other side; otherwise nobody's word counts more. */
async function mergeClaims(list: ListWriter, player: StoredRow<PlayerRow>, other: StoredRow<PlayerRow>): Promise<void> {
  const [staying, coming] = [await claimsOn(list, player.id), await claimsOn(list, other.id)];
  const [isStaying, isComing] = [staying, coming].map((held) => held.some(({ row }) => row.verified));
  if (isStaying && isComing) throw new PointercrateError(40908, { player1: player.row.name, player2: other.row.name });
  if (isStaying) {
    await list.end(claims, ...coming);
    return;
  }
  if (isComing) await list.end(claims, ...staying);
  await list.changeAll(
    claims,
    coming.map((claim) => [claim, { player: player.id }] as const),
  );
}

async function moveDemons(list: ListWriter, player: number, other: number): Promise<void> {
  const isInvolved = ({ row: { verifier, publisher, creators } }: StoredRow<DemonRow>): boolean =>
    verifier === other || publisher === other || (creators ?? []).includes(other);
  const moved = (id: number): number => (id === other ? player : id);
  await list.changeAll(
    demons,
    (await list.list(demons)).filter(isInvolved).map((demon) => {
      const { verifier, publisher, creators } = demon.row;
      // Whoever had a part twice has it once.
      const merged = [...new Set((creators ?? []).map(moved))];
      return [demon, { verifier: moved(verifier), publisher: moved(publisher), creators: merged }] as const;
    }),
  );
}

async function moveRecords(list: ListWriter, player: StoredRow<PlayerRow>, other: number): Promise<void> {
  const held = await list.list(records, has(records, 'player', other));
  if (player.row.banned && held.some(({ row }) => row.status !== 'rejected')) throw new PointercrateError(42218);
  // Judged records settle the pair they come to, so they go last.
  const isJudged = (record: (typeof held)[number]): number => Number(['approved', 'rejected'].includes(record.row.status));
  for (const record of held.sort((a, b) => isJudged(a) - isJudged(b) || a.id - b.id)) {
    await relocateRecord(list, record, { player: player.id });
  }
}
