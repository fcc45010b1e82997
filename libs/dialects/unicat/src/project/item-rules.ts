import { randomUUID } from 'node:crypto';
import { BadParameter, NotPossible } from '../errors/unicat-errors.js';
import { completeOptions } from '../mapping/field-options.js';
import type { GivenClass, GivenDefinition, GivenField, GivenItems, MetadataEntry } from '../mapping/given-items.js';
import { initialOf } from '../mapping/initial-of-field.js';
import { isObject } from '../mapping/members.js';
import { type EditedKind, isCommitted, tidyFieldlists } from '../mapping/schema-items.js';
import type { Definition, Field, FieldClass, Gid, Language, Localized, SchemaItems } from '../wire/schema.js';
import type { ProjectWrite } from './project-write.js';
import { requireCommitted, requireItem } from './working-copies.js';

/** How items of one kind come to be and change. */
interface ItemRules<K extends EditedKind> {
  /** A new one that nothing was said about. */
  blank(write: ProjectWrite, layout: Gid): SchemaItems[K];
  /**
   * @throws BadParameter for a language that the project does not have
   * @throws RecordNotFound
   * @throws NotPossible where it would refer to what is not committed
   * @throws InvalidRecord for an initial value that is not of the field's type
   */
  change(write: ProjectWrite, item: SchemaItems[K], given: GivenItems[K]): SchemaItems[K];
}

export const itemRules: { readonly [K in EditedKind]: ItemRules<K> } = {
  field: { blank: blankField, change: changeField },
  class: { blank: blankClass, change: changeClass },
  definition: { blank: blankDefinition, change: changeDefinition },
};

const uncommitted = { original: null, is_new: true, is_working_copy: false } as const;

function blankField({ schema: { languages } }: ProjectWrite): Field {
  return {
    gid: randomUUID(),
    ...uncommitted,
    name: 'unnamed_field',
    label: emptyLabel(languages),
    type: 'text',
    options: {},
    is_localized: false,
    is_required: false,
    initial: Object.fromEntries(languages.map((language) => [language, null])),
    unit: null,
    metadata: {},
  };
}

function blankClass({ schema: { languages } }: ProjectWrite, layout: Gid): FieldClass {
  return {
    gid: randomUUID(),
    ...uncommitted,
    name: 'unnamed_class',
    label: emptyLabel(languages),
    fields: [],
    layout,
    metadata: {},
  };
}

/** Its title field is that of the base definition until it has fields of its own. */
function blankDefinition({ schema, project: { options } }: ProjectWrite, layout: Gid): Definition {
  const { definitions, fields } = schema.content;
  const base = [...definitions.values()].find(({ is_base }) => is_base);
  const [first = ''] = fields.keys();
  return {
    gid: randomUUID(),
    ...uncommitted,
    name: 'unnamed_definition',
    label: emptyLabel(schema.languages),
    classes: [],
    fields: [],
    titlefield: base?.titlefield ?? first,
    fieldlists: Object.fromEntries(options.orderedfieldlists.map((key) => [key, []])),
    layout,
    childdefinitions: [],
    metadata: {},
    is_base: false,
    is_extended: false,
  };
}

function emptyLabel(languages: readonly Language[]): Localized<string> {
  return Object.fromEntries(languages.map((language) => [language, '']));
}

function changeField(write: ProjectWrite, field: Field, given: GivenField): Field {
  const { languages } = write.schema;
  requireLanguages('initial', given.initial, [...languages, 'key']);
  const changed: Field = {
    ...field,
    ...shared(write, field, given),
    type: given.type ?? field.type,
    options: completeOptions(given.options ?? field.options, languages),
    is_localized: given.is_localized ?? field.is_localized,
    is_required: given.is_required ?? field.is_required,
    unit: given.unit === undefined ? field.unit : given.unit || null,
  };
  if (changed.options.class != null) requireCommitted(write, 'class', [changed.options.class]);
  const shape = write.schema.with({}).shapeOfField(changed);
  return { ...changed, initial: initialOf(shape, field.initial, given.initial, languages) };
}

function changeClass(write: ProjectWrite, item: FieldClass, given: GivenClass): FieldClass {
  return { ...item, ...shared(write, item, given), ...laidOut(write, item, given) };
}

function changeDefinition(write: ProjectWrite, item: Definition, given: GivenDefinition): Definition {
  const named = shared(write, item, given);
  const { classes = item.classes, childdefinitions = item.childdefinitions, titlefield = item.titlefield } = given;
  if (given.classes !== undefined) requireCommitted(write, 'class', classes);
  if (given.childdefinitions !== undefined) requireCommitted(write, 'definition', childdefinitions);
  if (given.titlefield !== undefined) requireCommitted(write, 'field', [titlefield]);
  const changed = { ...item, ...named, ...laidOut(write, item, given), classes, childdefinitions, titlefield };
  return tidyFieldlists(changed, write.schema.content);
}

function laidOut(write: ProjectWrite, item: FieldClass | Definition, given: GivenClass): Pick<FieldClass, 'fields' | 'layout'> {
  const { fields = item.fields, layout = item.layout } = given;
  if (given.fields !== undefined) requireCommitted(write, 'field', fields);
  // One that is new or a working copy goes the way of its owner.
  if (layout !== item.layout && !isCommitted(requireItem(write, 'layout', layout))) throw new NotPossible();
  return { fields, layout };
}

type Shared = Pick<Field, 'name' | 'label' | 'metadata'>;

function shared(write: ProjectWrite, item: Shared, given: GivenItems[EditedKind]): Shared {
  const { languages } = write.schema;
  requireLanguages('label', given.label, languages);
  return {
    name: given.name ?? item.name,
    label: { ...item.label, ...given.label },
    metadata: given.metadata === undefined ? item.metadata : completeMetadata(given.metadata, languages),
  };
}

function completeMetadata(
  metadata: { readonly [name: string]: MetadataEntry },
  languages: readonly Language[],
): Field['metadata'] {
  return Object.fromEntries(
    Object.entries(metadata).map(([name, entry]) => [name, { ...completeEntry('metadata', entry, languages) }]),
  );
}

/**
 * A localized value with all languages of the project, null where nothing was said.
 * @throws BadParameter for a localized value that is no object, or has other members
 */
export function completeEntry(parameter: string, entry: MetadataEntry, languages: readonly Language[]): MetadataEntry {
  const { is_localized, value } = entry;
  if (!is_localized || value === null) return entry;
  if (!isObject(value)) throw new BadParameter(parameter);
  requireLanguages(parameter, value, languages);
  return { ...entry, value: { ...Object.fromEntries(languages.map((language) => [language, null])), ...value } };
}

function requireLanguages(parameter: string, value: object | undefined, allowed: readonly string[]): void {
  if (!Object.keys(value ?? {}).every((name) => allowed.includes(name))) throw new BadParameter(parameter);
}
