import type { Instant, RecordId, SpaceId } from '../domain/identifiers.js';

export type AccountNumber = number;

/** A person or a program that can prove who it is. Accounts belong to the whole gateway, memberships to a space. */
export interface Account {
  /** Small integer, the user id of the Pointercrate dialect. */
  readonly id: AccountNumber;
  /** The user gid of the Unicat dialect. */
  readonly gid: RecordId;
  /** Login name: unique, case-sensitive. */
  readonly name: string;
  /** argon2id or bcrypt in PHC or modular crypt form; undefined for accounts without password login. */
  readonly passwordHash: string | undefined;
  /** Raised to end every token of the account at once. */
  readonly generation: number;
  readonly status: 'active' | 'inactive';
  /** May administer the gateway: create spaces, keys and members, upload to any register. */
  readonly operator: boolean;
  /** What a dialect shows of the account, e.g. `display_name`, `email`: text values only. */
  readonly profile: { readonly [name: string]: string };
}

export type AccountDraft = Omit<Account, 'id'> & {
  /** Given by imports; otherwise the next free one. */
  readonly id?: AccountNumber;
};

export type Role = 'read' | 'write' | 'staff';

export interface Membership {
  readonly space: SpaceId;
  readonly account: AccountNumber;
  readonly role: Role;
  /** Permission bits of the Pointercrate dialect (contract §2.5); 0 where none were granted. */
  readonly permissions: number;
  /** What a dialect keeps about the membership, as JSON text. */
  readonly details: string;
}

/** An account together with what it is in one space: all that a request has to know about its caller. */
export interface AccountInSpace {
  readonly account: Account;
  readonly membership: Membership | undefined;
}

export interface AccountStore {
  /** @throws AlreadyExists where the name, the id or the gid is taken */
  createAccount(draft: AccountDraft): Promise<Account>;
  findByName(name: string): Promise<Account | undefined>;
  /** One statement: account and membership, if any. */
  findInSpace(id: AccountNumber, space: SpaceId): Promise<AccountInSpace | undefined>;
  findByGid(gid: RecordId, space: SpaceId): Promise<AccountInSpace | undefined>;
  /** @param keyHash SHA-256 of the key, 64 hex digits */
  findByKey(keyHash: string, space: SpaceId): Promise<AccountInSpace | undefined>;
  updatePassword(id: AccountNumber, passwordHash: string): Promise<void>;
  /** Raises the generation by one. */
  invalidateTokens(id: AccountNumber): Promise<void>;
  putMembership(membership: Membership): Promise<void>;
  /** Takes everybody out of a space; the accounts stay. */
  removeMembers(space: SpaceId): Promise<void>;
  /** By account id, ascending, with the accounts. */
  listMembers(space: SpaceId): Promise<readonly (AccountInSpace & { membership: Membership })[]>;
  listMemberships(account: AccountNumber): Promise<readonly Membership[]>;
  /** @param keyHash SHA-256 of the key, 64 hex digits */
  addKey(keyHash: string, account: AccountNumber, createdAt: Instant): Promise<void>;
}
