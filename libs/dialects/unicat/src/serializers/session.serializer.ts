import type { Account, LogPosition } from '#records';
import { ownUserOf, userOf } from '../mapping/member-profile.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import { cursorOf, projectCursorOf } from '../sync/cursor.js';
import type { Member, Project, ShortProject, Timestamp } from '../wire/project.js';
import type { Content } from './envelope.js';

export interface Session {
  /** The requesting user. */
  readonly account: Account;
  readonly schema: ProjectSchema;
  /** The one in the URL. */
  readonly project: Project;
  readonly position: LogPosition;
  /** Of the global stream. */
  readonly globalPosition: LogPosition;
  /** Of the members. */
  readonly accounts: readonly Account[];
  readonly members: readonly Member[];
  readonly otherProjects: readonly ShortProject[];
  /** Of the requesting user. */
  readonly otherMemberships: readonly Member[];
}

/** Below this the client hides functions from its users (contract §0.10). */
export const apiVersion = '2025.07.001';

/** What auth, login and init answer (contract §3.4). */
export function serializeSession({
  account,
  schema,
  project,
  position,
  globalPosition,
  accounts,
  members,
  otherProjects,
  otherMemberships,
}: Session): Content {
  const { definitions, classes, fields, layouts, queries, languageNames } = schema.content;
  const own = [...members, ...otherMemberships].filter(({ user_gid }) => user_gid === account.gid);
  const users = [...accounts.map(userOf), ownUserOf(account)];
  return {
    result: {
      user: account.gid,
      user_projects: Object.fromEntries(own.map(({ project_gid, roles }) => [project_gid, roles])),
      project: project.gid,
      project_members: members.map(({ user_gid }) => user_gid),
      last_backed_up: lastBackup(project),
      'cc.version': apiVersion,
      'cc.cursor': cursorOf(globalPosition),
      cursor: projectCursorOf({ position, ordinal: 0 }),
    },
    data: JSON.stringify({
      'cc.users': Object.fromEntries(users.map((user) => [user.gid, user])),
      'cc.projects': Object.fromEntries([...otherProjects, project].map((each) => [each.gid, each])),
      'cc.projects_members': [...members, ...otherMemberships],
      'cc.languages': languageNames,
      definitions: Object.fromEntries(definitions),
      classes: Object.fromEntries(classes),
      fields: Object.fromEntries(fields),
      layouts: Object.fromEntries(layouts),
      queries: Object.fromEntries(queries),
    }),
  };
}

/** The initial snapshot, version 0, is no backup that anybody made. */
function lastBackup({ backups }: Project): Timestamp | null {
  const timestamps = backups.versions.filter(({ version }) => version > 0).map(({ timestamp }) => timestamp);
  return timestamps.length === 0 ? null : Math.max(...timestamps);
}
