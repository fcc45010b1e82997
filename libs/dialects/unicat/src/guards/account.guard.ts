import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type AccountStore, NotAuthenticated } from '#records';
import { bearerToken } from './bearer-token.js';
import type { AccountRequest } from './project-request.js';
import { SessionTokens } from './session-tokens.js';

/** No space has this name, so nobody is a member of it. */
const noSpace = '';

/** Lets everybody pass who is known, whatever projects he has (contract §2.4). */
@Injectable()
export class AccountGuard implements CanActivate {
  constructor(
    private readonly tokens: SessionTokens,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AccountRequest>();
    const token = bearerToken(request.headers.authorization);
    const found = await this.accounts.findByGid(await this.tokens.verify(token), noSpace);
    if (found === undefined || found.account.status !== 'active') throw new NotAuthenticated();
    request.token = token;
    request.account = found.account;
    return true;
  }
}
