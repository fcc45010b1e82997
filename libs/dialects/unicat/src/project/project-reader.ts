import type { LogPosition, Space } from '#records';
import type { ProjectMember } from '../guards/project-request.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { RecordView } from '../serializers/record.serializer.js';
import type { ProjectPoint } from '../sync/cursor.js';
import type { ProjectChanges } from '../sync/project-changes.js';
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

/** Which children of a record, and in which order. */
export interface ChildrenQuery {
  /** Only those in this channel. */
  readonly channel?: string | undefined;
  /** Order of creation where there is none. */
  readonly ordering?: string | undefined;
}

export interface Range {
  /** How many to leave out first. */
  readonly top: number;
  readonly size: number;
}

/** The records of a project as of one moment, as the member may see them. */
export interface ProjectView {
  readonly schema: ProjectSchema;
  /** Undefined for a project without records. */
  readonly root: Gid | undefined;
  /** Those that exist. */
  find(gids: readonly Gid[]): Promise<ReadonlyMap<Gid, RecordView>>;
  /** A page of the children of a record that exists; none of a link. */
  listChildren(parent: Gid, query: ChildrenQuery, range: Range): Promise<readonly Gid[]>;
  countChildren(parent: Gid, channel: string | undefined): Promise<number>;
}

/** How a space is shown as a project. What one call gives is as of one moment. */
export interface ProjectReader {
  find(member: ProjectMember, gids: readonly Gid[]): Promise<FoundRecords>;
  browse<T>(member: ProjectMember, work: (view: ProjectView) => Promise<T>): Promise<T>;
  open(member: ProjectMember): Promise<OpenedProject>;
  /** What has changed beyond a point. */
  listChanges(member: ProjectMember, after: ProjectPoint): Promise<ProjectChanges>;
  /** Of the latest entry of the space. */
  position(space: Space): Promise<LogPosition>;
  /** The project as others see it. */
  describe(space: Space): Promise<ShortProject>;
}
