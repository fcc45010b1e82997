import { Inject, Injectable } from '@nestjs/common';
import { hashPassword } from '#auth';
import { ACCOUNT_STORE, type Account, type AccountInSpace, type AccountStore, NotAuthenticated } from '#records';
import { type Conditions, requireConditions } from '../conditional/preconditions.js';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { type Caller, requireAccount } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { forgetUser } from '../rules/forget-user.js';
import { changedProfile, type ProfileChanges } from '../rules/profile.js';
import { requirePassword } from '../rules/user-names.js';
import type { Change, TaggedDocument } from '../serializers/tagged-document.js';
import { userDocument } from '../serializers/user.serializer.js';
import { changeUserAccount } from './change-user-account.js';
import { FindSpace } from './find-space.js';

/** The caller himself (contract §3b.4). */
@Injectable()
export class ShowOwnAccount {
  constructor(private readonly findSpace: FindSpace) {}

  /** @throws SpaceNotFound */
  async execute(caller: Caller): Promise<TaggedDocument> {
    await this.findSpace.execute(caller.space);
    return userDocument(requireAccount(caller));
  }
}

/** Ends all tokens of the caller at once (contract §2.1). */
@Injectable()
export class InvalidateTokens {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly findSpace: FindSpace,
  ) {}

  /** @throws SpaceNotFound */
  async execute(caller: Caller): Promise<void> {
    await this.findSpace.execute(caller.space);
    await this.accounts.changeAccount(requireAccount(caller).account.id, caller.space, ({ account }) => nextGeneration(account));
  }
}

export interface OwnChanges extends ProfileChanges {
  readonly password?: string;
}

/** Changes what the caller says about himself, or his password, which ends all his tokens (contract §3b.4). */
@Injectable()
export class ChangeOwnAccount {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly findSpace: FindSpace,
  ) {}

  /** @throws PointercrateError 41200, 42204, 42234, and as `changedProfile` does; SpaceNotFound */
  async execute(caller: Caller, changes: OwnChanges, conditions: Conditions): Promise<Change> {
    await this.findSpace.execute(caller.space);
    const { account } = requireAccount(caller);
    const { password } = changes;
    // Takes long, so it is done before the others have to wait; a password that will be refused needs no hash.
    const passwordHash = password === undefined || !isPassword(password) ? undefined : await hashPassword(password);
    return changeUserAccount(this.accounts, {
      id: account.id,
      space: caller.space,
      conditions,
      judge: sameGeneration(account),
      decide: (found) => {
        if (password !== undefined) requirePassword(password);
        if (password !== undefined && found.account.passwordHash === undefined) throw new PointercrateError(42234);
        const profile = changedProfile(found.account.profile, changes);
        return passwordHash === undefined ? { profile } : { profile, passwordHash, ...nextGeneration(found.account) };
      },
    });
  }
}

/** Takes the caller out of the list (contract §3b.4). */
@Injectable()
export class DeleteOwnAccount {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly demonlists: Demonlists,
  ) {}

  /** @throws PointercrateError 41200; 40300 for an account that is no user of the list */
  async execute(caller: Caller, conditions: Conditions): Promise<void> {
    const { id: space } = await this.demonlists.enterList(caller);
    const { account } = requireAccount(caller);
    const mayGo = sameGeneration(account);
    await this.accounts.removeMember(account.id, space, (found) => {
      mayGo(found);
      if (found.membership === undefined) throw new PointercrateError(40300);
      requireConditions(conditions, userDocument(found).tag);
    });
    await this.demonlists.write(caller, (list) => forgetUser(list, account));
  }
}

function isPassword(text: string): boolean {
  try {
    requirePassword(text);
    return true;
  } catch {
    return false;
  }
}

function nextGeneration({ generation }: Account): { readonly generation: number } {
  return { generation: generation + 1 };
}

/** The password that the caller has shown may have been changed since. */
function sameGeneration({ generation }: Account): (found: AccountInSpace) => void {
  return ({ account }) => {
    if (account.generation !== generation) throw new NotAuthenticated();
  };
}
