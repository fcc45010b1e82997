import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type Account, type AccountStore, SPACE_DIRECTORY, type SpaceDirectory } from '#records';
import { memberOf, ownUserOf } from '../../mapping/member-profile.js';
import { Projects } from '../../project/projects.js';
import type { Content } from '../../serializers/envelope.js';
import { apiVersion } from '../../serializers/session.serializer.js';
import { Announcements } from '../../sync/announcements.js';
import { cursorOf } from '../../sync/cursor.js';
import { knownLanguages } from '../../wire/languages.js';
import type { Member, ShortProject } from '../../wire/project.js';

/** All that a client needs to know before it chooses a project (contract §3.5). */
@Injectable()
export class OpenAccount {
  constructor(
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly projects: Projects,
    private readonly announcements: Announcements,
  ) {}

  async execute(account: Account): Promise<Content> {
    // Before anything else, so that nothing that happens meanwhile is missed.
    const cursor = cursorOf(await this.announcements.position());
    const projects: ShortProject[] = [];
    const members: Member[] = [];
    for (const membership of await this.accounts.listMemberships(account.id)) {
      const space = await this.spaces.find(membership.space);
      if (space === undefined) continue;
      const project = await this.projects.of(space).describe(space);
      projects.push(project);
      members.push(memberOf({ account, membership }, project.gid, project.owner));
    }
    return {
      result: {
        user: account.gid,
        user_projects: Object.fromEntries(members.map(({ project_gid, roles }) => [project_gid, roles])),
        'cc.version': apiVersion,
        'cc.cursor': cursor,
      },
      data: JSON.stringify({
        'cc.users': { [account.gid]: ownUserOf(account) },
        'cc.projects': Object.fromEntries(projects.map((project) => [project.gid, project])),
        'cc.projects_members': members,
        'cc.languages': knownLanguages,
      }),
    };
  }
}
