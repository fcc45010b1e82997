import type { FastifyRequest } from 'fastify';
import type { RouteTable } from './route-table.js';

export interface ErrorAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  /** JSON text; undefined for an empty body. */
  readonly body: string | undefined;
}

/** Turns anything thrown into the dialect's answer. Pure: it neither logs nor sends. */
export type ErrorPresenter = (error: unknown, request: FastifyRequest) => ErrorAnswer;

/** One API as the gateway sees it from outside: which requests are its, and how it words refusals. */
export interface Dialect {
  readonly name: string;
  /** @param path the raw path without query */
  owns(path: string): boolean;
  readonly present: ErrorPresenter;
  /** Whether a request would write, so that read-only maintenance refuses it. */
  mutates(method: string, path: string): boolean;
  /**
   * Where a path without a route leads in the dialect's other spellings (a slash more or less, an older name).
   * @returns an absolute path with the query, or undefined where there is none
   */
  relocate?(url: string, routes: RouteTable): { location: string; status: 301 | 302 | 308 } | undefined;
}

/** Asks the dialects in turn; the last one owns what nobody else does. */
export function dialectOf(dialects: readonly Dialect[], url: string): Dialect {
  const path = pathOf(url);
  const dialect = dialects.find((each) => each.owns(path));
  if (dialect === undefined) throw new RangeError('The last dialect must own every path');
  return dialect;
}

/** The raw path of a request target, still percent-encoded. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

/** The query of a request target with its question mark, or the empty string. */
export function queryOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? '' : url.slice(query);
}
