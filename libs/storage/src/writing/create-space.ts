import { AlreadyExists, mainCollection, registerName, type Space, type SpaceId } from '#records';
import { faultOf } from '../engines/engine-errors.js';
import type { SqlSession, TransactionSession } from '../engines/sql-engine.js';
import { statement } from '../engines/statement.js';
import { gatewaySpace, lockGateway } from '../gateway-lock.js';
import { findSpace, findSpaceByGid } from '../rows/space.row.js';

const insertSpace = statement(
  'INSERT INTO space (space, gid, birth, visibility, title, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
);
const insertHead = statement('INSERT INTO log_head (space, position) VALUES ($1, 0)');
const sizes = statement('SELECT entries FROM collection WHERE space = $1 AND collection = $2');

/**
 * Makes the log of a space that is to be created; whoever wants the same name waits until this transaction has ended. It
 * comes before the gateway's lock, so that nobody holds that one while he waits for a name.
 * @throws AlreadyExists
 */
export async function reserveName(session: TransactionSession, { id }: Space): Promise<void> {
  // In most cases this tells it without a failed statement.
  if (id === gatewaySpace || (await findSpace(session, id)) !== undefined) throw new AlreadyExists(`Space ${id}`);
  try {
    await session.run(insertHead, [id]);
  } catch (error) {
    throw faultOf(error) === 'duplicate' ? new AlreadyExists(`Space ${id}`) : error;
  }
}

/**
 * Enters a space whose name was reserved. From here to the end of the transaction nobody else enters one.
 * @throws AlreadyExists
 */
export async function enterSpace(session: TransactionSession, space: Space): Promise<void> {
  await lockGateway(session);
  await requireFree(session, space);
  await session.run(insertSpace, [space.id, space.gid, space.birth, space.visibility, space.title, space.createdAt]);
}

/** @throws AlreadyExists */
export async function requireFree(session: SqlSession, space: Space): Promise<void> {
  const { id, gid } = space;
  if ((await findSpace(session, id)) !== undefined) throw new AlreadyExists(`Space ${id}`);
  if ((await findSpaceByGid(session, gid)) !== undefined) throw new AlreadyExists(`A space with the gid ${gid}`);
  const main = registerName(space, mainCollection(space));
  if (main !== id && (await findSpace(session, main)) !== undefined) throw new AlreadyExists(`Register ${main}`);
  if (await isRegisterName(session, id)) throw new AlreadyExists(`Register ${id}`);
}

/** Whether the name is that of a register of some space: `a-b` where space `a` has, or is born to have, a collection `b`. */
async function isRegisterName(session: SqlSession, name: SpaceId): Promise<boolean> {
  for (let dash = name.indexOf('-'); dash !== -1; dash = name.indexOf('-', dash + 1)) {
    const collection = name.slice(dash + 1);
    const owner = await findSpace(session, name.slice(0, dash));
    if (owner === undefined) continue;
    const [stored] = await session.all(sizes, [owner.id, collection]);
    if (stored !== undefined || mainCollection(owner) === collection) return true;
  }
  return false;
}
