import { LRUCache } from 'lru-cache';
import {
  type Account,
  type AccountDraft,
  type AccountInSpace,
  type AccountNumber,
  type AccountStore,
  AlreadyExists,
  type Instant,
  isStorableText,
  type Membership,
  type RecordId,
  type SpaceId,
} from '#records';
import { faultOf, reporting } from './engines/engine-errors.js';
import { SharedReads } from './engines/shared-reads.js';
import type { SqlEngine, SqlSession } from './engines/sql-engine.js';
import { type Parameter, type Statement, statement } from './engines/statement.js';
import { gatewaySpace, withGatewayLock } from './gateway-lock.js';
import {
  type AccountInSpaceRow,
  type AccountRow,
  accountColumns,
  type MembershipRow,
  membershipColumns,
  toAccount,
  toAccountInSpace,
  toMembership,
} from './rows/account.row.js';

const inSpace = `SELECT ${accountColumns}, ${membershipColumns} FROM account a LEFT JOIN membership m ON m.space = $3 AND m.account = a.id`;
const byIdInSpace = statement(`${inSpace} WHERE a.space = $1 AND a.id = $2`);
const byGidInSpace = statement(`${inSpace} WHERE a.space = $1 AND a.gid = $2`);
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
const setPassword = statement('UPDATE account SET password_hash = $3 WHERE space = $1 AND id = $2');
const raiseGeneration = statement('UPDATE account SET generation = generation + 1 WHERE space = $1 AND id = $2');
const upsertMembership = statement(
  `INSERT INTO membership (space, account, role, permissions, details) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (space, account) DO UPDATE SET role = excluded.role, permissions = excluded.permissions, details = excluded.details`,
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

  createAccount(draft: AccountDraft): Promise<Account> {
    return withGatewayLock(this.engine, async (session) => {
      const account: Account = { ...draft, id: draft.id ?? (await nextId(session)) };
      const taken = await session.all<AccountRow>(byIdentity, [gatewaySpace, account.id, account.gid, account.name]);
      if (taken.length > 0) throw new AlreadyExists(`Account ${account.name}`);
      await session.run(insert, [
        ...[gatewaySpace, account.id, account.gid, account.name, account.passwordHash ?? null],
        ...[account.generation, account.status, account.operator ? 1 : 0, JSON.stringify(account.profile)],
      ]);
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

  updatePassword(id: AccountNumber, passwordHash: string): Promise<void> {
    return this.change(setPassword, [gatewaySpace, id, passwordHash]);
  }

  invalidateTokens(id: AccountNumber): Promise<void> {
    return this.change(raiseGeneration, [gatewaySpace, id]);
  }

  putMembership({ space, account, role, permissions, details }: Membership): Promise<void> {
    return this.change(upsertMembership, [space, account, role, permissions, details]);
  }

  removeMembers(space: SpaceId): Promise<void> {
    return this.change(deleteMembers, [space]);
  }

  async listMembers(space: SpaceId): Promise<readonly (AccountInSpace & { membership: Membership })[]> {
    const rows = await this.engine.primary.all<AccountRow & MembershipRow>(members, [space, gatewaySpace]);
    return rows.map((row) => ({ account: toAccount(row), membership: toMembership(row) }));
  }

  async listMemberships(account: AccountNumber): Promise<readonly Membership[]> {
    return (await this.engine.primary.all<MembershipRow>(memberships, [account])).map(toMembership);
  }

  async addKey(keyHash: string, account: AccountNumber, createdAt: Instant): Promise<void> {
    try {
      await this.change(insertKey, [gatewaySpace, keyHash, account, createdAt]);
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

  private change(statement: Statement, parameters: readonly Parameter[]): Promise<void> {
    return reporting(() => this.engine.transaction((session) => session.run(statement, parameters)));
  }
}

async function nextId(session: SqlSession): Promise<AccountNumber> {
  const [row] = await session.all<{ highest: number | null }>(highestId, [gatewaySpace]);
  return (row?.highest ?? 0) + 1;
}
