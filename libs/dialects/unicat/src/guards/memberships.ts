import { Inject, Injectable } from '@nestjs/common';
import {
  ACCOUNT_STORE,
  AccessDenied,
  type Account,
  type AccountStore,
  isUuid4,
  SPACE_DIRECTORY,
  type SpaceDirectory,
} from '#records';
import { memberOf } from '../mapping/member-profile.js';
import { Projects } from '../project/projects.js';
import type { Gid } from '../wire/schema.js';
import type { ProjectMember } from './project-request.js';

/** What a user is in projects that no URL names. */
@Injectable()
export class Memberships {
  constructor(
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly projects: Projects,
  ) {}

  /** @throws AccessDenied for an unknown project too: nobody is a member of it (contract §2.4) */
  async require(user: Account, project: Gid): Promise<ProjectMember> {
    const space = isUuid4(project) ? await this.spaces.findByGid(project) : undefined;
    const found = space === undefined ? undefined : await this.accounts.findInSpace(user.id, space.id);
    if (space === undefined || found?.membership === undefined) throw new AccessDenied('Not a member of the project');
    return { space, account: found.account, membership: found.membership };
  }

  /** @throws AccessDenied for a member who does not own the project (contract §2.3) */
  async requireOwner(member: ProjectMember): Promise<void> {
    const { gid, owner } = await this.projects.of(member.space).describe(member.space);
    if (!memberOf(member, gid, owner).roles.includes('owner')) throw new AccessDenied('Not the owner of the project');
  }
}
