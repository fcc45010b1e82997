import { hashPassword } from '#auth';
import {
  type AccountStore,
  type ActorId,
  derivedId,
  type EntryDraft,
  InvalidRecord,
  nobody,
  type RecordId,
  type RecordStore,
  type SpaceDirectory,
  type SpaceId,
  spaceGid,
  type WriteTransaction,
} from '#records';
import { grants } from '../guards/permissions.js';
import { demonlistDrafts } from '../import/demonlist-drafts.js';
import { asDemonlistFixture, type DemonlistFixture, type UserEntry } from '../import/demonlist-fixture.js';
import { instantOf } from '../import/replay-audit.js';

export interface ImportDemonlistCommand {
  readonly space: SpaceId;
  readonly title: string;
  /** Derived from the name by default. */
  readonly gid?: RecordId;
  /** Who imports; nobody by default. Records keep the users of their audit entries. */
  readonly recordedBy?: ActorId;
  /** A parsed file as demo/pointercrate/sample.json. */
  readonly fixture: unknown;
}

/** Makes a demonlist of a file: the space, its log with the whole history of the records, and its users. */
export class ImportDemonlist {
  constructor(
    private readonly store: RecordStore,
    private readonly spaces: SpaceDirectory,
    private readonly accounts: AccountStore,
  ) {}

  /** @throws AlreadyExists, MalformedInput, InvalidRecord; it is no transaction, so what was made before stays */
  async execute({ space, title, gid = spaceGid(space), recordedBy = nobody, fixture }: ImportDemonlistCommand): Promise<void> {
    const demonlist = asDemonlistFixture(fixture);
    const [first] = demonlist.record_audit;
    if (first === undefined) throw new InvalidRecord('The audit of a demonlist must not be empty');
    const createdAt = instantOf(first);
    const drafts = demonlistDrafts(demonlist, space, { recordedAt: createdAt, recordedBy });
    await this.spaces.create({ id: space, gid, birth: 'pointercrate', visibility: 'private', title, createdAt });
    await this.createUsers(space, demonlist);
    await this.store.write(space, (tx) => appendInChunks(tx, drafts), { alone: true });
  }

  private async createUsers(space: SpaceId, { users }: DemonlistFixture): Promise<void> {
    const hashes = await Promise.all(
      users.map(({ fixture_password }) => (fixture_password === null ? undefined : hashPassword(fixture_password))),
    );
    for (const [at, user] of users.entries()) {
      const { id } = await this.accounts.createAccount({
        id: user.id,
        gid: derivedId('account', user.name),
        name: user.name,
        passwordHash: hashes[at],
        generation: user.generation,
        status: 'active',
        operator: false,
        profile: profileOf(user),
      });
      const { permissions } = user;
      // Whoever sees everything in this dialect does so in the others too.
      const role = grants(permissions, 'LIST_HELPER') ? 'staff' : 'read';
      await this.accounts.putMembership({ space, account: id, role, permissions, details: '{}' });
    }
  }
}

/** So many entries at a time, that what is worked out beside them stays small. */
const chunk = 2000;

async function appendInChunks(tx: WriteTransaction, drafts: readonly EntryDraft[]): Promise<void> {
  for (let from = 0; from < drafts.length; from += chunk) await tx.appendAll(drafts.slice(from, from + chunk));
}

function profileOf({ display_name, youtube_channel, google_account_id }: UserEntry): { readonly [name: string]: string } {
  const members = Object.entries({ display_name, youtube_channel, google_account_id });
  return Object.fromEntries(members.filter((member): member is [string, string] => member[1] !== null));
}
