import { isUuid4, type JsonValue } from '#records';
import { BadParameter } from '../../errors/unicat-errors.js';
import type {
  GivenClass,
  GivenDefinition,
  GivenField,
  GivenItems,
  GivenLayout,
  MetadataEntry,
} from '../../mapping/given-items.js';
import type { Members } from '../../mapping/members.js';
import type { EditedKind } from '../../mapping/schema-items.js';
import type { WantedItems } from '../../use-cases/schema/get-schema-items.use-case.js';
import { type FieldOptions, type FieldType, fieldTypes, type Gid, type Localized } from '../../wire/schema.js';
import {
  isObject,
  isPresent,
  optionalText,
  optionalTexts,
  type Parameters,
  requiredFlag,
  requiredObject,
  requiredText,
  requiredTexts,
} from '../parameters.js';

/** Names are those of variables (contract §1.4). */
const itemName = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Of metadata: the same with dots inside, at least one. */
const metadataName = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)+$/;

/** Readers of what a call says about an item. @throws BadParameter */
export const readGiven: { readonly [K in EditedKind]: (parameters: Parameters) => GivenItems[K] } = {
  field: readField,
  class: readClass,
  definition: readDefinition,
};

/**
 * One gid or a list of them: the first one present counts (contract §4.0).
 * @throws BadParameter
 */
export function readWanted(parameters: Parameters, one: string, list: string): WantedItems {
  return isPresent(parameters, one) ? { one: requiredText(parameters, one) } : { list: requiredTexts(parameters, list) };
}

/** @throws BadParameter */
export function readMetadataName(parameters: Parameters): string {
  const name = requiredText(parameters, 'name');
  if (!metadataName.test(name)) throw new BadParameter('name');
  return name;
}

/** What is not there stays as it was. @throws BadParameter */
export function readMetadataEntry(parameters: Parameters): Partial<MetadataEntry> {
  const type = optional(parameters, 'type', requiredText);
  const is_localized = optional(parameters, 'is_localized', requiredFlag);
  return {
    ...(type === undefined ? {} : { type }),
    ...(is_localized === undefined ? {} : { is_localized }),
    ...(isPresent(parameters, 'value') ? { value: parameters.value as JsonValue } : {}),
  };
}

/** At least one of its members. @throws BadParameter */
export function readLayout(parameters: Parameters): GivenLayout {
  const components = optional(parameters, 'components', requiredObject);
  if (!Object.entries(components ?? {}).every(([gid, component]) => isUuid4(gid) && isComponent(component)))
    throw new BadParameter('components');
  const given = {
    name: optionalText(parameters, 'name'),
    root: optionalText(parameters, 'root'),
    components: components as GivenLayout['components'],
  };
  if (Object.values(given).every((value) => value === undefined)) throw new BadParameter('name');
  return given;
}

/** What components have in common; all else in them is theirs (contract §1.5). */
function isComponent(value: unknown): boolean {
  return isObject(value) && typeof value.type === 'string' && Array.isArray(value.content);
}

function readField(parameters: Parameters): GivenField {
  return {
    ...readNamed(parameters),
    type: optional(parameters, 'type', readType),
    options: optional(parameters, 'options', readOptions),
    is_localized: optional(parameters, 'is_localized', requiredFlag),
    is_required: optional(parameters, 'is_required', requiredFlag),
    initial: optional(parameters, 'initial', requiredObject) as Members | undefined,
    unit: optionalText(parameters, 'unit'),
  };
}

function readClass(parameters: Parameters): GivenClass {
  return {
    ...readNamed(parameters),
    fields: optional(parameters, 'fields', distinctGids),
    layout: optionalText(parameters, 'layout'),
  };
}

function readDefinition(parameters: Parameters): GivenDefinition {
  return {
    ...readClass(parameters),
    classes: optional(parameters, 'classes', distinctGids),
    titlefield: optionalText(parameters, 'titlefield'),
    childdefinitions: optional(parameters, 'childdefinitions', distinctGids),
  };
}

function readNamed(parameters: Parameters): Pick<GivenField, 'name' | 'label' | 'metadata'> {
  const name = optionalText(parameters, 'name');
  if (name !== undefined && !itemName.test(name)) throw new BadParameter('name');
  return {
    name,
    label: optional(parameters, 'label', readLabel),
    metadata: optional(parameters, 'metadata', readMetadata),
  };
}

function readLabel(parameters: Parameters, name: string): Localized<string> {
  const label = requiredObject(parameters, name);
  if (!Object.values(label).every((text) => typeof text === 'string')) throw new BadParameter(name);
  return label as Localized<string>;
}

function readMetadata(parameters: Parameters, name: string): { readonly [name: string]: MetadataEntry } {
  const entries = Object.entries(requiredObject(parameters, name)).map(([key, entry]): [string, MetadataEntry] => {
    if (!metadataName.test(key) || !isObject(entry)) throw new BadParameter(name);
    const { type = 'text', is_localized = false, value = null } = readMetadataEntry(entry);
    return [key, { type, is_localized, value }];
  });
  return Object.fromEntries(entries);
}

function readType(parameters: Parameters, name: string): FieldType {
  const text = requiredText(parameters, name);
  const type = fieldTypes.find((each) => each === text);
  if (type === undefined) throw new BadParameter(name);
  return type;
}

/** Only what we know the meaning of is looked at (contract §1.4). */
function readOptions(parameters: Parameters, name: string): FieldOptions {
  const options = requiredObject(parameters, name);
  const values = options.values ?? [];
  const keys = Array.isArray(values) ? values.map((choice) => (isObject(choice) ? choice.key : undefined)) : [undefined];
  const labels = Array.isArray(values) ? values.filter(isObject).flatMap((choice) => Object.values(choice)) : [];
  const known =
    keys.every((key) => typeof key === 'string' && key !== '') &&
    new Set(keys).size === keys.length &&
    labels.every((label) => typeof label === 'string') &&
    typeof (options.value_labels ?? true) === 'boolean' &&
    typeof (options.class ?? '') === 'string';
  if (!known) throw new BadParameter(name);
  return options as FieldOptions;
}

function distinctGids(parameters: Parameters, name: string): readonly Gid[] {
  const gids = optionalTexts(parameters, name) ?? [];
  if (new Set(gids).size < gids.length) throw new BadParameter(name);
  return gids;
}

function optional<T>(parameters: Parameters, name: string, read: (parameters: Parameters, name: string) => T): T | undefined {
  return isPresent(parameters, name) ? read(parameters, name) : undefined;
}
