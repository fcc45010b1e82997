import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type AccountStore, type ActorId, nobody, type SpaceId } from '#records';

/** More users than these are not asked for one by one. */
const someUsers = 100;

/** Present names of those who wrote entries, or claim players. */
@Injectable()
export class UserNames {
  constructor(@Inject(ACCOUNT_STORE) private readonly accounts: AccountStore) {}

  /**
   * Names by account id, perhaps of more than were asked for; accounts that are gone are left out. Not for use within a read or write of a list, since both
   * might wait for one connection.
   */
  async of(space: SpaceId, actors: Iterable<ActorId>): Promise<ReadonlyMap<ActorId, string>> {
    const wanted = new Set(actors);
    const members = wanted.size > someUsers ? await this.accounts.listMembers(space) : [];
    const names = new Map<ActorId, string>(members.map(({ account }) => [String(account.id), account.name]));
    for (const actor of wanted) {
      if (actor === nobody || names.has(actor)) continue;
      const found = await this.accounts.findInSpace(Number(actor), space);
      if (found !== undefined) names.set(actor, found.account.name);
    }
    return names;
  }
}
