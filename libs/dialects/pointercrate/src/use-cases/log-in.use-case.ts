import { Injectable } from '@nestjs/common';
import { CredentialVerifier } from '#auth';
import { parseAuthorization, parseBasic } from '#dialect-kit';
import { type AccountInSpace, NotAuthenticated, type SpaceId } from '#records';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { AccessTokens } from '../guards/access-tokens.js';
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
    private readonly credentials: CredentialVerifier,
    private readonly findSpace: FindSpace,
    private readonly tokens: AccessTokens,
  ) {}

  /** @throws PointercrateError 40100, 42900, 40002; SpaceNotFound */
  async execute({ space, authorization, address }: LogInCommand): Promise<LoginAnswer> {
    const given = parseAuthorization(authorization);
    if (given?.scheme.toLowerCase() !== 'basic') throw challenge();
    // Before the credentials are looked at: right and wrong attempts count alike.
    await this.limits.take('logins_per_ip', address);
    const caller = await this.verify(given.credentials, space);
    await this.findSpace.execute(space);
    return { data: serializeUser(caller), token: this.tokens.issue(caller.account) };
  }

  private async verify(encoded: string, space: SpaceId): Promise<AccountInSpace> {
    const basic = parseBasic(encoded);
    if (basic === undefined) throw new PointercrateError(40002, { header: 'Authorization' });
    try {
      return await this.credentials.password(basic.name, basic.password, space);
    } catch (error) {
      throw error instanceof NotAuthenticated ? challenge() : error;
    }
  }
}

function challenge(): PointercrateError {
  return new PointercrateError(40100, null, { 'www-authenticate': 'Basic' });
}
