import { PointercrateError } from '../errors/pointercrate-error.js';

/** Which part of a list (contract §5.1): ids above `after` and below `before`. */
export interface PageWindow {
  readonly limit: number;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** The objects of a page, ascending by id. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** Whether there are further matches in reading direction. */
  readonly more: boolean;
  /** Least and greatest id of the whole table, whatever the filters; undefined where it is empty. */
  readonly bounds: Bounds | undefined;
}

export interface Bounds {
  readonly least: number;
  readonly greatest: number;
}

const mostPerPage = 100;

/** @throws PointercrateError 42207, 42227 (contract §5.1) */
export function requireWindow({ limit, before, after }: PageWindow): void {
  if (limit < 1 || limit > mostPerPage) throw new PointercrateError(42207);
  if (before !== undefined && after !== undefined && before < after) throw new PointercrateError(42227);
}

/** Only `before`: the page ends there, so it is read from its end (contract §5.2). */
export function readsBackwards({ before, after }: PageWindow): boolean {
  return before !== undefined && after === undefined;
}

/**
 * The page of a list that is at hand as a whole.
 * @param table all objects, ascending by id
 * @param matches those that fulfil the filters, ascending by id
 */
export function pageOf<Item>(
  table: readonly Item[],
  matches: readonly Item[],
  idOf: (item: Item) => number,
  window: PageWindow,
): ListPage<Item> {
  const { limit, before, after } = window;
  const inside = matches.filter(
    (item) => (after === undefined || idOf(item) > after) && (before === undefined || idOf(item) < before),
  );
  const items = readsBackwards(window) ? inside.slice(-limit) : inside.slice(0, limit);
  const [first, last] = [table[0], table.at(-1)];
  const bounds = first === undefined || last === undefined ? undefined : { least: idOf(first), greatest: idOf(last) };
  return { items, more: inside.length > limit, bounds };
}
