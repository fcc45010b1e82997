import { expect } from 'vitest';
import type { RunningGateway } from '../../support/gateway.js';
import type { Envelope, Json } from './envelope.js';

const kinds = ['definitions', 'classes', 'fields', 'layouts', 'queries'] as const;

/** What an official client holds that has got all answers about a project; it begins with `auth`, `login` or `init`. */
export class ClientStore {
  private readonly data: { readonly [kind: string]: Json } = Object.fromEntries(kinds.map((kind) => [kind, {}]));

  /** Rule 7: objects are replaced whole. What the new ones refer to has to be known as well: the client follows it blindly. */
  take({ data }: Envelope): void {
    for (const kind of kinds) Object.assign(this.data[kind]!, data[kind] ?? {});
    for (const definition of Object.values<Json>(data.definitions ?? {})) {
      this.allFields(definition);
      const { titlefield, fieldlists, layout, childdefinitions, is_new, original } = definition;
      for (const gid of [titlefield, ...Object.values<string[]>(fieldlists).flat()]) this.get('fields', gid);
      for (const gid of childdefinitions) this.get('definitions', gid);
      if (original !== null && !is_new) this.get('definitions', original);
      this.get('layouts', layout);
    }
    for (const each of Object.values<Json>(data.classes ?? {})) {
      this.fieldsOf(each);
      this.get('layouts', each.layout);
    }
    for (const { options } of Object.values<Json>(data.fields ?? {})) if (options.class) this.get('classes', options.class);
  }

  /** Rules 8 and 9: it makes an object of every record by its definition, and trips over what it does not know. */
  expectUsable(record: Json): void {
    const definition = this.get('definitions', record.definition);
    this.get('fields', definition.titlefield);
    if (record.fields === undefined) return;
    expect(Object.keys(record.fields), record.gid).toEqual(Object.keys(record.title));
    const names = this.namesOf(this.allFields(definition));
    for (const values of Object.values<Json>(record.fields)) {
      expect(Object.keys(values).sort(), `fields of ${record.gid}`).toEqual(names);
      this.expectNested(definition, values);
    }
  }

  private expectNested(definition: Json, values: Json): void {
    for (const { name, type, options } of this.allFields(definition)) {
      const value = values[name];
      if (!['class', 'classlist'].includes(type) || value === null) continue;
      const names = this.namesOf(this.fieldsOf(this.get('classes', options.class)));
      for (const each of type === 'class' ? [value] : value) expect(Object.keys(each).sort(), name).toEqual(names);
    }
  }

  /** Distinct: a definition may hold a field itself and through one of its classes. */
  private namesOf(fields: readonly Json[]): string[] {
    const chosen = ({ type, options }: Json): boolean => options.values && ['textline', 'textlist'].includes(type);
    const names = fields.flatMap((field) => (chosen(field) ? [field.name, `${field.name}/key`] : [field.name]));
    return [...new Set(names)].sort();
  }

  private allFields(definition: Json): Json[] {
    return [
      ...this.fieldsOf(definition),
      ...definition.classes.flatMap((gid: string) => this.fieldsOf(this.get('classes', gid))),
    ];
  }

  private fieldsOf({ fields }: Json): Json[] {
    return fields.map((gid: string) => this.get('fields', gid));
  }

  private get(kind: string, gid: string): Json {
    const found = this.data[kind]?.[gid];
    if (found === undefined) throw new Error(`${kind} ${gid} was never sent (contract §0, rule 8)`);
    return found;
  }
}

const stores = new WeakMap<RunningGateway, Map<string, ClientStore>>();
const beginnings = /^(?:auth|login|init)$/;

const concurrent = new WeakSet<RunningGateway>();

/**
 * Says that several clients ask the gateway at once: their answers come in another order than they were made, so that no one
 * store can have seen all that was known to each.
 */
export function askedAtOnce(gateway: RunningGateway): void {
  concurrent.add(gateway);
}

/** Holds every record of an answer to what a client knows that has seen all answers so far. */
export function followAnswer(gateway: RunningGateway, path: string, envelope: Envelope): void {
  const [, project, call] = /^\/api\/p\/([^/]+)\/(.*)$/.exec(path) ?? [];
  if (project === undefined || call === undefined || !envelope.success || concurrent.has(gateway)) return;
  const known = stores.get(gateway) ?? new Map<string, ClientStore>();
  stores.set(gateway, known);
  if (beginnings.test(call)) known.set(project, new ClientStore());
  // Everything may be different after it: the client starts afresh once it is done.
  if (call === 'backups/restore') known.delete(project);
  const store = known.get(project);
  store?.take(envelope);
  for (const record of Object.values<Json>(envelope.data.records ?? {})) store?.expectUsable(record);
}
