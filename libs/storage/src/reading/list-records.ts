import {
  type CollectionName,
  isStorableText,
  type Page,
  type RecordFilter,
  type RecordQuery,
  type SpaceId,
  type StoredRecord,
} from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { type RecordRow, toRecord } from '../rows/record.row.js';
import { walkList } from './list-walk.js';
import { ask } from './page-statements.js';
import { buildCount, buildPage, leadingList } from './record-page.js';

/** A page in reading direction. `after` and `before` are bounds of the order's value whichever the direction. */
export async function listRecords(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  query: RecordQuery,
): Promise<Page<StoredRecord>> {
  if (!isPossible(query) || query.limit <= 0) return { items: [], more: false };
  const rows = await readRows(session, [space, collection], query);
  return { items: rows.slice(0, query.limit).map((row) => toRecord(collection, row)), more: rows.length > query.limit };
}

type Scope = readonly [SpaceId, CollectionName];

async function readRows(session: SqlSession, scope: Scope, query: RecordQuery): Promise<RecordRow[]> {
  const list = leadingList(query);
  return list === undefined ? ask(session, buildPage(query, scope, session.syntax)) : walkList(session, scope, query, list);
}

export async function countRecords(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  filter: RecordFilter,
): Promise<number> {
  if (!isPossible(filter)) return 0;
  const [row] = await ask<{ total: number }>(session, buildCount(filter, [space, collection], session.syntax));
  return row?.total ?? 0;
}

/** What cannot be stored is in no record, and PostgreSQL does not even let it be asked for; nothing is in an empty list. */
function isPossible({ where = [] }: RecordFilter): boolean {
  return where.every((condition) => {
    if ('equals' in condition) return isStorableText(condition.equals);
    return !('among' in condition) || condition.among.length > 0;
  });
}
