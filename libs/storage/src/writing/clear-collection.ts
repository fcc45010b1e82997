import type { CollectionName, SpaceId } from '#records';
import type { TransactionSession } from '../engines/sql-engine.js';
import { statement } from '../engines/statement.js';

const contents = ['attribute_value', 'record', 'entry', 'blob', 'tree_tile'].map((table) =>
  statement(`DELETE FROM ${table} WHERE space = $1 AND collection = $2`),
);
/** The row stays: its revision must not come back to one that somebody has seen. */
const reset = statement(
  'UPDATE collection SET entries = 0, records = 0, blobs = 0, revision = revision + 1 WHERE space = $1 AND collection = $2',
);

export async function clearCollection(session: TransactionSession, space: SpaceId, collection: CollectionName): Promise<void> {
  for (const statement of [...contents, reset]) await session.run(statement, [space, collection]);
}
