import { Injectable } from '@nestjs/common';
import { NotAuthenticated } from '#records';
import { PointercrateError } from '../errors/pointercrate-error.js';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { has } from '../list/stored-row.js';
import { type ClaimRow, claims, players } from '../mapping/tables.js';
import { claimsOn } from '../rules/claims.js';

/** The caller claims to be a player, in place of whom he claimed to be before (contract §3b.2). */
@Injectable()
export class ClaimPlayer {
  constructor(private readonly demonlists: Demonlists) {}

  /**
   * @throws RecordNotFound
   * @throws PointercrateError 42231
   */
  execute({ player, caller }: { readonly player: number; readonly caller: Caller }): Promise<ClaimRow> {
    const { account } = caller;
    if (account === undefined) throw new NotAuthenticated();
    return this.demonlists.write(caller, async (list) => {
      await list.get(players, player);
      if ((await claimsOn(list, player)).some(({ row }) => row.verified)) throw new PointercrateError(42231);
      await list.end(claims, ...(await list.list(claims, has(claims, 'user', account.id))));
      const claim: ClaimRow = { user: account.id, player, verified: false, lock_submissions: false };
      await list.insert(claims, claim);
      return claim;
    });
  }
}
