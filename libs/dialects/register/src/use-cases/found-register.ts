import {
  AlreadyExists,
  type Instant,
  type RecordStore,
  type Space,
  type SpaceDirectory,
  type SpaceId,
  spaceGid,
  systemCollection,
  type WriteTransaction,
} from '#records';

/** The space of a register: anybody may read it (interface, "Who may read a space"). */
export function registerSpace(id: SpaceId, title: string, createdAt: Instant): Space {
  return { id, gid: spaceGid(id), birth: 'register', visibility: 'public', title, createdAt };
}

/**
 * Creates a register's space and writes the beginning of its log, in one transaction. A space whose log was erased is taken
 * up again.
 * @returns the space as stored
 * @throws AlreadyExists where the name is taken
 */
export async function foundRegister(
  store: RecordStore,
  spaces: SpaceDirectory,
  space: Space,
  write: (tx: WriteTransaction) => Promise<unknown>,
): Promise<Space> {
  const existing = await spaces.find(space.id);
  if (existing?.birth !== 'register') {
    await store.found(space, write);
    return space;
  }
  await store.write(space.id, async (tx) => {
    if ((await tx.head(systemCollection(space.id))).entries > 0) throw new AlreadyExists(`Register ${space.id}`);
    await write(tx);
  });
  return existing;
}
