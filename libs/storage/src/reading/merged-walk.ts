import type { CollectionName, RecordQuery, SpaceId } from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { StatementCache } from '../engines/statement.js';
import { joinBlob, type RecordRow, recordColumns } from '../rows/record.row.js';
import { ask } from './page-statements.js';
import { buildBranches } from './record-page.js';

const byOrdinals = new StatementCache();

type Scope = readonly [SpaceId, CollectionName];

/** A match of the list that leads, under one of its numbers. */
interface Branch {
  readonly number: number;
  readonly ordinal: number;
}

/** A number's share of a page, were all alike, times this is read at first. */
const spare = 3;

/**
 * The next matches of a list of numbers in order, one more than the page has: a little of each number's, then the whole page of
 * those alone whose matches may not all be there yet.
 * @returns ordinals in the order of the query
 */
export async function mergeBranches(
  session: SqlSession,
  scope: Scope,
  query: RecordQuery,
  numbers: readonly number[],
): Promise<number[]> {
  const wanted = query.limit + 1 + (query.skip ?? 0);
  const share = Math.min(wanted, Math.ceil((wanted * spare) / numbers.length) + 4);
  const branches = await ask<Branch>(session, buildBranches(query, scope, session.syntax, numbers, share));
  const first = inOrder(branches, query);
  const last = first[wanted - 1];
  const cut = numbers.filter((number) => {
    const own = inOrder(
      branches.filter((branch) => branch.number === number),
      query,
    );
    const furthest = own.at(-1);
    if (furthest === undefined || own.length < share || share === wanted) return false;
    // Once it reaches beyond the page, nothing that was left out of it can be on it.
    return last === undefined || !isBeyond(furthest, last, query);
  });
  if (cut.length === 0) return first.slice(query.skip ?? 0, wanted);
  const whole = await ask<Branch>(session, buildBranches(query, scope, session.syntax, cut, wanted));
  const others = branches.filter(({ number }) => !cut.includes(number));
  return inOrder([...others, ...whole], query).slice(query.skip ?? 0, wanted);
}

function isBeyond(ordinal: number, end: number, { descending = false }: RecordQuery): boolean {
  return descending ? ordinal <= end : ordinal >= end;
}

/** Distinct, since one record may have several numbers of the list. */
function inOrder(branches: readonly Branch[], { descending = false }: RecordQuery): number[] {
  const ordinals = [...new Set(branches.map(({ ordinal }) => ordinal))].sort((a, b) => a - b);
  return descending ? ordinals.reverse() : ordinals;
}

export async function readRecordsAt(
  session: SqlSession,
  [space, collection]: Scope,
  { descending = false }: RecordQuery,
  ordinals: readonly number[],
): Promise<RecordRow[]> {
  if (ordinals.length === 0) return [];
  const { syntax } = session;
  const statement = byOrdinals.get(
    syntax.engine,
    () => `SELECT ${recordColumns} FROM record r ${joinBlob}
      WHERE r.space = $1 AND r.collection = $2 AND ${syntax.amongIntegers('r.ordinal', '$3')} ORDER BY r.ordinal`,
  );
  const rows = await session.all<RecordRow>(statement, [space, collection, syntax.listOfIntegers(ordinals)]);
  return descending ? rows.reverse() : rows;
}
