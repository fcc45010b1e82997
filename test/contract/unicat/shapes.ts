import { z } from 'zod';

/** What the objects of the API look like, member by member (contract §1): the client replaces what it holds by what it gets. */

const gid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const timestamp = z.number().nonnegative();
const count = z.int().nonnegative();
const language = z.string().regex(/^[a-z]{2,3}(?:-[a-z0-9]+)*$/);
const localized = z.record(language, z.string());
const anything = z.record(z.string(), z.unknown());
const status = z.enum(['published', 'deleted']);

const recordMembers = {
  gid,
  parent: gid.nullable(),
  canonical: gid,
  backlinks: z.array(gid),
  is_link: z.boolean(),
  treelevel: count,
  path: z.array(gid).min(1),
  childcount: count,
  definition: gid,
  title: z.record(language, z.string().nullable()),
  status,
  channels: z.array(z.string()).min(1),
  orderings: z.record(gid, z.int()),
  created_on: timestamp,
  updated_on: timestamp,
};

/** As `records/tree` sends them. */
export const bareRecord = z.strictObject(recordMembers);
export const record = z.strictObject({ ...recordMembers, fields: z.record(language, anything) });

const schemaItem = { gid, original: gid.nullable(), name: z.string(), is_new: z.boolean(), is_working_copy: z.boolean() };
const metadata = z.record(
  z.string().regex(/\./),
  z.strictObject({ type: z.string(), is_localized: z.boolean(), value: z.unknown() }),
);

const field = z.strictObject({
  ...schemaItem,
  label: localized,
  type: z.string(),
  options: anything,
  is_localized: z.boolean(),
  is_required: z.boolean(),
  initial: anything,
  unit: z.string().nullable(),
  metadata,
});

const fieldClass = z.strictObject({ ...schemaItem, label: localized, fields: z.array(gid), layout: gid, metadata });

const definition = z.strictObject({
  ...schemaItem,
  label: localized,
  classes: z.array(gid),
  fields: z.array(gid),
  titlefield: gid,
  fieldlists: z.record(gid, z.array(gid)),
  layout: gid,
  childdefinitions: z.array(gid),
  metadata,
  is_base: z.boolean(),
  is_extended: z.boolean(),
});

const component = z.looseObject({ type: z.string(), content: z.array(z.unknown()) });
const layout = z.strictObject({ ...schemaItem, root: gid, components: z.record(gid, component), gid_map: anything });

const asset = z.strictObject({
  gid,
  version: count.min(1),
  pathname: z.string().startsWith('/'),
  path: z.string().startsWith('/'),
  name: z.string(),
  is_file: z.boolean(),
  type: z.string().nullable(),
  childcount: count,
  status,
  info: anything,
  transforms: anything.nullable(),
  title: localized,
  description: localized,
  created_on: timestamp,
  updated_on: timestamp,
});

const query = z.strictObject({
  gid,
  type: z.enum(['record', 'asset', 'schema']),
  name: z.string(),
  q: z.string(),
  filter: z.array(z.unknown()),
});

const log = z.strictObject({
  timestamp,
  version: z.string(),
  action: z.string().nullable(),
  configuration: z.unknown(),
  command: z.string().nullable(),
  started_at: timestamp,
  ended_at: timestamp,
  duration: z.number(),
  status: z.string().nullable(),
  output: z.unknown(),
});
const fieldModule = z.strictObject({
  name: z.string(),
  version: z.string(),
  keys: anything,
  actions: z.record(z.string(), z.strictObject({ name: z.string(), configuration: z.unknown() })),
  logs: z.array(log).max(50),
});

const names = z.record(gid, z.string());
const shortProject = { gid, name: z.string(), icon: z.string().nullable(), owner: gid, status: z.string() };
/** Of the project in the address. */
export const completeProject = z.strictObject({
  ...shortProject,
  options: z.strictObject({
    timezone: z.string(),
    languages: z.array(language).min(1),
    channels: z.record(z.string(), z.string()),
    orderedchannels: z.array(z.string()).min(1),
    orderings: names,
    orderedorderings: z.array(gid).min(1),
    fieldlists: names,
    orderedfieldlists: z.array(gid).min(1),
    imageserver: z.strictObject({ type: z.string(), options: anything }),
  }),
  backups: z.strictObject({
    versions: z.array(z.strictObject({ version: count, name: z.string(), created_by: z.string(), timestamp })),
    next_version: count,
  }),
  build: z.int(),
});

const user = { gid, username: z.string(), name: z.string(), avatar: z.string().nullable(), status: z.string() };

/** One entry of a list. */
export const member = z.strictObject({
  project_gid: gid,
  user_gid: gid,
  status: z.string(),
  roles: z.array(z.enum(['owner', 'member'])).min(1),
  options: anything,
});

/** Everything that `data` may hold by key, but for the list of members (contract §0, rules 2 and 3). */
export const keyed: { readonly [kind: string]: z.ZodType } = {
  records: z.union([record, bareRecord]),
  definitions: definition,
  classes: fieldClass,
  fields: field,
  layouts: layout,
  assets: asset,
  queries: query,
  modules: fieldModule,
  'cc.users': z.union([z.strictObject(user), z.strictObject({ ...user, email: z.string(), options: anything })]),
  'cc.projects': z.union([z.strictObject(shortProject), completeProject]),
  'cc.languages': z.string(),
};
