import { Injectable } from '@nestjs/common';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { type Caller, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { type ClaimRow, claims } from '../mapping/tables.js';
import { claimsOn, getClaim } from '../rules/claims.js';

export interface ClaimAmendment {
  readonly verified?: boolean;
  readonly lock_submissions?: boolean;
}

export interface AmendClaimCommand {
  readonly player: number;
  readonly user: number;
  readonly amendment: ClaimAmendment;
  readonly caller: Caller;
}

/** Staff verify claims, their holders lock submissions (contract §3b.2). */
@Injectable()
export class AmendClaim {
  constructor(private readonly demonlists: Demonlists) {}

  /**
   * @throws PointercrateError 40401, also where somebody else's submissions are to be locked; 40306
   * @throws AccessDenied
   */
  execute({ player, user, amendment, caller }: AmendClaimCommand): Promise<ClaimRow> {
    const { verified, lock_submissions } = amendment;
    return this.demonlists.write(caller, async (list) => {
      const claim = await getClaim(list, player, user);
      if (verified !== undefined) requirePermission(caller, 'MODERATOR');
      if (lock_submissions !== undefined) {
        if (caller.account?.id !== user) throw new PointercrateError(40401, { member_id: user, player_id: player });
        if (!claim.row.verified) throw new PointercrateError(40306);
      }
      // A player belongs to one user: whoever else claims him is wrong.
      if (verified) await list.end(claims, ...(await claimsOn(list, player)).filter(({ id }) => id !== claim.id));
      const { row } = await list.change(claims, claim, { ...amendment });
      return row;
    });
  }
}
