import type { Account, AccountInSpace, Membership, RecordId } from '#records';
import type { Member, OwnUser, User } from '../wire/project.js';
import type { Gid } from '../wire/schema.js';

/** What an account keeps of a user; account profiles hold texts only. */
export function profileOf({ name, email, avatar, options }: OwnUser): Account['profile'] {
  return { name, email, ...(avatar === null ? {} : { avatar }), options: JSON.stringify(options) };
}

/** The short form, for everybody but the requesting user (contract §1.8). */
export function userOf({ gid, name: username, profile, status }: Account): User {
  return { gid, username, name: profile.name ?? profile.display_name ?? username, avatar: profile.avatar ?? null, status };
}

/** The requesting user. */
export function ownUserOf(account: Account): OwnUser {
  const { email = '', options } = account.profile;
  return { ...userOf(account), email, options: objectOf(options) };
}

/** A member as the project lists it; what Unicat did not say about it follows from its role in the space. */
export function memberOf(
  { account, membership }: AccountInSpace & { membership: Membership },
  project: Gid,
  owner: RecordId,
): Member {
  const { status, roles, options } = objectOf(membership.details) as Partial<Member>;
  return {
    project_gid: project,
    user_gid: account.gid,
    status: status ?? account.status,
    roles: roles ?? [account.gid === owner ? 'owner' : 'member'],
    options: options ?? {},
  };
}

/** Details come from several dialects, so anything may be in them. */
function objectOf(json: string | undefined): object {
  if (json === undefined || json === '') return {};
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
