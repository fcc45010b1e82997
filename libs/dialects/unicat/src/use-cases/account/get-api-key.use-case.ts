import { Inject, Injectable } from '@nestjs/common';
import { deriveApiKey, hashApiKey, JWT_SECRET } from '#auth';
import {
  ACCOUNT_STORE,
  type Account,
  type AccountStore,
  AlreadyExists,
  CLOCK,
  type Clock,
  isUuid4,
  RecordNotFound,
} from '#records';
import { Memberships } from '../../guards/memberships.js';
import type { ProjectMember } from '../../guards/project-request.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';

/**
 * The API key of a member, for the owner of the project (contract §5). Keys are stored as hashes and cannot be read back, so this one is
 * derived from the gateway's secret: the same each time, beside other keys that the member may have (docs/adr/0033).
 */
@Injectable()
export class GetApiKey {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(JWT_SECRET) private readonly secret: string,
    private readonly memberships: Memberships,
  ) {}

  /**
   * @throws AccessDenied for everybody but the owner
   * @throws RecordNotFound for a user who is no member, or is a person and logs in
   */
  async execute(member: ProjectMember, user: Gid): Promise<Content> {
    await this.memberships.requireOwner(member);
    const found = isUuid4(user) ? await this.accounts.findByGid(user, member.space.id) : undefined;
    if (found?.membership === undefined || !(await this.isProgram(found.account))) throw new RecordNotFound('account', user);
    const key = deriveApiKey(this.secret, user);
    await this.keep(hashApiKey(key), found.account.id);
    return { result: { apikey: key }, data: '{}' };
  }

  /** A key opens all that its account may see, so an account that is known elsewhere too has none for this owner. */
  private async isProgram({ id, passwordHash, operator }: Account): Promise<boolean> {
    return passwordHash === undefined && !operator && (await this.accounts.listMemberships(id)).length === 1;
  }

  private async keep(hash: string, account: number): Promise<void> {
    try {
      await this.accounts.addKey(hash, account, this.clock.now());
    } catch (error) {
      if (!(error instanceof AlreadyExists)) throw error;
    }
  }
}
