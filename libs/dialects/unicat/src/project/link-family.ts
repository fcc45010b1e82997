import type { RootedRecord } from './placed-records.js';
import type { ProjectWrite } from './project-write.js';

/** A record with all links to it, which share its values and definition (contract §1.2). */
export interface LinkFamily {
  readonly canonical: RootedRecord;
  /** The canonical first. */
  readonly members: readonly RootedRecord[];
}

/** The family of a record, which may be a link itself. Values are those of the canonical. */
export async function familyOf(write: ProjectWrite, record: RootedRecord): Promise<LinkFamily> {
  const { canonical: original } = record.placement;
  const canonical = original === null ? record : await write.require(original);
  const gids = (await write.tree.listLinks([canonical.gid])).get(canonical.gid) ?? [];
  const links = await write.tree.findRooted(gids);
  return { canonical, members: [canonical, ...links.values()] };
}
