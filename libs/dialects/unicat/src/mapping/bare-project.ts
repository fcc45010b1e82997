import { derivedId } from '#records';
import { allRecords, type Project, type ShortProject } from '../wire/project.js';
import type { Definition, Field, Gid, Language, Layout } from '../wire/schema.js';

/** Gids of what a project has to have but nobody gave it; always the same for the same project. */
export function projectPartGid(project: Gid, ...names: readonly string[]): Gid {
  return derivedId('unicat', project, ...names);
}

/** The least that a project consists of: one channel, one ordering, one fieldlist (contract §1.8). */
export function bareProject(short: ShortProject, languages: readonly Language[], timezone = 'UTC'): Project {
  const ordering = projectPartGid(short.gid, 'ordering');
  const fieldlist = projectPartGid(short.gid, 'fieldlist');
  return {
    gid: short.gid,
    name: short.name,
    icon: short.icon,
    owner: short.owner,
    status: short.status,
    options: {
      timezone,
      languages,
      channels: { [allRecords]: '[all records]' },
      orderedchannels: [allRecords],
      orderings: { [ordering]: 'Default' },
      orderedorderings: [ordering],
      fieldlists: { [fieldlist]: 'Main' },
      orderedfieldlists: [fieldlist],
      imageserver: { type: 'ccdam', options: {} },
    },
    backups: { versions: [], next_version: 1 },
    build: 1,
  };
}

const committed = { original: null, is_new: false, is_working_copy: false };

export function bareField(gid: Gid, name: string, label: Field['label'], type: Field['type'], isLocalized: boolean): Field {
  const initial = Object.fromEntries(Object.keys(label).map((language) => [language, null]));
  return {
    gid,
    ...committed,
    name,
    label,
    type,
    options: {},
    is_localized: isLocalized,
    is_required: false,
    initial,
    unit: null,
    metadata: {},
  };
}

export interface DefinitionDraft {
  readonly gid: Gid;
  readonly name: string;
  readonly label: Definition['label'];
  readonly fields: readonly Gid[];
  readonly titlefield: Gid;
  readonly fieldlist: string;
  readonly childdefinitions: readonly Gid[];
  readonly isBase: boolean;
}

/** A committed definition with an empty layout. */
export function bareDefinition(project: Gid, draft: DefinitionDraft): { definition: Definition; layout: Layout } {
  const { gid, name, label, fields, titlefield, fieldlist, childdefinitions, isBase } = draft;
  const layout = projectPartGid(project, 'layout', gid);
  const root = projectPartGid(project, 'component', gid);
  return {
    definition: {
      gid,
      ...committed,
      name,
      label,
      classes: [],
      fields,
      titlefield,
      fieldlists: { [fieldlist]: fields },
      layout,
      childdefinitions,
      metadata: {},
      is_base: isBase,
      is_extended: false,
    },
    layout: {
      gid: layout,
      ...committed,
      name: `definition ${name}`,
      root,
      components: { [root]: { type: 'vertical', content: [] } },
      gid_map: {},
    },
  };
}
