import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type Account, type AccountStore, gatewaySpace, isUuid4, RecordNotFound } from '#records';
import { Memberships } from '../../guards/memberships.js';
import { memberOf } from '../../mapping/member-profile.js';
import { Projects } from '../../project/projects.js';
import { serializeUser } from '../../serializers/account.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';

/** Where accounts are looked for. */
const accounts = 'account';

/** One user: the requesting one, or somebody who is in a project of his (contract §5). */
@Injectable()
export class GetUser {
  constructor(@Inject(ACCOUNT_STORE) private readonly accounts: AccountStore) {}

  /** @throws RecordNotFound for strangers as for nobody */
  async execute(requesting: Account, gid: Gid): Promise<Content> {
    const found = isUuid4(gid) ? await this.accounts.findByGid(gid, gatewaySpace) : undefined;
    if (found === undefined || !(await this.isKnown(requesting, found.account))) throw new RecordNotFound(accounts, gid);
    return {
      result: { user: gid },
      data: JSON.stringify({ 'cc.users': { [gid]: serializeUser(found.account, requesting) } }),
    };
  }

  private async isKnown(requesting: Account, account: Account): Promise<boolean> {
    if (account.id === requesting.id) return true;
    const own = new Set((await this.accounts.listMemberships(requesting.id)).map(({ space }) => space));
    return (await this.accounts.listMemberships(account.id)).some(({ space }) => own.has(space));
  }
}

/** One member of a project that the requesting user is a member of too (contract §5). */
@Injectable()
export class GetMember {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly memberships: Memberships,
    private readonly projects: Projects,
  ) {}

  /**
   * @throws AccessDenied
   * @throws RecordNotFound for a user who is no member
   */
  async execute(requesting: Account, project: Gid, gid: Gid): Promise<Content> {
    const { space } = await this.memberships.require(requesting, project);
    const { owner } = await this.projects.of(space).describe(space);
    const found = isUuid4(gid) ? await this.accounts.findByGid(gid, space.id) : undefined;
    if (found?.membership === undefined) throw new RecordNotFound(accounts, gid);
    const { account, membership } = found;
    return {
      result: { project, member: gid },
      data: JSON.stringify({
        'cc.users': { [gid]: serializeUser(account, requesting) },
        'cc.projects_members': [memberOf({ account, membership }, project, owner)],
      }),
    };
  }
}
