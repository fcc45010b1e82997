import { knownLanguages } from '../wire/languages.js';
import type { Member } from '../wire/project.js';
import { allRecords } from '../wire/project.js';
import type { RecordDocument } from '../wire/record.js';
import { bareDefinition, bareField, bareProject, projectPartGid } from './bare-project.js';
import { credentialsOf, type ProjectFixture, type ProjectSource } from './project-fixture.js';

/** Nothing is known of the time when the project was made. */
const createdOn = 1_700_000_000;

/** The second project of a file, of which only the head is given: the rest is the least that a project has. */
export function foreignProject({ foreign, credentials, data }: ProjectFixture): ProjectSource | undefined {
  if (foreign === undefined) return undefined;
  const { user, root } = foreign;
  const language = (user.options as { language?: string }).language ?? 'en';
  const project = bareProject(foreign.project, [language], (user.options as { timezone?: string }).timezone);
  const nameField = bareField(projectPartGid(project.gid, 'field', 'name'), 'name', { [language]: 'Name' }, 'textline', true);
  const { definition, layout } = bareDefinition(project.gid, {
    gid: projectPartGid(project.gid, 'definition', 'base'),
    name: 'base',
    label: { [language]: 'Base' },
    fields: [nameField.gid],
    titlefield: nameField.gid,
    fieldlist: project.options.orderedfieldlists[0] ?? '',
    childdefinitions: [],
    isBase: true,
  });
  const owner: Member = { project_gid: project.gid, user_gid: user.gid, status: 'active', roles: ['owner'], options: {} };
  return {
    content: {
      project,
      languageNames: data['cc.languages'] ?? knownLanguages,
      definitions: new Map([[definition.gid, definition]]),
      classes: new Map(),
      fields: new Map([[nameField.gid, nameField]]),
      layouts: new Map([[layout.gid, layout]]),
      queries: new Map(),
    },
    users: [user],
    members: [owner],
    ...credentialsOf(credentials, project.gid, [user]),
    records: [
      rootRecord(root, definition.gid, project.options.orderedorderings[0] ?? '', { [language]: { name: project.name } }),
    ],
    assets: [],
    modules: [],
  };
}

function rootRecord(gid: string, definition: string, ordering: string, fields: RecordDocument['fields']): RecordDocument {
  return {
    gid,
    parent: null,
    canonical: gid,
    backlinks: [],
    treelevel: 0,
    path: [gid],
    childcount: 0,
    definition,
    title: {},
    status: 'published',
    channels: [allRecords],
    orderings: { [ordering]: 1 },
    is_link: false,
    created_on: createdOn,
    updated_on: createdOn,
    fields,
  };
}
