import type { EntryDraft, StoredRecord } from './entry.js';
import type { ActorId, CollectionName, Instant } from './identifiers.js';
import { type RecordFields, textOf, textsOf } from './record-fields.js';

/** One attribute that blobs of a collection may use. Datatype and cardinality never change once set. */
export interface Attribute {
  readonly name: string;
  readonly datatype: string;
  readonly cardinality: '1' | 'n';
  readonly text?: string;
  /** Name of the register whose keys the values are. */
  readonly register?: string;
}

/** What a register says about itself, kept in its system log (register contract §1.1, §1.2). */
export interface CollectionSchema {
  /** Name of the register. */
  readonly register: string;
  readonly title?: string;
  readonly description?: string;
  readonly custodian?: string;
  readonly copyright?: string;
  readonly registry?: string;
  readonly phase?: string;
  /** In the order of the definition: columns of CSV, order of blob members. */
  readonly attributes: readonly Attribute[];
}

/** The log that describes a collection: name, title, custodian, attributes, definition. */
export function systemCollection(collection: CollectionName): CollectionName {
  return `register.system.${collection}`;
}

interface Stamp {
  readonly recordedAt: Instant;
  readonly recordedBy: ActorId;
}

function attributeFields({ name, datatype, cardinality, text, register }: Attribute): RecordFields {
  return {
    cardinality,
    datatype,
    field: name,
    phase: 'beta',
    ...(register === undefined ? {} : { register }),
    ...(text === undefined ? {} : { text }),
  };
}

/** The system entries that define a collection, in an order that keeps every definition after its attributes. */
export function schemaDrafts(collection: CollectionName, schema: CollectionSchema, stamp: Stamp): EntryDraft[] {
  const draft = (key: string, fields: RecordFields): EntryDraft => ({
    collection: systemCollection(collection),
    key,
    fields,
    ...stamp,
  });
  const { register, title, description, custodian, copyright, registry, phase, attributes } = schema;
  return [
    draft('name', { name: register }),
    ...(title === undefined ? [] : [draft('register-name', { 'register-name': title })]),
    ...(custodian === undefined ? [] : [draft('custodian', { custodian })]),
    ...attributes.map((attribute) => draft(`field:${attribute.name}`, attributeFields(attribute))),
    draft(`register:${register}`, {
      ...(copyright === undefined ? {} : { copyright }),
      fields: attributes.map(({ name }) => name),
      phase: phase ?? 'beta',
      register,
      ...(registry === undefined ? {} : { registry }),
      ...(description === undefined ? {} : { text: description }),
    }),
  ];
}

/**
 * Reads a schema back from the records of the system log.
 * @returns undefined while the register is not defined: no definition yet, or an attribute of it is missing
 */
export function readSchema(
  register: string,
  system: readonly Pick<StoredRecord, 'key' | 'fields'>[],
): CollectionSchema | undefined {
  const byKey = new Map(system.map((record) => [record.key, record.fields]));
  const definition = byKey.get(`register:${register}`);
  if (definition === undefined) return undefined;
  const attributes: Attribute[] = [];
  for (const name of textsOf(definition, 'fields')) {
    const field = byKey.get(`field:${name}`);
    if (field === undefined) return undefined;
    attributes.push({
      name,
      datatype: textOf(field, 'datatype') ?? 'string',
      cardinality: textOf(field, 'cardinality') === 'n' ? 'n' : '1',
      ...optional('text', textOf(field, 'text')),
      ...optional('register', textOf(field, 'register')),
    });
  }
  return {
    register,
    attributes,
    ...optional('title', textOf(byKey.get('register-name') ?? {}, 'register-name')),
    ...optional('custodian', textOf(byKey.get('custodian') ?? {}, 'custodian')),
    ...optional('description', textOf(definition, 'text')),
    ...optional('copyright', textOf(definition, 'copyright')),
    ...optional('registry', textOf(definition, 'registry')),
    ...optional('phase', textOf(definition, 'phase')),
  };
}

function optional<Name extends string>(name: Name, value: string | undefined): { readonly [N in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in Name]?: string });
}
