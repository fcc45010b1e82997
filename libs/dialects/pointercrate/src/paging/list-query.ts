import { queryOf } from '#dialect-kit';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { parseObjectId } from '../mapping/object-id.js';
import type { PageWindow } from './page-window.js';

/** Reads the value of one filter; undefined where it is unparsable. */
export type FilterParser<Value> = (text: string) => Value | undefined;

/** The filters of a list in the order in which links name them (contract §5.3). */
export interface FilterParsers {
  readonly [name: string]: FilterParser<string | number | boolean>;
}

export type FiltersOf<Parsers extends FilterParsers> = {
  readonly [Name in keyof Parsers]?: Exclude<ReturnType<Parsers[Name]>, undefined>;
};

export interface ListQuery<Parsers extends FilterParsers> {
  readonly window: PageWindow;
  readonly filters: FiltersOf<Parsers>;
}

/**
 * Page and filters of a list (contract §3.2, §5.1). Unknown names are ignored. Whether the window makes sense is asked
 * later, by `requireWindow`: questions of visibility come first.
 * @throws PointercrateError 40000 where a name is given twice or a value is unparsable
 */
export function parseListQuery<Parsers extends FilterParsers>(url: string, parsers: Parsers): ListQuery<Parsers> {
  const query = new URLSearchParams(queryOf(url));
  const filters = filtersIn(query, parsers);
  const limit = one(query, 'limit', parseObjectId);
  const before = one(query, 'before', parseObjectId);
  const after = one(query, 'after', parseObjectId);
  return { filters, window: { limit: limit ?? defaultLimit, before, after } };
}

export const defaultLimit = 50;

/**
 * The filters of a list without pages.
 * @throws PointercrateError 40000 as `parseListQuery` does
 */
export function parseFilters<Parsers extends FilterParsers>(url: string, parsers: Parsers): FiltersOf<Parsers> {
  return filtersIn(new URLSearchParams(queryOf(url)), parsers);
}

function filtersIn<Parsers extends FilterParsers>(query: URLSearchParams, parsers: Parsers): FiltersOf<Parsers> {
  // Missing ones too, so that a filter that is added later has its place among the others.
  const filters = Object.entries(parsers).map(([name, parse]) => [name, one(query, name, parse)]);
  return Object.fromEntries(filters) as FiltersOf<Parsers>;
}

function one<Value>(query: URLSearchParams, name: string, parse: FilterParser<Value>): Value | undefined {
  const [text, ...more] = query.getAll(name);
  if (text === undefined) return undefined;
  const value = more.length > 0 ? undefined : parse(text);
  if (value === undefined) throw new PointercrateError(40000);
  return value;
}

export const anyText: FilterParser<string> = (text) => text;

export const anyInteger: FilterParser<number> = parseObjectId;

/** A signed 16-bit integer. */
export const smallInteger: FilterParser<number> = (text) => {
  const value = parseObjectId(text);
  return value !== undefined && value >= -(2 ** 15) && value < 2 ** 15 ? value : undefined;
};

export const anyFlag: FilterParser<boolean> = (text) => {
  if (text === 'true') return true;
  return text === 'false' ? false : undefined;
};
