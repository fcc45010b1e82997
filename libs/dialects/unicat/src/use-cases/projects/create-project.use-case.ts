import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  ACCOUNT_STORE,
  AccessDenied,
  type Account,
  type AccountStore,
  CLOCK,
  type Clock,
  RECORD_STORE,
  type RecordStore,
  type Space,
} from '#records';
import { bareProject } from '../../mapping/bare-project.js';
import { reservedAttributes } from '../../mapping/collections.js';
import { memberOf, ownUserOf } from '../../mapping/member-profile.js';
import { newProject } from '../../mapping/new-project.js';
import { projectDrafts } from '../../mapping/project-drafts.js';
import { ProjectSchema, registerSpelling } from '../../mapping/project-schema.js';
import type { Content } from '../../serializers/envelope.js';
import { Announcements } from '../../sync/announcements.js';
import { knownLanguages } from '../../wire/languages.js';

export interface CreateProjectCommand {
  readonly user: Account;
  readonly name: string;
  /** That of the user where undefined. */
  readonly timezone: string | undefined;
}

/** A project of the user's own, with the least that a project has (contract §5). */
@Injectable()
export class CreateProject {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly announcements: Announcements,
  ) {}

  /** @throws AccessDenied for API users, who are never owners (contract §3.1) */
  async execute({ user, name, timezone }: CreateProjectCommand): Promise<Content> {
    if (user.passwordHash === undefined) throw new AccessDenied('API users own no projects');
    const createdAt = this.clock.now();
    const gid = randomUUID();
    // Registers are named after the space, and names of projects need not be unique.
    const space: Space = { id: `project-${gid}`, gid, birth: 'unicat', visibility: 'private', title: name, createdAt };
    const options = ownUserOf(user).options as { readonly language?: unknown; readonly timezone?: unknown };
    const language =
      typeof options.language === 'string' && Object.hasOwn(knownLanguages, options.language) ? options.language : 'en';
    const zone = timezone ?? (typeof options.timezone === 'string' ? options.timezone : undefined);
    const project = bareProject({ gid, name, icon: null, owner: user.gid, status: 'active' }, [language], zone);
    const begun = newProject(project, { root: randomUUID(), createdOn: createdAt / 1000 });
    const schema = new ProjectSchema(begun.content, registerSpelling(reservedAttributes(space)));
    const drafts = projectDrafts(space, begun, schema, String(user.id));
    await this.store.found(space, (tx) => tx.appendAll(drafts));
    // A project whose maker was lost here is nobody's; its name is not taken, and operators see it.
    const details = JSON.stringify({ status: 'active', roles: ['owner'], options: {} });
    const membership = { space: space.id, account: user.id, role: 'staff', permissions: 0, details } as const;
    await this.accounts.putMembership(membership);
    // Its settings are the first entry of their collection.
    await this.announcements.announce([{ kind: 'project', project: gid, version: 1 }]);
    return {
      result: { project: gid },
      data: JSON.stringify({
        'cc.projects': { [gid]: project },
        'cc.projects_members': [memberOf({ account: user, membership }, gid, user.gid)],
      }),
    };
  }
}
