import { Inject, Injectable } from '@nestjs/common';
import {
  ACCOUNT_STORE,
  type AccountInSpace,
  type AccountNumber,
  type AccountStore,
  isStorableText,
  NotAuthenticated,
  type SpaceId,
} from '#records';
import { hashApiKey } from './api-keys.js';
import { hashPassword, needsRehash, verifyPassword } from './passwords.js';

/** In UTF-16 code units. Longer passwords are refused before hashing: no person has one, and hashing them costs. */
export const longestPassword = 1024;

/** Checks what callers present and tells who they are. Inactive accounts are nobody. */
@Injectable()
export class CredentialVerifier {
  private decoy: Promise<string> | undefined;

  constructor(@Inject(ACCOUNT_STORE) private readonly accounts: AccountStore) {}

  /** @throws NotAuthenticated without telling whether name or password was wrong */
  async password(name: string, password: string, space: SpaceId): Promise<AccountInSpace> {
    // A name that no database could hold belongs to nobody, and PostgreSQL would refuse the query.
    const possible = password.length <= longestPassword && isStorableText(name);
    const account = possible ? await this.accounts.findByName(name) : undefined;
    const hash = account?.passwordHash;
    if (account === undefined || hash === undefined) {
      // As slow as a wrong password, so that names cannot be told apart by time.
      await verifyPassword(await this.decoyHash(), password.slice(0, longestPassword));
      throw new NotAuthenticated();
    }
    if (!(await verifyPassword(hash, password))) throw new NotAuthenticated();
    if (needsRehash(hash)) await this.renewHash(account.id, hash, await hashPassword(password));
    return this.active(await this.accounts.findInSpace(account.id, space));
  }

  /** @throws NotAuthenticated */
  async key(key: string, space: SpaceId): Promise<AccountInSpace> {
    return this.active(await this.accounts.findByKey(hashApiKey(key), space));
  }

  /** Unless the password was changed meanwhile. */
  private async renewHash(id: AccountNumber, old: string, passwordHash: string): Promise<void> {
    await this.accounts.changeAccount(id, '', ({ account }) => (account.passwordHash === old ? { passwordHash } : {}));
  }

  private active(found: AccountInSpace | undefined): AccountInSpace {
    if (found === undefined || found.account.status !== 'active') throw new NotAuthenticated();
    return found;
  }

  private decoyHash(): Promise<string> {
    this.decoy ??= hashPassword('decoy');
    return this.decoy;
  }
}
