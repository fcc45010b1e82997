import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type AccountStore, type ActorId, nobody, type SpaceId } from '#records';

/** Present names of those who wrote entries. */
@Injectable()
export class UserNames {
  constructor(@Inject(ACCOUNT_STORE) private readonly accounts: AccountStore) {}

  /**
   * Names by account id; accounts that are gone are left out. Not for use within a read or write of a list, since both
   * might wait for one connection.
   */
  async of(space: SpaceId, actors: Iterable<ActorId>): Promise<ReadonlyMap<ActorId, string>> {
    const names = new Map<ActorId, string>();
    for (const actor of new Set(actors)) {
      if (actor === nobody) continue;
      const found = await this.accounts.findInSpace(Number(actor), space);
      if (found !== undefined) names.set(actor, found.account.name);
    }
    return names;
  }
}
