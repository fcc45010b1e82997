import { Inject, Injectable } from '@nestjs/common';
import { hashApiKey, newApiKey } from '#auth';
import {
  ACCOUNT_STORE,
  type AccountStore,
  CLOCK,
  type Clock,
  derivedId,
  RecordNotFound,
  type Role,
  SPACE_DIRECTORY,
  type Space,
  type SpaceDirectory,
  SpaceNotFound,
} from '#records';

export type ListedSpace = Pick<Space, 'id' | 'gid' | 'birth' | 'visibility' | 'title'>;

@Injectable()
export class ListSpaces {
  constructor(@Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory) {}

  async execute(): Promise<readonly ListedSpace[]> {
    const spaces = await this.spaces.list();
    return spaces.map(({ id, gid, birth, visibility, title }) => ({ id, gid, birth, visibility, title }));
  }
}

/** Makes an API key for one space: an account of its own that is a member with the role asked for. */
@Injectable()
export class CreateKey {
  constructor(
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns the key, which cannot be shown again
   * @throws SpaceNotFound
   */
  async execute(spaceId: string, role: Role): Promise<{ key: string; account: string; role: Role }> {
    const space = await requireSpace(this.spaces, spaceId);
    const key = newApiKey();
    const keyHash = hashApiKey(key);
    const name = `key-${keyHash.slice(0, 16)}`;
    const account = await this.accounts.createAccount({
      gid: derivedId('account', name),
      name,
      passwordHash: undefined,
      generation: 0,
      status: 'active',
      operator: false,
      profile: { name: `API key for ${space.title}` },
    });
    await this.accounts.putMembership({ space: space.id, account: account.id, role, permissions: 0, details: '{}' });
    await this.accounts.addKey(keyHash, account.id, this.clock.now());
    return { key, account: name, role };
  }
}

/** Makes an account a member of a space, or changes its role there; what a dialect granted besides stays. */
@Injectable()
export class PutMember {
  constructor(
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
  ) {}

  /**
   * @param name login name of the account
   * @throws SpaceNotFound
   * @throws RecordNotFound where there is no such account
   */
  async execute(spaceId: string, name: string, role: Role): Promise<{ space: string; account: string; role: Role }> {
    const space = await requireSpace(this.spaces, spaceId);
    const account = await this.accounts.findByName(name);
    if (account === undefined) throw new RecordNotFound('accounts', name);
    const before = (await this.accounts.findInSpace(account.id, space.id))?.membership;
    await this.accounts.putMembership({
      space: space.id,
      account: account.id,
      role,
      permissions: before?.permissions ?? 0,
      details: before?.details ?? '{}',
    });
    return { space: space.id, account: name, role };
  }
}

async function requireSpace(spaces: SpaceDirectory, id: string): Promise<Space> {
  const space = await spaces.find(id);
  if (space === undefined) throw new SpaceNotFound(id);
  return space;
}
