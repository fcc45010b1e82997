import { type CollectionName, isStorableText, type SpaceId, type StoredRecord } from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { StatementCache } from '../engines/statement.js';
import { joinBlob, type RecordRow, recordColumns, toRecord } from '../rows/record.row.js';

const statements = new StatementCache();

export async function findRecords(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  identities: readonly string[],
  by: 'key' | 'id' = 'key',
): Promise<readonly StoredRecord[]> {
  const wanted = [...new Set(identities)].filter(isStorableText);
  if (wanted.length === 0) return [];
  const { syntax } = session;
  const statement = statements.get(
    `${syntax.engine} ${by}`,
    // SQLite keeps to the order of CROSS JOINs; left to itself it walks the whole collection when asked for ids.
    () => `SELECT ${recordColumns} FROM ${syntax.texts('$3')} AS wanted CROSS JOIN record r ${joinBlob}
      WHERE r.space = $1 AND r.collection = $2 AND r.${by} = wanted.value`,
  );
  const rows = await session.all<RecordRow>(statement, [space, collection, syntax.listOfTexts(wanted)]);
  return rows.map((row) => toRecord(collection, row));
}
