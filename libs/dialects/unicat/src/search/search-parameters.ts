import type { JsonValue } from '#records';
import { BadParameter, BulkSelectionError } from '../errors/unicat-errors.js';
import type { SearchedRecords } from '../project/record-search.js';

/** What is searched for, of whichever kind; `q` and `filter` may both be empty, which finds nothing (contract §6). */
export type SearchQuery = SearchedRecords;

/**
 * `language`, `q` and `filter` as a search has them.
 * @throws BadParameter for a member of a wrong type
 */
export function readSearchQuery(parameters: { readonly [name: string]: unknown }): SearchQuery {
  const { language } = parameters;
  const q = parameters.q ?? '';
  const filter = parameters.filter ?? [];
  if (typeof language !== 'string') throw new BadParameter('language');
  if (typeof q !== 'string') throw new BadParameter('q');
  if (!Array.isArray(filter)) throw new BadParameter('filter');
  return { language, q, filter: filter as readonly JsonValue[] };
}

/**
 * The same as the `search` of a selection's item.
 * @throws BulkSelectionError where a member has a wrong type
 */
export function readSelectedSearch(search: { readonly [name: string]: unknown }): SearchQuery {
  try {
    return readSearchQuery(search);
  } catch (error) {
    throw error instanceof BadParameter ? new BulkSelectionError() : error;
  }
}
