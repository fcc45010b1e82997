import { Injectable } from '@nestjs/common';
import type { Account } from '#records';
import { Memberships } from '../guards/memberships.js';
import { Projects } from '../project/projects.js';
import type { Content } from '../serializers/envelope.js';
import { Announcements } from '../sync/announcements.js';
import { cursorOf, positionOf, projectCursorOf, projectPointOf } from '../sync/cursor.js';
import { GlobalChanges } from '../sync/global-changes.js';
import type { ProjectChanges } from '../sync/project-changes.js';
import type { Gid } from '../wire/schema.js';

export interface SyncQuery {
  readonly account: Account;
  /** Cursors that are absent ask for nothing. */
  readonly globalCursor: number | undefined;
  readonly project: Gid | undefined;
  readonly cursor: number | undefined;
}

const nothing: ProjectChanges = { items: [], more: false };

/** Changes beyond two cursors: that of everything, and that of one project (contract §7). */
@Injectable()
export class Sync {
  constructor(
    private readonly memberships: Memberships,
    private readonly projects: Projects,
    private readonly announcements: Announcements,
    private readonly global: GlobalChanges,
  ) {}

  /** @throws AccessDenied for a project of others, and for none */
  async list({ account, globalCursor, project, cursor }: SyncQuery): Promise<Content> {
    const member = project === undefined ? undefined : await this.memberships.require(account, project);
    const all = globalCursor === undefined ? nothing : await this.global.list(account, positionOf(globalCursor));
    const own =
      member === undefined || cursor === undefined
        ? nothing
        : await this.projects.of(member.space).listChanges(member, projectPointOf(cursor));
    const warning = all.more || own.more ? { warning: 'There is more' } : {};
    return { result: { sync: [...all.items, ...own.items], ...warning }, data: '{}' };
  }

  /** Where both streams are now. @throws AccessDenied */
  async cursors(account: Account, project: Gid | undefined): Promise<Content> {
    const member = project === undefined ? undefined : await this.memberships.require(account, project);
    const global = { 'cc.cursor': cursorOf(await this.announcements.position()) };
    if (member === undefined) return { result: global, data: '{}' };
    const position = await this.projects.of(member.space).position(member.space);
    return { result: { ...global, cursor: projectCursorOf({ position, ordinal: 0 }) }, data: '{}' };
  }
}
