import type { Entry, EntryNumber } from '#records';
import type { ListReader } from '../list/list-reader.js';
import type { Table } from '../mapping/table.js';

interface Search {
  readonly entry: Entry;
  /** The first entry known to be of the same write. */
  readonly first: Entry;
  /** No entry before this number is of the same write. */
  readonly from: EntryNumber;
}

/**
 * The first entry of the write that each of the entries belongs to. Entries next to each other are of one write if they are of
 * one instant, and a write has at most one entry for each row; so it is searched by halves, for all entries at once.
 */
export async function firstsOfWrites<Row extends object>(
  { reader }: ListReader,
  { collection }: Table<Row>,
  entries: readonly Entry[],
): Promise<ReadonlyMap<EntryNumber, Entry>> {
  const { records } = await reader.head(collection);
  let searches: Search[] = entries.map((entry) => ({ entry, first: entry, from: Math.max(1, entry.number - records) }));
  while (searches.some(isOpen)) {
    const found = await reader.findEntries(collection, searches.filter(isOpen).map(middleOf));
    const byNumber = new Map(found.map((entry) => [entry.number, entry]));
    searches = searches.map((search) => (isOpen(search) ? narrowed(search, byNumber.get(middleOf(search))) : search));
  }
  return new Map(searches.map(({ entry, first }) => [entry.number, first]));
}

function isOpen({ first, from }: Search): boolean {
  return from < first.number;
}

function middleOf({ first, from }: Search): EntryNumber {
  return Math.floor((from + first.number) / 2);
}

function narrowed(search: Search, middle: Entry | undefined): Search {
  if (middle?.recordedAt === search.entry.recordedAt) return { ...search, first: middle };
  return { ...search, from: middleOf(search) + 1 };
}
