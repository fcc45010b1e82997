import {
  type Account,
  type AccountChanges,
  type AccountInSpace,
  type AccountNumber,
  type ChangedAccount,
  type Membership,
  RecordNotFound,
  type SpaceId,
} from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { statement } from '../engines/statement.js';
import { gatewaySpace } from '../gateway-lock.js';
import { noteGone } from '../gone-accounts.js';
import { findAccount } from '../rows/account.row.js';

const update = statement(
  'UPDATE account SET password_hash = $3, generation = $4, status = $5, profile = $6 WHERE space = $1 AND id = $2',
);
const upsertMembership = statement(
  `INSERT INTO membership (space, account, role, permissions, details) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (space, account) DO UPDATE SET role = excluded.role, permissions = excluded.permissions, details = excluded.details`,
);
const deleteMembership = statement('DELETE FROM membership WHERE space = $1 AND account = $2');
const deleteKeys = statement('DELETE FROM api_key WHERE space = $1 AND account = $2');
const deleteAccount = statement('DELETE FROM account WHERE space = $1 AND id = $2');
const anyMembership = statement('SELECT space FROM membership WHERE account = $1 LIMIT 1');

/** @throws RecordNotFound */
async function getAccount(session: SqlSession, id: AccountNumber, space: SpaceId): Promise<AccountInSpace> {
  const found = await findAccount(session, id, space);
  if (found === undefined) throw new RecordNotFound('accounts', String(id));
  return found;
}

/** Within the gateway's lock. @throws RecordNotFound, and what `decide` throws */
export async function changeAccount(
  session: SqlSession,
  id: AccountNumber,
  space: SpaceId,
  decide: (found: AccountInSpace) => AccountChanges,
): Promise<ChangedAccount> {
  const before = await getAccount(session, id, space);
  const { membership: changes, ...ofAccount } = decide(before);
  const account: Account = { ...before.account, ...ofAccount };
  if (Object.keys(ofAccount).length > 0) {
    const { passwordHash, generation, status, profile } = account;
    await session.run(update, [gatewaySpace, id, passwordHash ?? null, generation, status, JSON.stringify(profile)]);
  }
  if (changes === undefined) return { before, after: { account, membership: before.membership } };
  const fresh: Membership = { space, account: id, role: 'read', permissions: 0, details: '{}' };
  const membership = { ...(before.membership ?? fresh), ...changes };
  await saveMembership(session, membership);
  return { before, after: { account, membership } };
}

export function saveMembership(session: SqlSession, { space, account, role, permissions, details }: Membership): Promise<void> {
  return session.run(upsertMembership, [space, account, role, permissions, details]);
}

/** Within the gateway's lock. @throws RecordNotFound, and what `judge` throws */
export async function removeMember(
  session: SqlSession,
  id: AccountNumber,
  space: SpaceId,
  judge: (found: AccountInSpace) => void,
): Promise<void> {
  const found = await getAccount(session, id, space);
  judge(found);
  await session.run(deleteMembership, [space, id]);
  const left = await session.all(anyMembership, [id]);
  if (left.length > 0 || found.account.operator) return;
  await session.run(deleteKeys, [gatewaySpace, id]);
  await session.run(deleteAccount, [gatewaySpace, id]);
  await noteGone(session, id);
}
