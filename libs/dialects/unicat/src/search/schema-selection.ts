import { BulkSelectionError } from '../errors/unicat-errors.js';
import { isObject } from '../mapping/members.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import { findSchemaItem, type SchemaReference, searchSchema } from './schema-search.js';
import { readSelectedSearch, type SearchQuery } from './search-parameters.js';

/** One item of a `selection` (contract §4.4): a gid, or a search without some of its results. */
export type SchemaSelectionItem = string | { readonly search: SearchQuery; readonly exclude: ReadonlySet<string> };

/**
 * @throws BulkSelectionError for what is no list of gids and searches; the schema is no tree, so there are no children
 */
export function readSchemaSelection(selection: unknown): SchemaSelectionItem[] {
  if (!Array.isArray(selection) || selection.length === 0) throw new BulkSelectionError();
  return selection.map(readItem);
}

function readItem(item: unknown): SchemaSelectionItem {
  if (typeof item === 'string') return item;
  if (!isRecord(item) || !isRecord(item.search)) throw new BulkSelectionError();
  const exclude = item.exclude ?? [];
  if (!Array.isArray(exclude) || !exclude.every((each) => typeof each === 'string')) throw new BulkSelectionError();
  return { search: readSelectedSearch(item.search), exclude: new Set(exclude) };
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return isObject((value ?? null) as Parameters<typeof isObject>[0]);
}

/**
 * What is selected, in the order of the selection, each once; unknown gids are left out.
 * @throws BulkSelectionError for a language that the project does not have
 * @throws SearchError
 */
export function selectSchemaItems(schema: ProjectSchema, selection: readonly SchemaSelectionItem[]): SchemaReference[] {
  const gids = selection.flatMap((item) => {
    if (typeof item === 'string') return [item];
    if (!schema.languages.includes(item.search.language)) throw new BulkSelectionError();
    return searchSchema(schema, item.search).filter((gid) => !item.exclude.has(gid));
  });
  return [...new Set(gids)].map((gid) => findSchemaItem(schema, gid)).filter((each) => each !== undefined);
}
