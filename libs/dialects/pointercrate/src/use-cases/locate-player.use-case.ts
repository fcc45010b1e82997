import { Injectable } from '@nestjs/common';
import { PointercrateError } from '../errors/pointercrate-error.js';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { findClaimOf } from '../rules/claims.js';

/**
 * The nationality of the caller's player from his address (contract §3b.2). The gateway has no database of locations and asks
 * nobody else for them, so it never can.
 */
@Injectable()
export class LocatePlayer {
  constructor(private readonly demonlists: Demonlists) {}

  /** @throws PointercrateError 40400 where the caller claims no player, 40306, and otherwise 40003 */
  async execute(caller: Caller): Promise<never> {
    const claim = await this.demonlists.read(caller, (list) => findClaimOf(list, caller));
    if (claim === undefined) throw new PointercrateError(40400);
    throw new PointercrateError(claim.row.verified ? 40003 : 40306);
  }
}
