import { Inject, Injectable } from '@nestjs/common';
import { JWT_SECRET, TokenAuthority } from '#auth';
import { ACCOUNT_STORE, type Account, type AccountInSpace, type AccountStore, NotAuthenticated, type SpaceId } from '#records';
import { parseObjectId } from '../mapping/object-id.js';

/** Access tokens (contract §2.1): they never expire by time, only with the generation of their account. */
@Injectable()
export class AccessTokens {
  private readonly authority: TokenAuthority;

  constructor(
    @Inject(JWT_SECRET) secret: string,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
  ) {
    this.authority = new TokenAuthority('pointercrate', secret);
  }

  issue({ id, generation }: Account): string {
    return this.authority.issue({ sub: String(id), gen: generation });
  }

  /** @throws NotAuthenticated, always the same: nothing tells the causes apart */
  async verify(token: string, space: SpaceId): Promise<AccountInSpace> {
    const { sub, gen, ...further } = await this.authority.verify(token);
    // Tokens of browser sessions and forms have further claims; they are no access tokens.
    if (typeof sub !== 'string' || Object.keys(further).length > 0) throw new NotAuthenticated();
    const id = parseObjectId(sub);
    const found = id === undefined ? undefined : await this.accounts.findInSpace(id, space);
    if (found === undefined || found.account.status !== 'active' || found.account.generation !== gen)
      throw new NotAuthenticated();
    return found;
  }
}
