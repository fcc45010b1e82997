import { LRUCache } from 'lru-cache';
import {
  type Account,
  type AccountChanges,
  type AccountDraft,
  type AccountInSpace,
  type AccountNumber,
  type AccountStore,
  AlreadyExists,
  type ChangedAccount,
  type Instant,
  isStorableText,
  type Member,
  type MemberQuery,
  type Membership,
  type Page,
  type RecordId,
  type SpaceId,
} from '#records';
import { faultOf } from './engines/engine-errors.js';
import { SharedReads } from './engines/shared-reads.js';
import type { SqlEngine, SqlSession } from './engines/sql-engine.js';
import { type Statement, statement } from './engines/statement.js';
import { gatewaySpace, withGatewayLock } from './gateway-lock.js';
import { highestGone } from './gone-accounts.js';
import { readMemberPage } from './reading/member-page.js';
import {
  type AccountInSpaceRow,
  type AccountRow,
  accountColumns,
  byIdInSpace,
  type MembershipRow,
  membershipColumns,
  selectInSpace,
  toAccount,
  toAccountInSpace,
  toMember,
  toMembership,
} from './rows/account.row.js';
import { changeAccount, removeMember, saveMembership } from './writing/change-account.js';

const byGidInSpace = statement(`${selectInSpace} WHERE a.space = $1 AND a.gid = $2`);
const byKeyInSpace = statement(
  `SELECT ${accountColumns}, ${membershipColumns} FROM api_key k JOIN account a ON a.space = $1 AND a.id = k.account
   LEFT JOIN membership m ON m.space = $3 AND m.account = a.id WHERE k.space = $1 AND k.hash = $2`,
);
const byName = statement(`SELECT ${accountColumns} FROM account a WHERE a.space = $1 AND a.name = $2`);
const byIdentity = statement(
  `SELECT ${accountColumns} FROM account a WHERE a.space = $1 AND (a.id = $2 OR a.gid = $3 OR a.name = $4)`,
);
const highestId = statement('SELECT max(id) AS highest FROM account WHERE space = $1');
const insert = statement(
  `INSERT INTO account (space, id, gid, name, password_hash, generation, status, operator, profile)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const deleteMembers = statement('DELETE FROM membership WHERE space = $1');
const members = statement(
  `SELECT ${accountColumns}, ${membershipColumns} FROM membership m JOIN account a ON a.space = $2 AND a.id = m.account
   WHERE m.space = $1 ORDER BY m.account`,
);
const memberships = statement(`SELECT ${membershipColumns} FROM membership m WHERE m.account = $1 ORDER BY m.space`);
const insertKey = statement('INSERT INTO api_key (space, hash, account, created_at) VALUES ($1, $2, $3, $4)');

/** An account as of one version of the database. */
interface KnownAccount {
  readonly version: number;
  readonly found: AccountInSpace | undefined;
}

const knownAccounts = 10_000;

export class TypeOrmAccountStore implements AccountStore {
  /** Holds only for the version of the database that it was read from, so no revocation is ever missed. */
  private readonly known = new LRUCache<string, KnownAccount>({ max: knownAccounts });

  /** For engines that cannot tell their version: one client often asks several things at once. */
  private readonly shared = new SharedReads<AccountInSpace | undefined>();

  constructor(private readonly engine: SqlEngine) {}

  createAccount(draft: AccountDraft, membership?: Omit<Membership, 'account'>): Promise<Account> {
    return withGatewayLock(this.engine, async (session) => {
      const gone = await highestGone(session);
      const account: Account = { ...draft, id: draft.id ?? (await nextId(session, gone)) };
      const taken = await session.all<AccountRow>(byIdentity, [gatewaySpace, account.id, account.gid, account.name]);
      // Which ids up to the highest one that is gone were never used is not known.
      if (taken.length > 0 || account.id <= gone) throw new AlreadyExists(`Account ${account.name}`);
      await session.run(insert, [
        ...[gatewaySpace, account.id, account.gid, account.name, account.passwordHash ?? null],
        ...[account.generation, account.status, account.operator ? 1 : 0, JSON.stringify(account.profile)],
      ]);
      if (membership !== undefined) await saveMembership(session, { ...membership, account: account.id });
      return account;
    });
  }

  async findByName(name: string): Promise<Account | undefined> {
    if (!isStorableText(name)) return undefined;
    const [row] = await this.engine.primary.all<AccountRow>(byName, [gatewaySpace, name]);
    return row === undefined ? undefined : toAccount(row);
  }

  findInSpace(id: AccountNumber, space: SpaceId): Promise<AccountInSpace | undefined> {
    return this.findOne(byIdInSpace, id, space);
  }

  findByGid(gid: RecordId, space: SpaceId): Promise<AccountInSpace | undefined> {
    return this.findOne(byGidInSpace, gid, space);
  }

  findByKey(keyHash: string, space: SpaceId): Promise<AccountInSpace | undefined> {
    return this.findOne(byKeyInSpace, keyHash, space);
  }

  changeAccount(id: AccountNumber, space: SpaceId, decide: (found: AccountInSpace) => AccountChanges): Promise<ChangedAccount> {
    return withGatewayLock(this.engine, (session) => changeAccount(session, id, space, decide));
  }

  putMembership(membership: Membership): Promise<void> {
    return withGatewayLock(this.engine, (session) => saveMembership(session, membership));
  }

  removeMember(id: AccountNumber, space: SpaceId, judge: (found: AccountInSpace) => void): Promise<void> {
    return withGatewayLock(this.engine, (session) => removeMember(session, id, space, judge));
  }

  async removeMembers(space: SpaceId): Promise<void> {
    await withGatewayLock(this.engine, (session) => session.run(deleteMembers, [space]));
  }

  async listMembers(space: SpaceId): Promise<readonly Member[]> {
    const rows = await this.engine.primary.all<AccountRow & MembershipRow>(members, [space, gatewaySpace]);
    return rows.map(toMember);
  }

  pageMembers(space: SpaceId, query: MemberQuery): Promise<Page<Member>> {
    return readMemberPage(this.engine.primary, space, query);
  }

  async listMemberships(account: AccountNumber): Promise<readonly Membership[]> {
    return (await this.engine.primary.all<MembershipRow>(memberships, [account])).map(toMembership);
  }

  async addKey(keyHash: string, account: AccountNumber, createdAt: Instant): Promise<void> {
    try {
      await withGatewayLock(this.engine, (session) => session.run(insertKey, [gatewaySpace, keyHash, account, createdAt]));
    } catch (error) {
      if (faultOf(error) === 'duplicate') throw new AlreadyExists('The key');
      throw error;
    }
  }

  private async findOne(statement: Statement, identity: string | number, space: SpaceId): Promise<AccountInSpace | undefined> {
    const askable = typeof identity === 'number' ? Number.isSafeInteger(identity) : isStorableText(identity);
    if (!askable) return undefined;
    const name = `${statement.name} ${space} ${identity}`;
    const version = this.engine.version?.();
    if (version === undefined) return this.shared.read(name, () => this.readOne(statement, identity, space));
    const known = this.known.get(name);
    if (known?.version === version) return known.found;
    const found = await this.readOne(statement, identity, space);
    this.known.set(name, { version, found });
    return found;
  }

  private async readOne(statement: Statement, identity: string | number, space: SpaceId): Promise<AccountInSpace | undefined> {
    const [row] = await this.engine.primary.all<AccountInSpaceRow>(statement, [gatewaySpace, identity, space]);
    return row === undefined ? undefined : toAccountInSpace(row);
  }
}

async function nextId(session: SqlSession, gone: AccountNumber): Promise<AccountNumber> {
  const [row] = await session.all<{ highest: number | null }>(highestId, [gatewaySpace]);
  return Math.max(row?.highest ?? 0, gone) + 1;
}
