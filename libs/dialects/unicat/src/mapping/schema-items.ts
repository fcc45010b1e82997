import type { Definition, Gid, SchemaItems } from '../wire/schema.js';
import { allFields } from './definition-parts.js';
import { freeName } from './free-name.js';
import type { SchemaContent } from './project-schema.js';
import { type ItemKind, plurals } from './schema-log.js';

/** Kinds of items that are changed through working copies of their own; a layout goes along with its owner. */
export type EditedKind = 'definition' | 'class' | 'field';
/** Kinds that have a layout and an ordered list of fields. */
export type LaidOutKind = 'definition' | 'class';

export function itemsOf<K extends ItemKind>(content: SchemaContent, kind: K): ReadonlyMap<Gid, SchemaItems[K]> {
  return content[plurals[kind]] as ReadonlyMap<Gid, unknown> as ReadonlyMap<Gid, SchemaItems[K]>;
}

type State = Pick<SchemaItems[EditedKind], 'is_new' | 'is_working_copy'>;

export function isCommitted({ is_new, is_working_copy }: State): boolean {
  return !is_new && !is_working_copy;
}

/** A record's private copy of a definition is changed through its record only (contract §1.5). */
export function isExtended(item: SchemaItems[EditedKind]): boolean {
  return 'is_extended' in item && item.is_extended;
}

/** There is at most one: whoever changes an item again goes on where the last one stopped. */
export function workingCopyOf<K extends EditedKind>(content: SchemaContent, kind: K, gid: Gid): SchemaItems[K] | undefined {
  for (const item of itemsOf(content, kind).values()) {
    if (item.original === gid && item.is_working_copy && !isExtended(item)) return item;
  }
  return undefined;
}

/** Without fields in fieldlists that the definition no longer has. */
export function tidyFieldlists(definition: Definition, content: SchemaContent): Definition {
  const known = new Set(allFields(definition, content));
  const lists = Object.entries(definition.fieldlists);
  if (lists.every(([, gids]) => gids.every((gid) => known.has(gid)))) return definition;
  const fieldlists = Object.fromEntries(lists.map(([key, gids]) => [key, gids.filter((gid) => known.has(gid))]));
  return { ...definition, fieldlists };
}

/** With a title field that it has; its first field, where it lost the one it had. */
export function withTitle(definition: Definition, content: SchemaContent): Definition {
  const known = new Set(allFields(definition, content));
  const [first] = known;
  return first === undefined || known.has(definition.titlefield) ? definition : { ...definition, titlefield: first };
}

/** Whether other items refer to it, those in the making included; what a record refers to is not looked at. */
export function isReferredTo(content: SchemaContent, kind: EditedKind, gid: Gid): boolean {
  const definitions = [...content.definitions.values()];
  switch (kind) {
    case 'field':
      return (
        definitions.some(({ fields, titlefield }) => fields.includes(gid) || titlefield === gid) ||
        [...content.classes.values()].some(({ fields }) => fields.includes(gid))
      );
    case 'class':
      return (
        definitions.some(({ classes }) => classes.includes(gid)) ||
        [...content.fields.values()].some(({ options }) => options.class === gid)
      );
    case 'definition':
      return definitions.some(
        (each) =>
          (each.is_extended && each.original === gid) ||
          (each.gid !== gid && each.original !== gid && each.childdefinitions.includes(gid)),
      );
  }
}

/** The name with a number behind it where a committed item has it already. */
export function freeItemName(content: SchemaContent, kind: EditedKind, name: string): string {
  const committed = [...itemsOf(content, kind).values()].filter(isCommitted);
  return freeName(name, new Set(committed.map((item) => item.name)));
}
