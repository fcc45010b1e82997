import { defaultLimit } from './list-query.js';
import type { ListPage, PageWindow } from './page-window.js';

/** Where further pages are: `next` and `prev` as URLs with relation, in the order of contract §5.3. */
export interface PageLink {
  readonly rel: 'first' | 'last' | 'next' | 'prev';
  readonly url: string;
}

export interface LinkedList {
  /** Absolute path of the list, without query. */
  readonly path: string;
  readonly window: PageWindow;
  /** In the order in which links name them. */
  readonly filters: { readonly [name: string]: string | number | boolean | undefined };
}

/** @param page its items reduced to their ids */
export function pageLinks(list: LinkedList, { items: ids, more, bounds }: ListPage<number>): PageLink[] {
  const link = (rel: PageLink['rel'], side: 'before' | 'after', id: number): PageLink => ({ rel, url: urlOf(list, side, id) });
  const links: PageLink[] = [];
  if (bounds !== undefined) {
    links.push(link('first', 'after', bounds.least - 1), link('last', 'before', bounds.greatest + 1));
  }
  const { before, after } = list.window;
  const [hasNext, hasPrevious] = neighbours(list.window, more);
  if (hasNext) links.push(link('next', 'after', ids.at(-1) ?? (before ?? 0) - 1));
  if (hasPrevious) links.push(link('prev', 'before', ids[0] ?? (after ?? 0) + 1));
  return links;
}

/** "Always" may lead to an empty page: clients know it so (contract §5.3, D27). */
function neighbours({ before, after }: PageWindow, more: boolean): readonly [next: boolean, previous: boolean] {
  if (before === undefined) return [more, after !== undefined];
  return after === undefined ? [true, more] : [false, false];
}

function urlOf({ path, window: { limit }, filters }: LinkedList, side: 'before' | 'after', id: number): string {
  const query = new URLSearchParams({ [side]: String(id) });
  if (limit !== defaultLimit) query.set('limit', String(limit));
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, String(value));
  return `${path}?${query}`;
}

/** `Links`, which the server's own front end cuts at these exact places (contract §5.3). */
export function linksHeader(links: readonly PageLink[]): string {
  return links.map(({ rel, url }) => `<${url}>; rel=${rel}`).join(',');
}

/** `Link` (RFC 8288). */
export function linkHeader(links: readonly PageLink[]): string {
  return links.map(({ rel, url }) => `<${url}>; rel="${rel}"`).join(', ');
}
