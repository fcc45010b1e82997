import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ACCOUNT_STORE, type Account, type AccountStore, NotAuthenticated } from '#records';
import { bearerToken } from './member.guard.js';
import { SessionTokens } from './session-tokens.js';

/** A request of somebody we know, about no project or about one that its body names. */
export type UserRequest = FastifyRequest & { user: Account; token: string };

/** No space has this name: memberships are asked for later, by project. */
const noSpace = '';

/** Lets everybody pass whom a token proves to be a user (contract §3.5). */
@Injectable()
export class UserGuard implements CanActivate {
  constructor(
    private readonly tokens: SessionTokens,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<UserRequest>();
    const token = bearerToken(request.headers.authorization);
    const found = await this.accounts.findByGid(await this.tokens.verify(token), noSpace);
    if (found === undefined || found.account.status !== 'active') throw new NotAuthenticated();
    request.token = token;
    request.user = found.account;
    return true;
  }
}
