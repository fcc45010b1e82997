import { Injectable } from '@nestjs/common';
import { type Conditions, requireConditions } from '../conditional/preconditions.js';
import { type Caller, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import type { ListWriter } from '../list/list-writer.js';
import { readNations } from '../list/nations.js';
import { findNamedPlayer, renamePlayer } from '../list/player-names.js';
import type { StoredRow } from '../list/stored-row.js';
import { type PlayerRow, players } from '../mapping/tables.js';
import { setBanned } from '../rules/ban-player.js';
import { changedNationality, type NationalityChange } from '../rules/change-nationality.js';
import { mergePlayers } from '../rules/merge-players.js';
import { type Change, changeOf } from '../serializers/tagged-document.js';
import { KnownStandings } from '../standings/known-standings.js';
import { PlayerDocuments } from './player-documents.js';

export interface PlayerAmendment extends NationalityChange {
  readonly name?: string;
  readonly banned?: boolean;
}

export interface AmendPlayerCommand {
  readonly id: number;
  readonly amendment: PlayerAmendment;
  readonly conditions: Conditions;
  readonly caller: Caller;
}

/** Changes a player, with all that follows for records, demons and claims (contract §3b.2, §6.6). */
@Injectable()
export class AmendPlayer {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly standings: KnownStandings,
    private readonly documents: PlayerDocuments,
  ) {}

  /**
   * @throws AccessDenied before it is looked whether the player exists
   * @throws RecordNotFound
   * @throws PointercrateError 41200, 40401, 40907, 40908, 42218
   * @throws InvalidRecord where the name is blank
   */
  async execute({ id, amendment, conditions, caller }: AmendPlayerCommand): Promise<Change> {
    requirePermission(caller, 'LIST_MODERATOR');
    // Read before the write begins, for which others have to wait.
    await this.demonlists.read(caller, (list) => this.standings.of(list));
    return this.demonlists.write(caller, async (list) => {
      const standings = this.standings.within(list);
      const before = await this.documents.readWithin(list, id, standings);
      requireConditions(conditions, before.tag);
      await amend(list, await list.get(players, id), amendment);
      return changeOf(before, await this.documents.readWithin(list, id, standings));
    });
  }
}

async function amend(
  list: ListWriter,
  player: StoredRow<PlayerRow>,
  { name, banned, ...change }: PlayerAmendment,
): Promise<void> {
  const { nationality, subdivision } = changedNationality(player.row, change, await readNations(list));
  let amended = await list.change(players, player, { nationality, subdivision });
  if (banned !== undefined) amended = await setBanned(list, amended, banned);
  if (name !== undefined) await rename(list, amended, name);
}

async function rename(list: ListWriter, player: StoredRow<PlayerRow>, name: string): Promise<void> {
  const holder = await findNamedPlayer(list, name);
  const isAnother = holder !== undefined && holder.id !== player.id;
  await renamePlayer(list, isAnother ? await mergePlayers(list, player, holder) : player, name);
}
