import type { RecordId, Space, SpaceDirectory, SpaceId } from '#records';
import { reporting } from './engines/engine-errors.js';
import type { SqlEngine } from './engines/sql-engine.js';
import { statement } from './engines/statement.js';
import { findSpace, findSpaceByGid, type SpaceRow, selectSpaces, toSpace } from './rows/space.row.js';
import { enterSpace, reserveName } from './writing/create-space.js';

const all = statement(`${selectSpaces} ORDER BY space`);

/** Spaces never change and are never deleted, so one that was found is kept; a miss asks the database again. */
export class TypeOrmSpaceDirectory implements SpaceDirectory {
  private readonly byId = new Map<SpaceId, Space>();
  private readonly byGid = new Map<RecordId, Space>();

  constructor(private readonly engine: SqlEngine) {}

  create(space: Space): Promise<void> {
    return reporting(() =>
      this.engine.transaction(async (session) => {
        await reserveName(session, space);
        await enterSpace(session, space);
      }),
    );
  }

  async find(id: SpaceId): Promise<Space | undefined> {
    return this.byId.get(id) ?? this.keep(await findSpace(this.engine.primary, id));
  }

  async findByGid(gid: RecordId): Promise<Space | undefined> {
    return this.byGid.get(gid) ?? this.keep(await findSpaceByGid(this.engine.primary, gid));
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
