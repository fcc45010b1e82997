import { Injectable } from '@nestjs/common';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { type Caller, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { playerNamed } from '../list/player-names.js';
import { demons } from '../mapping/tables.js';
import { afterLastMove } from '../rules/move-demons.js';

/** Adds a creator to a demon (contract §3b.3). */
@Injectable()
export class AddCreator {
  constructor(private readonly demonlists: Demonlists) {}

  /**
   * @param command.creator a name; a player who is not known is made
   * @returns id of the player
   * @throws RecordNotFound, AccessDenied
   * @throws InvalidRecord where the name is blank
   * @throws PointercrateError 40905 where he is one already
   */
  execute({ demon: id, creator, caller }: { demon: number; creator: string; caller: Caller }): Promise<number> {
    return this.demonlists.write(caller, async (undated) => {
      const demon = await undated.get(demons, id);
      requirePermission(caller, 'LIST_MODERATOR');
      const list = await afterLastMove(undated);
      const player = await playerNamed(list, creator);
      const creators = demon.row.creators ?? [];
      if (creators.includes(player.id)) throw new PointercrateError(40905);
      await list.change(demons, demon, { creators: [...creators, player.id] });
      return player.id;
    });
  }
}

/** Takes a creator off a demon (contract §3b.3). */
@Injectable()
export class RemoveCreator {
  constructor(private readonly demonlists: Demonlists) {}

  /**
   * @throws RecordNotFound, AccessDenied
   * @throws PointercrateError 40401 where the player is no creator of the demon
   */
  execute({ demon: id, player, caller }: { demon: number; player: number; caller: Caller }): Promise<void> {
    return this.demonlists.write(caller, async (undated) => {
      const demon = await undated.get(demons, id);
      requirePermission(caller, 'LIST_MODERATOR');
      const list = await afterLastMove(undated);
      const creators = demon.row.creators ?? [];
      if (!creators.includes(player)) throw new PointercrateError(40401, { demon_id: id, player_id: player });
      await list.change(demons, demon, { creators: creators.filter((creator) => creator !== player) });
    });
  }
}
