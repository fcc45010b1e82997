import { canonicalJson, type JsonValue } from '#records';
import type { Definition, Field, FieldClass, Gid } from '../wire/schema.js';
import { type Echo, everyRecord } from './echo.js';
import type { SchemaContent } from './project-schema.js';

/** Which records look different by another schema. Those that got another definition have entries of their own. */
export function echoesOfSchema(before: SchemaContent, after: SchemaContent): readonly Echo[] {
  if (before === after) return [];
  if (projectLooks(before, after)) return [everyRecord];
  const fields = differing(before.fields, after.fields, ({ name, type, is_localized, options }: Field) => ({
    name,
    type,
    is_localized,
    options,
  }));
  const classes = differing(before.classes, after.classes, (each: FieldClass) => ({ fields: each.fields }));
  spread(after, fields, classes);
  const definitions = differing(before.definitions, after.definitions, (each: Definition) => ({
    fields: each.fields,
    classes: each.classes,
    titlefield: each.titlefield,
  }));
  for (const { gid, fields: own, classes: used } of after.definitions.values()) {
    if (own.some((each) => fields.has(each)) || used.some((each) => classes.has(each))) definitions.add(gid);
  }
  return [...definitions].filter((gid) => before.definitions.has(gid)).map((gid) => ({ kind: 'definition', gid }));
}

/** Languages show in every record, as do channels and orderings that are no more. */
function projectLooks({ project: { options: before } }: SchemaContent, { project: { options: after } }: SchemaContent): boolean {
  const lost = (one: object, other: object): boolean => Object.keys(one).some((key) => !Object.hasOwn(other, key));
  const languages = before.languages.join() !== after.languages.join();
  return languages || lost(before.channels, after.channels) || lost(before.orderings, after.orderings);
}

function differing<T>(before: ReadonlyMap<Gid, T>, after: ReadonlyMap<Gid, T>, looks: (item: T) => object): Set<Gid> {
  const text = (item: T): string => canonicalJson(looks(item) as JsonValue);
  const changed = new Set<Gid>();
  for (const [gid, item] of after) {
    const old = before.get(gid);
    if (old !== undefined && old !== item && text(old) !== text(item)) changed.add(gid);
  }
  return changed;
}

/** A class is another one by its fields, and a field by the class that it holds. */
function spread(content: SchemaContent, fields: Set<Gid>, classes: Set<Gid>): void {
  for (let known = -1; known !== fields.size + classes.size; ) {
    known = fields.size + classes.size;
    for (const { gid, fields: own } of content.classes.values()) if (own.some((each) => fields.has(each))) classes.add(gid);
    for (const { gid, options } of content.fields.values()) if (options.class && classes.has(options.class)) fields.add(gid);
  }
}
