import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type Account, type AccountStore, type LogPosition, SPACE_DIRECTORY, type SpaceDirectory } from '#records';
import type { Gid } from '../wire/schema.js';
import type { SyncItem } from '../wire/sync.js';
import { type Announced, Announcements } from './announcements.js';
import { cursorOf } from './cursor.js';
import type { ProjectChanges } from './project-changes.js';

const announcementsAtOnce = 1000;

/** The global stream as one account may see it: its own projects and their jobs (contract §7). */
@Injectable()
export class GlobalChanges {
  constructor(
    private readonly announcements: Announcements,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
  ) {}

  async list(account: Account, after: LogPosition): Promise<ProjectChanges> {
    let projects: ReadonlySet<Gid> | undefined;
    for (let from = after; ; ) {
      const announced = await this.announcements.list(from, announcementsAtOnce);
      const more = announced.length === announcementsAtOnce;
      if (announced.length > 0) projects ??= await this.projectsOf(account);
      const items = announced.filter(({ announcement }) => projects?.has(announcement.project)).map(itemOf);
      if (items.length > 0 || !more) return { items, more };
      from = announced.at(-1)?.position ?? from;
    }
  }

  private async projectsOf({ id }: Account): Promise<ReadonlySet<Gid>> {
    const memberships = new Set((await this.accounts.listMemberships(id)).map(({ space }) => space));
    return new Set((await this.spaces.list()).filter((space) => memberships.has(space.id)).map(({ gid }) => gid));
  }
}

function itemOf({ announcement, position, first }: Announced): SyncItem {
  const cursor = cursorOf(position);
  if (announcement.kind === 'project') {
    return { type: 'cc', cursor, action: 'UPDATE', data_type: 'cc.projects', data_key: announcement.project };
  }
  const { token, document } = announcement;
  return { type: 'cc', cursor, action: first ? 'INSERT' : 'UPDATE', data_type: 'jobs', data_key: token, data: document };
}
