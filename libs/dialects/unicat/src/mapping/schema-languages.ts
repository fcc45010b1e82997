import type { JsonValue } from '#records';
import type { Choice, Definition, Field, FieldClass, Gid, Language, Layout, Localized } from '../wire/schema.js';
import { isObject, member, own } from './members.js';
import type { SchemaContent } from './project-schema.js';

/**
 * The language that a new one is taken from: `nl` for `nl-be`, another `nl-…` for `nl` or `nl-be`, else the default (contract §5).
 * @param all of the project, the default first
 */
export function closestLanguage(language: Language, all: readonly Language[]): Language {
  for (let part = language; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('-')))) {
    const found = all.find((each) => each === part) ?? all.find((each) => each.startsWith(`${part}-`));
    if (found !== undefined) return found;
  }
  return all[0] ?? language;
}

/** What becomes of every localized value when a project gets or loses a language. */
export interface LanguageChange {
  /** Of the project before. */
  readonly before: readonly Language[];
  readonly after: readonly Language[];
  localized<T>(value: Localized<T>): Localized<T>;
}

/** @param all languages of the project so far */
export function addingLanguage(language: Language, all: readonly Language[]): LanguageChange {
  const source = closestLanguage(language, all);
  return {
    before: all,
    after: [...all, language],
    localized: (value) => {
      const copied = own(value, source);
      return copied === undefined ? value : { ...value, [language]: copied };
    },
  };
}

/** @param all languages of the project so far */
export function removingLanguage(language: Language, all: readonly Language[]): LanguageChange {
  return {
    before: all,
    after: all.filter((each) => each !== language),
    localized: (value) => Object.fromEntries(Object.entries(value).filter(([each]) => each !== language)),
  };
}

export interface RelabelledItems {
  readonly definitions: readonly Definition[];
  readonly classes: readonly FieldClass[];
  readonly fields: readonly Field[];
  readonly layouts: readonly Layout[];
}

/** All that is localized in a schema, after the change. */
export function relabel({ definitions, classes, fields, layouts }: SchemaContent, change: LanguageChange): RelabelledItems {
  const labelled = <T extends Definition | FieldClass>(item: T): T => ({
    ...item,
    label: change.localized(item.label),
    metadata: relabelMetadata(item.metadata, change),
  });
  return {
    definitions: [...definitions.values()].map(labelled),
    classes: [...classes.values()].map(labelled),
    fields: [...fields.values()].map((field) => relabelField(field, change)),
    layouts: [...layouts.values()].map((layout) => ({
      ...layout,
      components: relabelInside(layout.components, change) as { readonly [gid: Gid]: JsonValue },
    })),
  };
}

function relabelField(field: Field, change: LanguageChange): Field {
  const { values, ...others } = field.options;
  const opaque = relabelInside(others as { readonly [name: string]: JsonValue }, change) as typeof others;
  return {
    ...field,
    label: change.localized(field.label),
    initial: change.localized(field.initial),
    metadata: relabelMetadata(field.metadata, change),
    options: Array.isArray(values)
      ? { ...opaque, values: values.map((choice: Choice) => change.localized(choice) as Choice) }
      : field.options.values === undefined
        ? opaque
        : { ...opaque, values: field.options.values },
  };
}

function relabelMetadata(
  metadata: { readonly [name: string]: JsonValue },
  change: LanguageChange,
): { readonly [name: string]: JsonValue } {
  return Object.fromEntries(
    Object.entries(metadata).map(([name, entry]): [string, JsonValue] => {
      if (!isObject(entry)) return [name, entry];
      const value = member(entry, 'value');
      if (member(entry, 'is_localized') !== true || !isObject(value)) return [name, entry];
      return [name, { ...entry, value: change.localized(value) }];
    }),
  );
}

/** In what is opaque to us, an object with just the languages of the project as its members is a localized value. */
function relabelInside(value: JsonValue, change: LanguageChange): JsonValue {
  if (Array.isArray(value)) return value.map((each) => relabelInside(each as JsonValue, change));
  if (!isObject(value)) return value;
  const names = Object.keys(value);
  if (names.length === change.before.length && change.before.every((language) => Object.hasOwn(value, language))) {
    return change.localized(value);
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, relabelInside(each, change)]));
}
