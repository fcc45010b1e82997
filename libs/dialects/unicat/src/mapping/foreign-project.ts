import type { Member } from '../wire/project.js';
import { bareProject } from './bare-project.js';
import { newProject } from './new-project.js';
import { credentialsOf, type ProjectFixture, type ProjectSource } from './project-fixture.js';

/** Nothing is known of the time when the project was made. */
const createdOn = 1_700_000_000;

/** The second project of a file, of which only the head is given: the rest is the least that a project has. */
export function foreignProject({ foreign, credentials, data }: ProjectFixture): ProjectSource | undefined {
  if (foreign === undefined) return undefined;
  const { user, root } = foreign;
  const { language = 'en', timezone } = user.options as { language?: string; timezone?: string };
  const project = bareProject(foreign.project, [language], timezone);
  const owner: Member = { project_gid: project.gid, user_gid: user.gid, status: 'active', roles: ['owner'], options: {} };
  return {
    ...newProject(project, { root, createdOn, languageNames: data['cc.languages'] }),
    users: [user],
    members: [owner],
    ...credentialsOf(credentials, project.gid, [user]),
  };
}
