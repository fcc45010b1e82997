import { firstIndex } from './first-index.js';
import { type ListPage, type PageWindow, readsBackwards } from './page-window.js';

/** Objects at hand in ascending order of their ids, too many to look at all of them. */
export interface Sequence<Item> {
  readonly length: number;
  idAt(index: number): number;
  /** Undefined: it does not fulfil the filters. */
  matchAt(index: number): Item | undefined;
}

/** A page of a sequence: starts where the window does and ends with the page. */
export function sequencePage<Item>({ length, idAt, matchAt }: Sequence<Item>, window: PageWindow): ListPage<Item> {
  const { limit, before, after } = window;
  const from = after === undefined ? 0 : firstIndex(length, (index) => idAt(index) > after);
  const to = before === undefined ? length : firstIndex(length, (index) => idAt(index) >= before);
  const backwards = readsBackwards(window);
  const found: Item[] = [];
  // One more than asked for tells whether there is more.
  for (let step = 0; step < to - from && found.length <= limit; step += 1) {
    const item = matchAt(backwards ? to - 1 - step : from + step);
    if (item !== undefined) found.push(item);
  }
  const items = found.slice(0, limit);
  const bounds = length === 0 ? undefined : { least: idAt(0), greatest: idAt(length - 1) };
  return { items: backwards ? items.reverse() : items, more: found.length > limit, bounds };
}
