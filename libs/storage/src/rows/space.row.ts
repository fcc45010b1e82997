import { type Birth, isStorableText, type RecordId, type Space, type SpaceId } from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { type Statement, statement } from '../engines/statement.js';

export interface SpaceRow {
  readonly space: string;
  readonly gid: string;
  readonly birth: Birth;
  readonly visibility: Space['visibility'];
  readonly title: string;
  readonly created_at: number;
}

export const selectSpaces = 'SELECT space, gid, birth, visibility, title, created_at FROM space';
const byId = statement(`${selectSpaces} WHERE space = $1`);
const byGid = statement(`${selectSpaces} WHERE gid = $1`);

export function toSpace({ space, gid, birth, visibility, title, created_at }: SpaceRow): Space {
  return { id: space, gid, birth, visibility, title, createdAt: created_at };
}

export function findSpace(session: SqlSession, id: SpaceId): Promise<Space | undefined> {
  return findOne(session, byId, id);
}

export function findSpaceByGid(session: SqlSession, gid: RecordId): Promise<Space | undefined> {
  return findOne(session, byGid, gid);
}

async function findOne(session: SqlSession, statement: Statement, value: string): Promise<Space | undefined> {
  if (!isStorableText(value)) return undefined;
  const [row] = await session.all<SpaceRow>(statement, [value]);
  return row === undefined ? undefined : toSpace(row);
}
