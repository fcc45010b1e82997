import type { CollectionName, RecordQuery, SpaceId } from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import type { RecordRow } from '../rows/record.row.js';
import { ask } from './page-statements.js';
import { buildBranches, buildMatches, type Listing } from './record-page.js';

type Scope = readonly [SpaceId, CollectionName];

/** The records of one number of the list, in the order of the query, as far as they were read. */
interface Branch {
  readonly number: number;
  /** Ordinals that were not looked at yet. */
  rows: readonly number[];
  /** How many were looked at. */
  taken: number;
  /** Whether there are none beyond `rows`. */
  isRead: boolean;
}

/** Times a number's share of the page, were all numbers alike, that is read at first: others must not run out before. */
const spare = 3;
/** Times as much as before that is looked at, at most, where matches are rare. */
const steepest = 16;
/** Rows of one number at a time. */
const mostRows = 20_000;

/**
 * A page of the records that have one of a list's numbers: the records of each number are read in order from its own index,
 * merged, and the other conditions looked up for as many of them as the page needs.
 * @returns one row more than the page where there is more
 */
export async function walkList(session: SqlSession, scope: Scope, query: RecordQuery, list: Listing): Promise<RecordRow[]> {
  const { skip = 0, limit, descending = false } = query;
  const wanted = skip + limit + 1;
  const sign = descending ? -1 : 1;
  const numbers = [...new Set(list.among)];
  const branches = numbers.map((number): Branch => ({ number, rows: [], taken: 0, isRead: false }));
  const found: RecordRow[] = [];
  let size = Math.ceil((wanted * spare) / numbers.length) + 4;
  for (let from: number | undefined; ; ) {
    // What was looked at so far, times this, should give the rest of the page.
    const more = Math.min(steepest, (wanted - found.length) / Math.max(found.length, 1));
    const short = branches.filter(({ rows, taken, isRead }) => !isRead && (rows.length === 0 || rows.length < taken * more));
    const needed = Math.max(...short.map(({ taken }) => taken * more * 1.25));
    size = Math.min(mostRows, Math.max(size, Math.ceil(needed)));
    await read(short, size, { session, scope, list, query: from === undefined ? query : continued(query, from) });
    const ends = branches.filter(({ isRead }) => !isRead).map(({ rows }) => (rows.at(-1) ?? 0) * sign);
    // Up to where the first one of them ends, nothing is missing.
    const end = Math.min(...ends);
    const ordinals = [...new Set(branches.flatMap((branch) => take(branch, (ordinal) => ordinal * sign <= end)))];
    const rest = { ...query, skip: 0, limit: wanted - found.length - 1 };
    if (ordinals.length > 0)
      found.push(...(await ask<RecordRow>(session, buildMatches(rest, scope, session.syntax, list, ordinals))));
    if (found.length >= wanted || ends.length === 0) return found.slice(skip);
    from = end * sign;
  }
}

const continued = (query: RecordQuery, from: number): RecordQuery =>
  query.descending ? { ...query, before: from } : { ...query, after: from };

async function read(
  branches: readonly Branch[],
  size: number,
  {
    session,
    scope,
    list,
    query,
  }: { readonly session: SqlSession; readonly scope: Scope; readonly list: Listing; readonly query: RecordQuery },
): Promise<void> {
  const among = branches.map(({ number }) => number);
  const statement = buildBranches(query, scope, session.syntax, { ...list, among }, size);
  const answered = await ask<{ number: number; ordinals: string }>(session, statement);
  const read = new Map(answered.map(({ number, ordinals }) => [number, JSON.parse(ordinals) as number[]]));
  for (const branch of branches) {
    branch.rows = read.get(branch.number) ?? [];
    branch.isRead = branch.rows.length < size;
  }
}

/** The rows of a branch up to where the merge goes; the others stay. */
function take(branch: Branch, isWithin: (ordinal: number) => boolean): readonly number[] {
  const beyond = branch.rows.findIndex((ordinal) => !isWithin(ordinal));
  const count = beyond === -1 ? branch.rows.length : beyond;
  const taken = branch.rows.slice(0, count);
  branch.rows = branch.rows.slice(count);
  branch.taken += count;
  return taken;
}
