import type { Instant, RecordId, SpaceId } from '../domain/identifiers.js';
import type { Page } from './record-store.js';

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

/** A member of a space. */
export type Member = AccountInSpace & { readonly membership: Membership };

/** Which members of a space; all conditions have to hold. */
export interface MemberQuery {
  /** Persons only: no accounts that own API keys. */
  readonly persons?: boolean;
  /** Login name. */
  readonly name?: string;
  /** A part of the login name, in the same letter case. */
  readonly nameContains?: string;
  /** Values in the profile. */
  readonly profile?: { readonly [name: string]: string };
  /** Permission bits all of which were granted. */
  readonly allPermissions?: number;
  /** Of each of these masks at least one bit was granted. */
  readonly anyPermissions?: readonly number[];
  /** Ids above and below. */
  readonly after?: AccountNumber;
  readonly before?: AccountNumber;
  readonly descending?: boolean;
  readonly limit: number;
}

/** What is to be different about an account; what is left out stays. */
export interface AccountChanges {
  readonly passwordHash?: string;
  readonly generation?: number;
  readonly status?: Account['status'];
  /** The whole profile. */
  readonly profile?: Account['profile'];
  /** Of the membership in the space; an account that has none becomes a member who may read. */
  readonly membership?: Partial<Pick<Membership, 'role' | 'permissions' | 'details'>>;
}

/** What came of a change. */
export interface ChangedAccount {
  readonly before: AccountInSpace;
  readonly after: AccountInSpace;
}

export interface AccountStore {
  /**
   * @param membership made in the same transaction
   * @throws AlreadyExists where the name, the id or the gid is taken, or the id may have been that of an account that is gone
   */
  createAccount(draft: AccountDraft, membership?: Omit<Membership, 'account'>): Promise<Account>;
  findByName(name: string): Promise<Account | undefined>;
  /** One statement: account and membership, if any. */
  findInSpace(id: AccountNumber, space: SpaceId): Promise<AccountInSpace | undefined>;
  findByGid(gid: RecordId, space: SpaceId): Promise<AccountInSpace | undefined>;
  /** @param keyHash SHA-256 of the key, 64 hex digits */
  findByKey(keyHash: string, space: SpaceId): Promise<AccountInSpace | undefined>;
  /**
   * @param decide is asked while nobody else can change any account, and may refuse by throwing; then nothing is changed
   * @throws RecordNotFound where there is no such account
   */
  changeAccount(id: AccountNumber, space: SpaceId, decide: (found: AccountInSpace) => AccountChanges): Promise<ChangedAccount>;
  putMembership(membership: Membership): Promise<void>;
  /**
   * Takes an account out of a space. The account itself goes too, with its keys, where it is left without any membership and is no
   * operator; its id is never given again, so that its tokens stay dead.
   * @param judge as `decide` of `changeAccount`
   * @throws RecordNotFound where there is no such account
   */
  removeMember(id: AccountNumber, space: SpaceId, judge: (found: AccountInSpace) => void): Promise<void>;
  /** Takes everybody out of a space; the accounts stay. */
  removeMembers(space: SpaceId): Promise<void>;
  /** By account id, ascending, with the accounts. */
  listMembers(space: SpaceId): Promise<readonly Member[]>;
  /** By account id. */
  pageMembers(space: SpaceId, query: MemberQuery): Promise<Page<Member>>;
  listMemberships(account: AccountNumber): Promise<readonly Membership[]>;
  /** @param keyHash SHA-256 of the key, 64 hex digits */
  addKey(keyHash: string, account: AccountNumber, createdAt: Instant): Promise<void>;
}
