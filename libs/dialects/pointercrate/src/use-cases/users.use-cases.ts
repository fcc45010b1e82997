import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type AccountInSpace, type AccountStore } from '#records';
import { type Conditions, requireConditions } from '../conditional/preconditions.js';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { type Caller, permissionsOf, requirePermission } from '../guards/caller.js';
import { assignableBits, singleBits } from '../guards/permissions.js';
import { Demonlists } from '../list/demonlists.js';
import { Users } from '../list/users.js';
import { answerList, type ListAnswer } from '../paging/list-answer.js';
import { requireWindow } from '../paging/page-window.js';
import { memberConditions, type UsersQuery } from '../paging/user-filters.js';
import { forgetUser } from '../rules/forget-user.js';
import { granting } from '../rules/granted-role.js';
import { changedProfile, type ProfileChanges } from '../rules/profile.js';
import { bitsInReach, reachedMembership } from '../rules/user-reach.js';
import type { Change, TaggedDocument } from '../serializers/tagged-document.js';
import { serializeUser, userDocument } from '../serializers/user.serializer.js';
import { changeUserAccount } from './change-user-account.js';

/** Whose permissions one may change, those one sees; moderators see all (contract §3b.4). */
@Injectable()
export class ListUsers {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly users: Users,
  ) {}

  /** @throws PointercrateError 40300, 42207, 42227 */
  async execute({ query, caller }: { readonly query: UsersQuery; readonly caller: Caller }): Promise<ListAnswer> {
    const { id: space } = await this.demonlists.enterList(caller);
    const visible = bitsInReach(caller);
    if (visible === 0) throw new PointercrateError(40300);
    requireWindow(query.window);
    const page = await this.users.page(space, memberConditions(query.filters, visible), query.window);
    return answerList(page, query, ({ account }) => account.id, serializeUser);
  }
}

@Injectable()
export class ShowUser {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly users: Users,
  ) {}

  /** @throws RecordNotFound also where he is out of reach */
  async execute({ id, caller }: { readonly id: number; readonly caller: Caller }): Promise<TaggedDocument> {
    const { id: space } = await this.demonlists.enterList(caller);
    const user = await this.users.get(space, id);
    reachedMembership(caller, user);
    return userDocument(user);
  }
}

export interface UserChanges extends ProfileChanges {
  readonly permissions?: number;
}

export interface ChangeUserCommand {
  readonly id: number;
  readonly changes: UserChanges;
  readonly conditions: Conditions;
  readonly caller: Caller;
}

@Injectable()
export class ChangeUser {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly demonlists: Demonlists,
    private readonly users: Users,
  ) {}

  /**
   * @throws RecordNotFound also where he is out of reach
   * @throws AccessDenied; PointercrateError 40303, 40305, 41200, and as `changedProfile` does
   */
  async execute({ id, changes, conditions, caller }: ChangeUserCommand): Promise<Change> {
    const { id: space } = await this.demonlists.enterList(caller);
    if (caller.account?.id === id) throw new PointercrateError(40303);
    await this.users.get(space, id);
    return changeUserAccount(this.accounts, {
      id,
      space,
      conditions,
      judge: (found) => {
        reachedMembership(caller, found);
        requireAllowed(caller, changes);
      },
      decide: (found) => ({
        profile: changedProfile(found.account.profile, changes),
        ...grantedBy(caller, found, changes.permissions),
      }),
    });
  }
}

/** @throws AccessDenied; PointercrateError 40305 */
function requireAllowed(caller: Caller, { display_name, youtube_channel, permissions = 0 }: UserChanges): void {
  if (display_name !== undefined || youtube_channel !== undefined) requirePermission(caller, 'MODERATOR');
  const beyond = permissions & ~assignableBits(permissionsOf(caller));
  if (beyond !== 0) throw new PointercrateError(40305, { non_assignable: singleBits(beyond) });
}

/** The membership with the bits asked for; those that the caller cannot assign are kept as they are. */
function grantedBy(caller: Caller, found: AccountInSpace, permissions: number | undefined) {
  if (permissions === undefined) return {};
  const membership = reachedMembership(caller, found);
  const kept = membership.permissions & ~assignableBits(permissionsOf(caller));
  return { membership: granting(membership, permissions | kept) };
}

@Injectable()
export class DeleteUser {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly demonlists: Demonlists,
    private readonly users: Users,
  ) {}

  /**
   * @throws AccessDenied before anything else, so that nobody learns who there is
   * @throws RecordNotFound; PointercrateError 40302, 41200
   */
  async execute({ id, conditions, caller }: Omit<ChangeUserCommand, 'changes'>): Promise<void> {
    const { id: space } = await this.demonlists.enterList(caller);
    requirePermission(caller, 'ADMINISTRATOR');
    if (caller.account?.id === id) throw new PointercrateError(40302);
    const { account } = await this.users.get(space, id);
    await this.accounts.removeMember(id, space, (found) => {
      reachedMembership(caller, found);
      requireConditions(conditions, userDocument(found).tag);
    });
    await this.demonlists.write(caller, (list) => forgetUser(list, account));
  }
}
