import { PointercrateError } from '../errors/pointercrate-error.js';

/**
 * Where a demon stands after another one was moved. A new one is moved from behind the end.
 * @param from position that the other one had
 * @param to position that it gets
 */
export function displaced(position: number, from: number, to: number): number {
  if (position >= to && position < from) return position + 1;
  if (position > from && position <= to) return position - 1;
  return position;
}

/** @throws PointercrateError 42213: positions are 1 to n without holes (contract §1.6) */
export function requirePosition(position: number, maximal: number): void {
  if (position < 1 || position > maximal) throw new PointercrateError(42213, { maximal });
}
