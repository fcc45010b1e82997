import { type CollectionName, isStorableText, type Page, type RecordQuery, type SpaceId, type StoredRecord } from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { StatementCache } from '../engines/statement.js';
import { type RecordRow, toRecord } from '../rows/record.row.js';
import { buildPage } from './record-page.js';

const statements = new StatementCache();

/** A page in reading direction. `after` and `before` are bounds of the order's value whichever the direction. */
export async function listRecords(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  query: RecordQuery,
): Promise<Page<StoredRecord>> {
  // What cannot be stored is in no record, and PostgreSQL does not even let it be asked for.
  const possible = (query.where ?? []).every((condition) => !('equals' in condition) || isStorableText(condition.equals));
  if (!possible || query.limit <= 0) return { items: [], more: false };
  const { shape, text, parameters } = buildPage(query, [space, collection]);
  const rows = await session.all<RecordRow>(
    statements.get(shape, () => text),
    parameters,
  );
  return { items: rows.slice(0, query.limit).map((row) => toRecord(collection, row)), more: rows.length > query.limit };
}
