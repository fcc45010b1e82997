import {
  AlreadyExists,
  type Birth,
  isStorableText,
  mainCollection,
  type RecordId,
  registerName,
  type Space,
  type SpaceDirectory,
  type SpaceId,
} from '#records';
import type { SqlEngine, SqlSession } from './engines/sql-engine.js';
import { type Statement, statement } from './engines/statement.js';
import { gatewaySpace, withGatewayLock } from './gateway-lock.js';

interface SpaceRow {
  readonly space: string;
  readonly gid: string;
  readonly birth: Birth;
  readonly visibility: Space['visibility'];
  readonly title: string;
  readonly created_at: number;
}

const select = 'SELECT space, gid, birth, visibility, title, created_at FROM space';
const byId = statement(`${select} WHERE space = $1`);
const byGid = statement(`${select} WHERE gid = $1`);
const all = statement(`${select} ORDER BY space`);
const insertSpace = statement(
  'INSERT INTO space (space, gid, birth, visibility, title, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
);
const insertHead = statement('INSERT INTO log_head (space, position) VALUES ($1, 0)');
const sizes = statement('SELECT entries FROM collection WHERE space = $1 AND collection = $2');

/** Spaces never change and are never deleted, so one that was found is kept; a miss asks the database again. */
export class TypeOrmSpaceDirectory implements SpaceDirectory {
  private readonly byId = new Map<SpaceId, Space>();
  private readonly byGid = new Map<RecordId, Space>();

  constructor(private readonly engine: SqlEngine) {}

  create(space: Space): Promise<void> {
    return withGatewayLock(this.engine, async (session) => {
      await requireFree(session, space);
      await session.run(insertSpace, [space.id, space.gid, space.birth, space.visibility, space.title, space.createdAt]);
      await session.run(insertHead, [space.id]);
    });
  }

  async find(id: SpaceId): Promise<Space | undefined> {
    return this.byId.get(id) ?? this.keep(await findOne(this.engine.primary, byId, id));
  }

  async findByGid(gid: RecordId): Promise<Space | undefined> {
    return this.byGid.get(gid) ?? this.keep(await findOne(this.engine.primary, byGid, gid));
  }

  async list(): Promise<readonly Space[]> {
    return (await this.engine.primary.all<SpaceRow>(all, [])).map(toSpace);
  }

  private keep(space: Space | undefined): Space | undefined {
    if (space === undefined) return undefined;
    this.byId.set(space.id, space);
    this.byGid.set(space.gid, space);
    return space;
  }
}

async function findOne(session: SqlSession, statement: Statement, value: string): Promise<Space | undefined> {
  if (!isStorableText(value)) return undefined;
  const [row] = await session.all<SpaceRow>(statement, [value]);
  return row === undefined ? undefined : toSpace(row);
}

function toSpace({ space, gid, birth, visibility, title, created_at }: SpaceRow): Space {
  return { id: space, gid, birth, visibility, title, createdAt: created_at };
}

async function requireFree(session: SqlSession, space: Space): Promise<void> {
  const { id, gid } = space;
  if (id === gatewaySpace || (await findOne(session, byId, id)) !== undefined) throw new AlreadyExists(`Space ${id}`);
  if ((await findOne(session, byGid, gid)) !== undefined) throw new AlreadyExists(`A space with the gid ${gid}`);
  const main = registerName(space, mainCollection(space));
  if (main !== id && (await findOne(session, byId, main)) !== undefined) throw new AlreadyExists(`Register ${main}`);
  if (await isRegisterName(session, id)) throw new AlreadyExists(`Register ${id}`);
}

/** Whether the name is that of a register of some space: `a-b` where space `a` has, or is born to have, a collection `b`. */
async function isRegisterName(session: SqlSession, name: string): Promise<boolean> {
  for (let dash = name.indexOf('-'); dash !== -1; dash = name.indexOf('-', dash + 1)) {
    const collection = name.slice(dash + 1);
    const owner = await findOne(session, byId, name.slice(0, dash));
    if (owner === undefined) continue;
    const [stored] = await session.all(sizes, [owner.id, collection]);
    if (stored !== undefined || mainCollection(owner) === collection) return true;
  }
  return false;
}
