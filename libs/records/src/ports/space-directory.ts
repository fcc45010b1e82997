import type { RecordId, SpaceId } from '../domain/identifiers.js';
import type { Space } from '../domain/space.js';

export interface SpaceDirectory {
  /** @throws AlreadyExists where the id or the gid is taken, or the id would shadow another space's register */
  create(space: Space): Promise<void>;
  find(id: SpaceId): Promise<Space | undefined>;
  findByGid(gid: RecordId): Promise<Space | undefined>;
  /** By id, ascending. */
  list(): Promise<readonly Space[]>;
}
