import { hashApiKey, hashPassword } from '#auth';
import {
  type AccountNumber,
  type AccountStore,
  nobody,
  type RecordId,
  type RecordStore,
  type Space,
  type SpaceDirectory,
  type SpaceId,
} from '#records';
import { reservedAttributes } from '../mapping/collections.js';
import { foreignProject } from '../mapping/foreign-project.js';
import { profileOf } from '../mapping/member-profile.js';
import { projectDrafts } from '../mapping/project-drafts.js';
import { mainProject, type ProjectSource, readFixture } from '../mapping/project-fixture.js';
import { ProjectSchema, registerSpelling } from '../mapping/project-schema.js';

export interface ImportProjectCommand {
  readonly space: SpaceId;
  /** Where the second project of the file goes, if it has one. */
  readonly foreignSpace?: SpaceId;
  /** A file in the layout of `demo/unicat/sample.json`. */
  readonly fixture: unknown;
}

/** Makes a private space of each project in a file, with its accounts, memberships, schema and records. */
export class ImportProject {
  constructor(
    private readonly store: RecordStore,
    private readonly spaces: SpaceDirectory,
    private readonly accounts: AccountStore,
  ) {}

  /**
   * @throws InvalidRecord where the file is no project, or its fields cannot be attributes of a register
   * @throws AlreadyExists where a space or an account of that name or gid is there
   */
  async execute({ space, foreignSpace, fixture }: ImportProjectCommand): Promise<void> {
    const file = readFixture(fixture);
    await this.importOne(space, mainProject(file));
    const foreign = foreignProject(file);
    if (foreign !== undefined && foreignSpace !== undefined) await this.importOne(foreignSpace, foreign);
  }

  private async importOne(id: SpaceId, source: ProjectSource): Promise<void> {
    const space = spaceOf(id, source);
    const schema = new ProjectSchema(source.content, registerSpelling(reservedAttributes(space)));
    // Before anything is made, because a collision of attributes shows here.
    const drafts = projectDrafts(space, source, schema, nobody);
    await this.spaces.create(space);
    const accounts = await this.createAccounts(source, space);
    const recordedBy = String(accounts.get(source.content.project.owner) ?? nobody);
    await this.store.write(id, (tx) => tx.appendAll(drafts.map((draft) => ({ ...draft, recordedBy }))));
  }

  private async createAccounts(
    { users, members, keys, passwords }: ProjectSource,
    space: Space,
  ): Promise<Map<RecordId, AccountNumber>> {
    const accounts = new Map<RecordId, AccountNumber>();
    for (const user of users) {
      const password = passwords.find((each) => each.user === user.gid)?.password;
      const { id } = await this.accounts.createAccount({
        gid: user.gid,
        name: user.username,
        passwordHash: password === undefined ? undefined : await hashPassword(password),
        generation: 0,
        status: user.status === 'active' ? 'active' : 'inactive',
        operator: false,
        profile: profileOf(user),
      });
      accounts.set(user.gid, id);
    }
    for (const { user_gid, roles, status, options } of members) {
      const account = accounts.get(user_gid);
      if (account === undefined) continue;
      const role = roles.includes('owner') ? 'staff' : 'write';
      await this.accounts.putMembership({
        space: space.id,
        account,
        role,
        permissions: 0,
        details: JSON.stringify({ status, roles, options }),
      });
    }
    for (const { user, api_key } of keys) {
      const account = accounts.get(user);
      if (account !== undefined) await this.accounts.addKey(hashApiKey(api_key), account, space.createdAt);
    }
    return accounts;
  }
}

function spaceOf(id: SpaceId, { content: { project }, records }: ProjectSource): Space {
  const createdOn = records.reduce((least, { created_on }) => Math.min(least, created_on), Number.POSITIVE_INFINITY);
  return {
    id,
    gid: project.gid,
    birth: 'unicat',
    visibility: 'private',
    title: project.name,
    createdAt: Math.floor(createdOn * 1000),
  };
}
