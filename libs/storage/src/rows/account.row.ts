import type { Account, AccountInSpace, AccountNumber, Member, Membership, Role, SpaceId } from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { statement } from '../engines/statement.js';
import { gatewaySpace } from '../gateway-lock.js';

export interface AccountRow {
  readonly id: number;
  readonly gid: string;
  readonly name: string;
  readonly password_hash: string | null;
  readonly generation: number;
  readonly status: Account['status'];
  readonly operator: number;
  readonly profile: string;
}

export interface MembershipRow {
  readonly member_space: string;
  readonly account: number;
  readonly role: Role;
  readonly permissions: number;
  readonly details: string;
}

/** Columns of an AccountRow, from account `a`. */
export const accountColumns = 'a.id, a.gid, a.name, a.password_hash, a.generation, a.status, a.operator, a.profile';
/** Columns of a MembershipRow, from membership `m`. */
export const membershipColumns = 'm.space AS member_space, m.account, m.role, m.permissions, m.details';

export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    gid: row.gid,
    name: row.name,
    passwordHash: row.password_hash ?? undefined,
    generation: row.generation,
    status: row.status,
    operator: row.operator !== 0,
    profile: JSON.parse(row.profile) as Account['profile'],
  };
}

export function toMembership({ member_space, account, role, permissions, details }: MembershipRow): Membership {
  return { space: member_space, account, role, permissions, details };
}

/** A membership that was looked for and not found is a row of NULLs. */
export type AccountInSpaceRow = AccountRow & (MembershipRow | { readonly [Column in keyof MembershipRow]: null });

export function toAccountInSpace(row: AccountInSpaceRow): AccountInSpace {
  return { account: toAccount(row), membership: row.member_space === null ? undefined : toMembership(row) };
}

export function toMember(row: AccountRow & MembershipRow): Member {
  return { account: toAccount(row), membership: toMembership(row) };
}

/** Accounts with their membership in space `$3`, if any. */
export const selectInSpace = `SELECT ${accountColumns}, ${membershipColumns} FROM account a LEFT JOIN membership m ON m.space = $3 AND m.account = a.id`;
export const byIdInSpace = statement(`${selectInSpace} WHERE a.space = $1 AND a.id = $2`);

export async function findAccount(session: SqlSession, id: AccountNumber, space: SpaceId): Promise<AccountInSpace | undefined> {
  const [row] = await session.all<AccountInSpaceRow>(byIdInSpace, [gatewaySpace, id, space]);
  return row === undefined ? undefined : toAccountInSpace(row);
}
