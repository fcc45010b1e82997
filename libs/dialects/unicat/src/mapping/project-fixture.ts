import { InvalidRecord } from '#records';
import type { AssetDocument } from '../wire/asset.js';
import type { Member, OwnUser, Project } from '../wire/project.js';
import type { RecordDocument } from '../wire/record.js';
import type { Definition, Field, FieldClass, Gid, Language, Layout, Query } from '../wire/schema.js';
import type { SchemaContent } from './project-schema.js';

export interface ApiKeyCredential {
  readonly project: Gid;
  readonly user: Gid;
  readonly api_key: string;
}

export interface PasswordCredential {
  readonly user: Gid;
  readonly username: string;
  readonly password: string;
}

/** All of one project, as an import takes it. */
export interface ProjectSource {
  readonly content: SchemaContent;
  readonly users: readonly OwnUser[];
  readonly members: readonly Member[];
  readonly keys: readonly ApiKeyCredential[];
  readonly passwords: readonly PasswordCredential[];
  readonly records: readonly RecordDocument[];
  readonly assets: readonly AssetDocument[];
  readonly modules: readonly { readonly name: string }[];
}

type ByGid<T> = { readonly [gid: Gid]: T };

/** The layout of `demo/unicat/sample.json`, see the README beside it. */
export interface ProjectFixture {
  readonly credentials: { readonly api_keys: readonly ApiKeyCredential[]; readonly passwords: readonly PasswordCredential[] };
  readonly result: { readonly project: Gid };
  readonly data: {
    readonly 'cc.users': ByGid<OwnUser>;
    readonly 'cc.projects': ByGid<Project>;
    readonly 'cc.projects_members': readonly Member[];
    readonly 'cc.languages': { readonly [language: Language]: string };
    readonly definitions: ByGid<Definition>;
    readonly classes: ByGid<FieldClass>;
    readonly fields: ByGid<Field>;
    readonly layouts: ByGid<Layout>;
    readonly queries: ByGid<Query>;
    readonly records: ByGid<RecordDocument>;
    readonly assets: ByGid<AssetDocument>;
    readonly modules: { readonly [name: string]: { readonly name: string } };
  };
  /** A second project of which only the head is given. */
  readonly foreign?: {
    readonly project: Pick<Project, 'gid' | 'name' | 'icon' | 'owner' | 'status'>;
    readonly user: OwnUser;
    readonly root: Gid;
  };
}

/** @throws InvalidRecord naming the first part that is missing */
export function readFixture(fixture: unknown): ProjectFixture {
  for (const path of [
    'credentials.api_keys',
    'credentials.passwords',
    'result.project',
    'data.records',
    'data.definitions',
    'data.fields',
  ]) {
    let value: unknown = fixture;
    for (const name of path.split('.')) value = (value as { [name: string]: unknown } | null | undefined)?.[name];
    if (value === undefined || value === null) throw new InvalidRecord(`The file of the project has no '${path}'`, path);
  }
  return fixture as ProjectFixture;
}

const byGid = <T>(items: ByGid<T>): ReadonlyMap<Gid, T> => new Map(Object.entries(items));

/** The project that the file is about. */
export function mainProject({ data, result, credentials }: ProjectFixture): ProjectSource {
  const project = data['cc.projects'][result.project];
  if (project === undefined) throw new InvalidRecord(`The file does not describe project ${result.project}`, 'data.cc.projects');
  const members = data['cc.projects_members'].filter((member) => member.project_gid === project.gid);
  const users = members.map(({ user_gid }) => data['cc.users'][user_gid]).filter((user) => user !== undefined);
  return {
    content: {
      project,
      languageNames: data['cc.languages'],
      definitions: byGid(data.definitions),
      classes: byGid(data.classes),
      fields: byGid(data.fields),
      layouts: byGid(data.layouts),
      queries: byGid(data.queries),
    },
    users,
    members,
    ...credentialsOf(credentials, project.gid, users),
    records: Object.values(data.records),
    assets: Object.values(data.assets),
    modules: Object.values(data.modules),
  };
}

export function credentialsOf(
  { api_keys, passwords }: ProjectFixture['credentials'],
  project: Gid,
  users: readonly OwnUser[],
): Pick<ProjectSource, 'keys' | 'passwords'> {
  const known = new Set(users.map(({ gid }) => gid));
  return {
    keys: api_keys.filter((credential) => credential.project === project && known.has(credential.user)),
    passwords: passwords.filter(({ user }) => known.has(user)),
  };
}
