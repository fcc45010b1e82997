import type { Account } from '#records';
import { ownUserOf, userOf } from '../mapping/member-profile.js';
import type { OwnUser, User } from '../wire/project.js';

/** In full for the requesting user only (contract §1.8). */
export function serializeUser(account: Account, requesting: Account): User | OwnUser {
  return account.gid === requesting.gid ? ownUserOf(account) : userOf(account);
}
