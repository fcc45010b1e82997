import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hashPassword } from '#auth';
import { ACCOUNT_STORE, type AccountStore, AlreadyExists, SpaceNotFound } from '#records';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { RateLimits } from '../limits/rate-limits.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import { requireLoginName, requirePassword } from '../rules/user-names.js';
import type { TaggedDocument } from '../serializers/tagged-document.js';
import { userDocument } from '../serializers/user.serializer.js';
import { FindSpace } from './find-space.js';

export interface RegisterUserCommand {
  readonly name: string;
  readonly password: string;
  /** IP address of the client. */
  readonly address: string;
}

/**
 * Makes an account that is a member of the demonlist (contract §3b.4). Of that one only: other lists are private, and whoever
 * could register there could read them.
 */
@Injectable()
export class RegisterUser {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(POINTERCRATE_OPTIONS) private readonly options: PointercrateOptions,
    private readonly limits: RateLimits,
    private readonly findSpace: FindSpace,
  ) {}

  /** @throws PointercrateError 42900, 42204, 42202, 42200, 40902; SpaceNotFound */
  async execute({ name, password, address }: RegisterUserCommand): Promise<TaggedDocument> {
    const { id: space, birth } = await this.findSpace.execute(this.options.space);
    if (birth !== 'pointercrate') throw new SpaceNotFound(space);
    await this.limits.take('registration_attempts_per_ip', address);
    requirePassword(password);
    requireLoginName(name);
    if ((await this.accounts.findByName(name)) !== undefined) throw new PointercrateError(40902);
    // Last of all, so that only what would succeed is counted; not while the account is being made, since this may be a write too.
    await this.limits.take('registrations_per_ip', address);
    const passwordHash = await hashPassword(password);
    try {
      const membership = { space, role: 'read', permissions: 0, details: '{}' } as const;
      const account = await this.accounts.createAccount(
        // A gid made of the name would be that of an account of this name that is gone.
        { gid: randomUUID(), name, passwordHash, generation: 0, status: 'active', operator: false, profile: {} },
        membership,
      );
      return userDocument({ account, membership: { ...membership, account: account.id } });
    } catch (error) {
      throw error instanceof AlreadyExists ? new PointercrateError(40902) : error;
    }
  }
}
