import type { ListWriter } from '../list/list-writer.js';
import { has, type StoredRow } from '../list/stored-row.js';
import { type PlayerRow, players, records } from '../mapping/tables.js';
import { deleteRecords } from './delete-records.js';

/**
 * Bans a player: what waits for review is deleted, everything else rejected (contract §6.6). Lifting the ban restores
 * nothing.
 * @returns the player as he is then
 */
export async function setBanned(list: ListWriter, player: StoredRow<PlayerRow>, banned: boolean): Promise<StoredRow<PlayerRow>> {
  if (banned === player.row.banned) return player;
  if (banned) {
    const held = await list.list(records, has(records, 'player', player.id));
    const isJudged = ({ row }: (typeof held)[number]): boolean => ['approved', 'rejected'].includes(row.status);
    await deleteRecords(
      list,
      held.filter((record) => !isJudged(record)),
    );
    await list.changeAll(
      records,
      held
        .filter((record) => isJudged(record) && record.row.status !== 'rejected')
        .map((record) => [record, { status: 'rejected', status_was_modified: true }] as const),
    );
  }
  return list.change(players, player, { banned });
}
