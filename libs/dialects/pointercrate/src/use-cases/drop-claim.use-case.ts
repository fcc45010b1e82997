import { Injectable } from '@nestjs/common';
import { type Caller, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { claims } from '../mapping/tables.js';
import { getClaim } from '../rules/claims.js';

export interface DropClaimCommand {
  readonly player: number;
  readonly user: number;
  readonly caller: Caller;
}

/** Deletes a claim (contract §3b.2). */
@Injectable()
export class DropClaim {
  constructor(private readonly demonlists: Demonlists) {}

  /**
   * @throws PointercrateError 40401
   * @throws AccessDenied
   */
  execute({ player, user, caller }: DropClaimCommand): Promise<void> {
    return this.demonlists.write(caller, async (list) => {
      const claim = await getClaim(list, player, user);
      requirePermission(caller, 'MODERATOR');
      await list.end(claims, claim);
    });
  }
}
