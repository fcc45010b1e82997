import { Injectable } from '@nestjs/common';
import { CredentialVerifier } from '#auth';
import { parseAuthorization, parseBasic } from '#dialect-kit';
import { AccessDenied, type AccountInSpace, NotAuthenticated, type Role, type SpaceId } from '#records';

/** Who calls: an operator by Basic credentials, or an account by its API key. */
@Injectable()
export class OperatorAccess {
  constructor(private readonly credentials: CredentialVerifier) {}

  /**
   * The caller as a member of a space.
   * @throws NotAuthenticated
   */
  async identify(header: string | undefined, space: SpaceId): Promise<AccountInSpace> {
    const authorization = parseAuthorization(header);
    switch (authorization?.scheme.toLowerCase()) {
      case 'basic': {
        const basic = parseBasic(authorization.credentials);
        if (basic === undefined) throw new NotAuthenticated();
        return this.credentials.password(basic.name, basic.password, space);
      }
      case 'bearer':
        return this.credentials.key(authorization.credentials, space);
      default:
        throw new NotAuthenticated();
    }
  }

  /**
   * @throws NotAuthenticated
   * @throws AccessDenied for everybody but operators
   */
  async requireOperator(header: string | undefined): Promise<AccountInSpace> {
    const caller = await this.identify(header, '');
    if (!caller.account.operator) throw new AccessDenied('Only operators may do this');
    return caller;
  }
}

/**
 * The role a caller has in a space; operators see all.
 * @throws AccessDenied for accounts that are no members
 */
export function roleOf({ account, membership }: AccountInSpace): Role {
  if (account.operator) return 'staff';
  if (membership === undefined) throw new AccessDenied('Not a member of this space');
  return membership.role;
}
