import { isUuid4, type JsonValue } from '#records';
import { BulkSelectionError } from '../errors/unicat-errors.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import { readSelectedSearch } from '../search/search-parameters.js';
import type { Gid } from '../wire/schema.js';
import type { ChildrenQuery } from './project-reader.js';
import type { SearchedRecords } from './record-search.js';

/** One part of a selection (contract §4.4); records that are named one by one are one part. */
export type SelectionPart =
  | { readonly kind: 'records'; readonly gids: readonly Gid[] }
  | { readonly kind: 'children'; readonly parent: Gid; readonly query: ChildrenQuery; readonly exclude: ReadonlySet<Gid> }
  | { readonly kind: 'search'; readonly query: SearchedRecords; readonly exclude: ReadonlySet<Gid> };

type Members = { readonly [name: string]: JsonValue };

/** Each part but those of gids alone is looked up for every page; gids that follow each other are one. */
const mostParts = 1000;

/**
 * @param selection as it came
 * @throws BulkSelectionError
 */
export function readSelection(selection: unknown): readonly SelectionPart[] {
  if (!Array.isArray(selection) || selection.length === 0) throw new BulkSelectionError();
  const parts: SelectionPart[] = [];
  let gids: Gid[] = [];
  for (const item of selection as readonly JsonValue[]) {
    if (typeof item !== 'string') parts.push(readPart(item));
    else if (parts.at(-1)?.kind === 'records') gids.push(item);
    else {
      gids = [item];
      parts.push({ kind: 'records', gids });
    }
  }
  if (parts.length > mostParts) throw new BulkSelectionError();
  return parts.map((part) => (part.kind === 'records' ? { ...part, gids: [...new Set(part.gids)] } : part));
}

/**
 * Languages, channels and orderings must be those of the project.
 * @throws BulkSelectionError
 */
export function requireKnownNames(parts: readonly SelectionPart[], { languages, content }: ProjectSchema): void {
  const { channels, orderings } = content.project.options;
  const isKnown = (part: SelectionPart): boolean => {
    if (part.kind === 'records') return true;
    if (part.kind === 'search') return languages.includes(part.query.language);
    const { channel, ordering } = part.query;
    return (
      (channel === undefined || Object.hasOwn(channels, channel)) &&
      (ordering === undefined || Object.hasOwn(orderings, ordering))
    );
  };
  if (!parts.every(isKnown)) throw new BulkSelectionError();
}

function readPart(item: JsonValue): SelectionPart {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw new BulkSelectionError();
  const members = item as Members;
  const { children = null, search = null } = members;
  const exclude = new Set(texts(members.exclude ?? []));
  if (children !== null) {
    const query = { channel: optional(members.channel), ordering: optional(members.ordering) };
    return { kind: 'children', parent: text(children), query, exclude };
  }
  if (search === null || typeof search !== 'object' || Array.isArray(search)) throw new BulkSelectionError();
  return { kind: 'search', query: readSelectedSearch(search as Members), exclude };
}

function text(value: JsonValue): string {
  if (typeof value !== 'string') throw new BulkSelectionError();
  return value;
}

function optional(value: JsonValue | undefined): string | undefined {
  return value === undefined || value === null ? undefined : text(value);
}

function texts(value: JsonValue): readonly string[] {
  if (!Array.isArray(value)) throw new BulkSelectionError();
  return value.map((each) => text(each as JsonValue));
}

/** What is no gid names nothing. */
export function gidsOf(texts: Iterable<string>): Gid[] {
  return [...texts].filter(isUuid4);
}
