import { Injectable } from '@nestjs/common';
import type { SpaceId } from '#records';
import { AccessTokens } from '../guards/access-tokens.js';
import { BasicCredentials, basicHeader } from '../guards/basic-credentials.js';
import { RateLimits } from '../limits/rate-limits.js';
import type { LoginAnswer } from '../serializers/user.document.js';
import { serializeUser } from '../serializers/user.serializer.js';
import { FindSpace } from './find-space.js';

export interface LogInCommand {
  readonly space: SpaceId;
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  /** IP address of the client. */
  readonly address: string;
}

/** Login by name and password (contract §2.2, §3b.4). Accounts of all spaces may log in. */
@Injectable()
export class LogIn {
  constructor(
    private readonly limits: RateLimits,
    private readonly credentials: BasicCredentials,
    private readonly findSpace: FindSpace,
    private readonly tokens: AccessTokens,
  ) {}

  /** @throws PointercrateError 40100, 42900, 40002; SpaceNotFound */
  async execute({ space, authorization, address }: LogInCommand): Promise<LoginAnswer> {
    const given = basicHeader(authorization);
    // Before the credentials are looked at: right and wrong attempts count alike.
    await this.limits.take('logins_per_ip', address);
    const caller = await this.credentials.verify(given, space);
    await this.findSpace.execute(space);
    return { data: serializeUser(caller), token: this.tokens.issue(caller.account) };
  }
}
