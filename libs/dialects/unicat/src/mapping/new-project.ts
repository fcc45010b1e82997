import { knownLanguages } from '../wire/languages.js';
import { allRecords, type Project, type Timestamp } from '../wire/project.js';
import type { RecordDocument } from '../wire/record.js';
import type { Gid, Language } from '../wire/schema.js';
import { bareDefinition, bareField, projectPartGid } from './bare-project.js';
import type { ProjectSource } from './project-fixture.js';

export interface NewProject {
  /** Gid of the root. */
  readonly root: Gid;
  readonly createdOn: Timestamp;
  /** Those that the project may have; all that are known where undefined. */
  readonly languageNames?: { readonly [language: Language]: string } | undefined;
}

/** What a project begins with: a Base definition with a name, and a root of it that has the name of the project. */
export function newProject(
  project: Project,
  { root, createdOn, languageNames = knownLanguages }: NewProject,
): Pick<ProjectSource, 'content' | 'records' | 'assets' | 'modules'> {
  const { languages, orderedorderings, orderedfieldlists } = project.options;
  const inAll = <T>(value: T): { readonly [language: Language]: T } =>
    Object.fromEntries(languages.map((language) => [language, value]));
  const nameField = bareField(projectPartGid(project.gid, 'field', 'name'), 'name', inAll('Name'), 'textline', true);
  const { definition, layout } = bareDefinition(project.gid, {
    gid: projectPartGid(project.gid, 'definition', 'base'),
    name: 'base',
    label: inAll('Base'),
    fields: [nameField.gid],
    titlefield: nameField.gid,
    fieldlist: orderedfieldlists[0] ?? '',
    childdefinitions: [],
    isBase: true,
  });
  const rootRecord: RecordDocument = {
    gid: root,
    parent: null,
    canonical: root,
    backlinks: [],
    treelevel: 0,
    path: [root],
    childcount: 0,
    definition: definition.gid,
    title: {},
    status: 'published',
    channels: [allRecords],
    orderings: { [orderedorderings[0] ?? '']: 1 },
    is_link: false,
    created_on: createdOn,
    updated_on: createdOn,
    fields: inAll({ name: project.name }),
  };
  return {
    content: {
      project,
      languageNames,
      definitions: new Map([[definition.gid, definition]]),
      classes: new Map(),
      fields: new Map([[nameField.gid, nameField]]),
      layouts: new Map([[layout.gid, layout]]),
      queries: new Map(),
    },
    records: [rootRecord],
    assets: [],
    modules: [],
  };
}
