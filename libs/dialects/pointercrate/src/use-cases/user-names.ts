import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type AccountNumber, type AccountStore, type SpaceId } from '#records';

/** More users than these are not asked for one by one. */
const someUsers = 100;

/** Names of users. Not for use within a read or a write, which accounts are no part of. */
@Injectable()
export class UserNames {
  constructor(@Inject(ACCOUNT_STORE) private readonly accounts: AccountStore) {}

  /** Of those that exist. */
  async of(users: readonly AccountNumber[], space: SpaceId): Promise<ReadonlyMap<AccountNumber, string>> {
    const wanted = new Set(users);
    const members = wanted.size > someUsers ? await this.accounts.listMembers(space) : [];
    const names = new Map(members.map(({ account }) => [account.id, account.name]));
    for (const user of wanted) {
      if (names.has(user)) continue;
      const found = await this.accounts.findInSpace(user, space);
      if (found !== undefined) names.set(user, found.account.name);
    }
    return names;
  }
}
