import type { CollectionHead, SpaceHead, SpaceId } from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { statement } from '../engines/statement.js';

interface SpaceHeadRow extends CollectionHead {
  readonly position: number;
  /** NULL, as the sizes are, for a space without collections. */
  readonly collection: string | null;
}

const headOfSpace = statement(`SELECT h.position, c.collection, c.entries, c.records, c.blobs, c.revision
  FROM log_head h LEFT JOIN collection c ON c.space = h.space WHERE h.space = $1 ORDER BY c.collection`);

export async function spaceHead(session: SqlSession, space: SpaceId): Promise<SpaceHead> {
  const rows = await session.all<SpaceHeadRow>(headOfSpace, [space]);
  const collections = new Map<string, CollectionHead>();
  for (const { collection, entries, records, blobs, revision } of rows) {
    if (collection !== null) collections.set(collection, { entries, records, blobs, revision });
  }
  return { position: rows[0]?.position ?? 0, collections };
}
