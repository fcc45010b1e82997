import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type AccountStore, type Membership, SPACE_DIRECTORY, type Space, type SpaceDirectory } from '#records';
import type { ProjectMember } from '../guards/project-request.js';
import { memberOf } from '../mapping/member-profile.js';
import { Projects } from '../project/projects.js';
import type { Session } from '../serializers/session.serializer.js';
import { Announcements } from '../sync/announcements.js';
import type { Member, ShortProject } from '../wire/project.js';

interface Elsewhere {
  readonly project: ShortProject;
  readonly member: Member;
}

/** All that a client needs to know before it can work with a project (contract §3.4). */
@Injectable()
export class OpenProject {
  constructor(
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly projects: Projects,
    private readonly announcements: Announcements,
  ) {}

  async execute(member: ProjectMember): Promise<Session> {
    const { space, account } = member;
    // Before the project is read: what is told in between is told again.
    const globalPosition = await this.announcements.position();
    const { schema, project, position } = await this.projects.of(space).open(member);
    const members = await this.accounts.listMembers(space.id);
    const elsewhere: Elsewhere[] = [];
    for (const membership of await this.accounts.listMemberships(account.id)) {
      if (membership.space === space.id) continue;
      const other = await this.spaces.find(membership.space);
      if (other !== undefined) elsewhere.push(await this.describe(other, { account, membership }));
    }
    return {
      account,
      schema,
      project,
      position,
      globalPosition,
      accounts: members.map((each) => each.account),
      members: members.map((each) => memberOf(each, project.gid, project.owner)),
      otherProjects: elsewhere.map((each) => each.project),
      otherMemberships: elsewhere.map(({ member }) => member),
    };
  }

  private async describe(space: Space, own: { account: ProjectMember['account']; membership: Membership }): Promise<Elsewhere> {
    const project = await this.projects.of(space).describe(space);
    return { project, member: memberOf(own, project.gid, project.owner) };
  }
}
