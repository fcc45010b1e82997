import { type CollectionName, derivedId, type Instant, isRegister, type RecordId, type SpaceId } from './identifiers.js';

/** The dialect a space was born in; it fixes keys, reading rules and which views are mapped. */
export type Birth = 'register' | 'pointercrate' | 'unicat';

/** Reserved: the accounts of the whole gateway belong to it, and logs that are about more than one space. No space may be called so. */
export const gatewaySpace: SpaceId = 'gateway';

export interface Space {
  readonly id: SpaceId;
  /** Its gid as a Unicat project. */
  readonly gid: RecordId;
  readonly birth: Birth;
  /** Public spaces are readable by anybody through the register dialect (interface, "Who may read a space"). */
  readonly visibility: 'public' | 'private';
  readonly title: string;
  readonly createdAt: Instant;
}

/** The collection that a space is about: what `/spaces/{space}/api/v1/records` shows. */
export function mainCollection(space: Pick<Space, 'id' | 'birth'>): CollectionName {
  return space.birth === 'register' ? space.id : 'record';
}

/** The gid of a space that was not given one. */
export function spaceGid(space: SpaceId): RecordId {
  return derivedId('space', space);
}

/** Name under which a collection is a register: `country`, `demonlist-record`. */
export function registerName(space: Pick<Space, 'id' | 'birth'>, collection: CollectionName): string {
  if (!isRegister(collection)) throw new RangeError(`${collection} is not a register`);
  return collection === space.id ? collection : `${space.id}-${collection}`;
}
