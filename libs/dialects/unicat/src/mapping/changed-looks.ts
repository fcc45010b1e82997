import { canonicalJson, type JsonValue } from '#records';
import type { Definition, Field, FieldClass, Gid } from '../wire/schema.js';
import { Choices } from './choices.js';
import { allFields } from './definition-parts.js';
import { type Echo, everyRecord } from './echo.js';
import { distinctByName } from './field-shape.js';
import type { SchemaContent } from './project-schema.js';
import { isCommitted, isExtended } from './schema-items.js';

/**
 * Which records look different by another schema: in what they show of themselves, not in how that is described. Those that got
 * another definition have entries of their own.
 */
export function echoesOfSchema(before: SchemaContent, after: SchemaContent): readonly Echo[] {
  if (before === after) return [];
  if (projectLooks(before, after)) return [everyRecord];
  const fields = changedFields(before, after);
  const isChanged = (now: Definition): boolean => {
    const old = before.definitions.get(now.gid);
    // What is in the making has no records, and what is new has none that did not get it.
    if (old === undefined || !(isCommitted(old) || isExtended(old))) return false;
    if (fields.size > 0 && allFields(now, after).some((gid) => fields.has(gid))) return true;
    const isSame = old === now && now.classes.every((gid) => before.classes.get(gid) === after.classes.get(gid));
    return !isSame && lookOfDefinition(old, before) !== lookOfDefinition(now, after);
  };
  return [...after.definitions.values()].filter(isChanged).map(({ gid }) => ({ kind: 'definition', gid }));
}

/** Languages show in every record, as do channels and orderings that are no more. */
function projectLooks({ project: { options: before } }: SchemaContent, { project: { options: after } }: SchemaContent): boolean {
  const lost = (one: object, other: object): boolean => Object.keys(one).some((key) => !Object.hasOwn(other, key));
  const languages = before.languages.join() !== after.languages.join();
  return languages || lost(before.channels, after.channels) || lost(before.orderings, after.orderings);
}

/** By themselves, or by the class that they hold. A class inside a class shows as it is stored, so this goes no deeper. */
function changedFields(before: SchemaContent, after: SchemaContent): ReadonlySet<Gid> {
  const fields = changed(before.fields, after.fields, lookOfField, lookOfField);
  const members =
    (content: SchemaContent) =>
    ({ fields: gids }: FieldClass): string =>
      canonicalJson(shownFields(gids, content));
  const classes = changed(before.classes, after.classes, members(before), members(after));
  for (const { gid, fields: own } of after.classes.values()) if (own.some((each) => fields.has(each))) classes.add(gid);
  for (const field of after.fields.values()) if (classes.has(classOf(field) ?? '')) fields.add(field.gid);
  return fields;
}

function changed<T>(
  before: ReadonlyMap<Gid, T>,
  after: ReadonlyMap<Gid, T>,
  lookBefore: (item: T) => string,
  lookAfter: (item: T) => string,
): Set<Gid> {
  const gids = new Set<Gid>();
  for (const [gid, now] of after) {
    const old = before.get(gid);
    if (old !== undefined && old !== now && lookBefore(old) !== lookAfter(now)) gids.add(gid);
  }
  return gids;
}

function lookOfField(field: Field): string {
  const { name, type, is_localized, options } = field;
  const shownAs = options.value_labels === false ? 'keys' : options.values;
  const choices = Choices.of(field) === undefined ? null : shownAs;
  return canonicalJson([name, type, is_localized, choices, classOf(field)] as JsonValue);
}

function classOf({ type, options }: Field): Gid | null {
  return type === 'class' || type === 'classlist' ? (options.class ?? null) : null;
}

function lookOfDefinition(definition: Definition, content: SchemaContent): string {
  const shown = shownFields(allFields(definition, content), content);
  return canonicalJson([shown.includes(definition.titlefield) ? definition.titlefield : null, shown]);
}

/** Their order does not show: values are members of an object, of which each name has one. */
function shownFields(gids: readonly Gid[], { fields }: SchemaContent): readonly Gid[] {
  const known = gids.map((gid) => fields.get(gid)).filter((field) => field !== undefined);
  return distinctByName(known)
    .map(({ gid }) => gid)
    .sort();
}
