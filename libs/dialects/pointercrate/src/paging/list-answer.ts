import type { LinkedList } from './page-links.js';
import type { ListPage } from './page-window.js';

/** A page as it is sent, with what its links are made of. */
export interface ListAnswer {
  readonly documents: readonly object[];
  /** The ids of the documents. */
  readonly page: ListPage<number>;
  /** With the filters as the caller is taken to have given them. */
  readonly query: Omit<LinkedList, 'path'>;
}

/** @param idOf the id that the list is paged by */
export function answerList<Item>(
  page: ListPage<Item>,
  query: ListAnswer['query'],
  idOf: (item: Item) => number,
  serialize: (item: Item) => object,
): ListAnswer {
  return { documents: page.items.map(serialize), page: { ...page, items: page.items.map(idOf) }, query };
}
