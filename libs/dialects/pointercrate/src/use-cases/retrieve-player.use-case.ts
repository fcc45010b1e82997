import { Injectable } from '@nestjs/common';
import { PointercrateError } from '../errors/pointercrate-error.js';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { findClaimOf } from '../rules/claims.js';
import type { TaggedDocument } from '../serializers/tagged-document.js';
import { PlayerDocuments } from './player-documents.js';

/** A player in his full form (contract §3b.2). */
@Injectable()
export class RetrievePlayer {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly documents: PlayerDocuments,
  ) {}

  /** @throws RecordNotFound */
  execute({ id, caller }: { readonly id: number; readonly caller: Caller }): Promise<TaggedDocument> {
    return this.demonlists.read(caller, (list) => this.documents.read(list, id));
  }

  /**
   * The player whom the caller claims, verified or not.
   * @throws PointercrateError 40400 where he claims none
   */
  executeForMe(caller: Caller): Promise<TaggedDocument> {
    return this.demonlists.read(caller, async (list) => {
      const claim = await findClaimOf(list, caller);
      if (claim === undefined) throw new PointercrateError(40400);
      return this.documents.read(list, claim.row.player);
    });
  }
}
