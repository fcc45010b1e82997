import { Injectable } from '@nestjs/common';
import { CredentialVerifier } from '#auth';
import { parseAuthorization, parseBasic } from '#dialect-kit';
import { type AccountInSpace, NotAuthenticated, type SpaceId } from '#records';
import { PointercrateError } from '../errors/pointercrate-error.js';

/**
 * What stands in a Basic header, not yet looked at.
 * @throws PointercrateError 40100 where there is none: a token is no credential of an account endpoint (contract §2.2)
 */
export function basicHeader(authorization: string | undefined): string {
  const given = parseAuthorization(authorization);
  if (given?.scheme.toLowerCase() !== 'basic') throw challenge();
  return given.credentials;
}

/** Name and password of the account endpoints (contract §2.2). Accounts of all spaces have them. */
@Injectable()
export class BasicCredentials {
  constructor(private readonly credentials: CredentialVerifier) {}

  /**
   * @param encoded of `basicHeader`
   * @throws PointercrateError 40002, 40100
   */
  async verify(encoded: string, space: SpaceId): Promise<AccountInSpace> {
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
