import type { LogPosition, Space } from '#records';
import type { ProjectMember } from '../guards/project-request.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { RecordView } from '../serializers/record.serializer.js';
import type { Project, ShortProject } from '../wire/project.js';
import type { Gid } from '../wire/schema.js';

export interface FoundRecords {
  readonly schema: ProjectSchema;
  /** Those that exist and that the member may see. */
  readonly records: ReadonlyMap<Gid, RecordView>;
}

export interface OpenedProject {
  readonly schema: ProjectSchema;
  readonly project: Project;
  /** Of the latest entry of the space; 0 where there is none. */
  readonly position: LogPosition;
}

/** How a space is shown as a project. What one call gives is as of one moment. */
export interface ProjectReader {
  find(member: ProjectMember, gids: readonly Gid[]): Promise<FoundRecords>;
  open(member: ProjectMember): Promise<OpenedProject>;
  /** The project as others see it. */
  describe(space: Space): Promise<ShortProject>;
}
