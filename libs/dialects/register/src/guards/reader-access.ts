import { Injectable } from '@nestjs/common';
import { CredentialVerifier } from '#auth';
import { parseAuthorization, parseBasic } from '#dialect-kit';
import { type AccountInSpace, NotAuthenticated, type Role, type Space } from '#records';

/** Decides who may read a space through the register dialect (interface, "Who may read a space"). */
@Injectable()
export class ReaderAccess {
  constructor(private readonly credentials: CredentialVerifier) {}

  /**
   * What the caller is in the space; undefined for anybody. Reads of a public space ignore the header, whatever it says
   * (contract §2.5); a private one takes an API key as Bearer, or Basic.
   * @throws NotAuthenticated also where the account is no member: nothing of a private space is shown, not even that
   */
  async roleIn(space: Space, header: string | undefined): Promise<Role | undefined> {
    if (space.visibility === 'public') return undefined;
    const { account, membership } = await this.identify(space, header);
    if (account.operator) return 'staff';
    if (membership === undefined) throw new NotAuthenticated();
    return membership.role;
  }

  private async identify(space: Space, header: string | undefined): Promise<AccountInSpace> {
    const { scheme, credentials } = parseAuthorization(header) ?? { scheme: '', credentials: '' };
    switch (scheme.toLowerCase()) {
      case 'bearer':
        return this.credentials.key(credentials, space.id);
      case 'basic': {
        const basic = parseBasic(credentials);
        if (basic === undefined) throw new NotAuthenticated();
        return this.credentials.password(basic.name, basic.password, space.id);
      }
      default:
        throw new NotAuthenticated();
    }
  }
}
