import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ACCOUNT_STORE, type Account, type AccountStore, NotAuthenticated } from '#records';
import { bearerToken } from './member.guard.js';
import { SessionTokens } from './session-tokens.js';

/** A request of somebody we know, about no project in particular. */
export type AccountRequest = FastifyRequest & { account: Account; token: string };

/** No space has this name, so nobody is a member of it. */
const noSpace = '';

/** Lets everybody pass whose token is good: 401 for all others (contract §2.5). */
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
