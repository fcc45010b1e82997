import { InvalidRecord, textOf } from '#records';
import { type PlayerRow, players } from '../mapping/tables.js';
import type { ListReader } from './list-reader.js';
import type { ListWriter } from './list-writer.js';
import type { StoredRow } from './stored-row.js';

/** Which player has which name: an entry for each name in lower case, since names are unique ignoring case (contract §1.5). */
export const playerNames = 'pointercrate.name.player';

/** Equal for names that differ in case only. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** @param name as given; blanks around it do not count */
export async function findPlayerByName(list: ListReader, name: string): Promise<StoredRow<PlayerRow> | undefined> {
  const key = foldName(name.trim());
  const found = await list.reader.findRecord(playerNames, { key });
  const id = textOf(found?.record.fields ?? {}, 'player');
  const player = id === undefined ? undefined : await list.find(players, id);
  // A name that was given up still leads to its player.
  return player !== undefined && foldName(player.row.name) === key ? player : undefined;
}

/** As `findPlayerByName`, also in lists from before names were registered. */
export async function findNamedPlayer(list: ListWriter, name: string): Promise<StoredRow<PlayerRow> | undefined> {
  return (await findPlayerByName(list, name)) ?? findUnregistered(list, name);
}

/**
 * The player of that name, made if there is none (contract §1.5).
 * @throws InvalidRecord where the name is blank
 */
export async function playerNamed(list: ListWriter, name: string): Promise<StoredRow<PlayerRow>> {
  const found = await findNamedPlayer(list, name);
  if (found !== undefined) return found;
  const row: PlayerRow = { name: requireName(name), banned: false, link_banned: false, nationality: null, subdivision: null };
  const id = await list.insert(players, row);
  await registerName(list, row.name, id);
  return list.get(players, id);
}

/**
 * Gives a player another name, which nobody else may have.
 * @throws InvalidRecord where the name is blank
 */
export async function renamePlayer(list: ListWriter, player: StoredRow<PlayerRow>, name: string): Promise<StoredRow<PlayerRow>> {
  const renamed = await list.change(players, player, { name: requireName(name) });
  await registerName(list, renamed.row.name, player.id);
  return renamed;
}

export async function registerName(list: ListWriter, name: string, player: number): Promise<void> {
  await list.append([{ collection: playerNames, key: foldName(name), fields: { player: String(player) } }]);
}

/** Lists from before names were registered get all of them once, the first time that a name is not found. */
async function findUnregistered(list: ListWriter, name: string): Promise<StoredRow<PlayerRow> | undefined> {
  if ((await list.reader.head(playerNames)).records > 0) return undefined;
  const known = await list.list(players);
  await list.append(
    known.map(({ id, row }) => ({ collection: playerNames, key: foldName(row.name), fields: { player: String(id) } })),
  );
  return findPlayerByName(list, name);
}

function requireName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new InvalidRecord('The name of a player must not be blank', 'player');
  return trimmed;
}
