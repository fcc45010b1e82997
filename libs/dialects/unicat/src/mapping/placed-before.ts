import type { Gid } from '../wire/schema.js';

/** A list with the item before another one: at the end where that one is not in the list, where it is before itself. */
export function placedBefore(gids: readonly Gid[], item: Gid, before: Gid | undefined): readonly Gid[] {
  if (before === item && gids.includes(item)) return gids;
  const others = gids.filter((each) => each !== item);
  const at = before === undefined ? -1 : others.indexOf(before);
  return at < 0 ? [...others, item] : others.toSpliced(at, 0, item);
}
