import type { Account } from '#records';
import type { ListWriter } from '../list/list-writer.js';
import { has } from '../list/stored-row.js';
import { claims, notes } from '../mapping/tables.js';

/** Takes a user who is gone out of the list: his claims end, and what he wrote is by nobody (contract §1.3). */
export async function forgetUser(list: ListWriter, { id, name }: Pick<Account, 'id' | 'name'>): Promise<void> {
  await list.end(claims, ...(await list.list(claims, has(claims, 'user', id))));
  const written = await list.list(notes, has(notes, 'author', name));
  await list.changeAll(
    notes,
    written.map((note) => [note, { author: null }] as const),
  );
}
