import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import {
  ACCOUNT_STORE,
  AccessDenied,
  type AccountStore,
  isUuid4,
  NotAuthenticated,
  SPACE_DIRECTORY,
  type SpaceDirectory,
} from '#records';
import { bearerToken } from './bearer-token.js';
import type { ProjectRequest } from './project-request.js';
import { SessionTokens } from './session-tokens.js';

/** No space has this name, so nobody is a member of it. */
const noSpace = '';

/** Lets members of the project pass: 401 for whom we do not know, then 403 for whom we do (contract §2.4, §2.5). */
@Injectable()
export class MemberGuard implements CanActivate {
  constructor(
    private readonly tokens: SessionTokens,
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ProjectRequest>();
    const token = bearerToken(request.headers.authorization);
    const gid = await this.tokens.verify(token);
    const { project = '' } = request.params as { readonly project?: string };
    const space = isUuid4(project) ? await this.spaces.findByGid(project) : undefined;
    const found = await this.accounts.findByGid(gid, space?.id ?? noSpace);
    if (found === undefined || found.account.status !== 'active') throw new NotAuthenticated();
    if (space === undefined || found.membership === undefined) throw new AccessDenied('Not a member of the project');
    request.token = token;
    request.member = { space, account: found.account, membership: found.membership };
    return true;
  }
}
