import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type Account, type AccountStore } from '#records';
import { NotPossible } from '../../errors/unicat-errors.js';
import { Memberships } from '../../guards/memberships.js';
import { type ProjectMember, requireWriter } from '../../guards/project-request.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { Projects } from '../../project/projects.js';
import type { Content } from '../../serializers/envelope.js';
import { deletedStatus, type Project } from '../../wire/project.js';
import type { Gid } from '../../wire/schema.js';

/** A project that the user is a member of, complete (contract §5). */
@Injectable()
export class GetProject {
  constructor(
    private readonly memberships: Memberships,
    private readonly projects: Projects,
  ) {}

  /** @throws AccessDenied */
  async execute(user: Account, gid: Gid): Promise<Content> {
    const member = await this.memberships.require(user, gid);
    const { project } = await this.projects.of(member.space).open(member);
    return contentOf(project);
  }
}

/** Writes of its owner to a project as a whole. */
@Injectable()
export class ChangeProject {
  constructor(
    private readonly memberships: Memberships,
    private readonly writes: ProjectWrites,
  ) {}

  /**
   * @throws AccessDenied for everybody but the owner
   * @throws NotPossible in a space of another dialect
   */
  async execute(user: Account, gid: Gid, change: (project: Project) => Project): Promise<Content> {
    const member = await this.memberships.require(user, gid);
    requireWriter(member);
    await this.memberships.requireOwner(member);
    return this.writes.run(member.space, String(user.id), async (write) => {
      await write.putProject(change(write.project));
      return contentOf(write.project);
    });
  }
}

export interface ProjectChanges {
  readonly name: string | undefined;
  readonly timezone: string | undefined;
}

@Injectable()
export class UpdateProject {
  constructor(private readonly changes: ChangeProject) {}

  /** @throws NotPossible for a project that was deleted */
  execute(user: Account, gid: Gid, { name, timezone }: ProjectChanges): Promise<Content> {
    return this.changes.execute(user, gid, (project) => {
      requireStatus(project, false);
      const options = timezone === undefined ? project.options : { ...project.options, timezone };
      return { ...project, name: name ?? project.name, options };
    });
  }
}

/** Closes a project to changes. Its members see it, and its owner can take it back (contract §5). */
@Injectable()
export class DeleteProject {
  constructor(private readonly changes: ChangeProject) {}

  /** @throws NotPossible for a project that was deleted already */
  execute(user: Account, gid: Gid): Promise<Content> {
    return this.changes.execute(user, gid, (project) => {
      requireStatus(project, false);
      return { ...project, status: deletedStatus };
    });
  }
}

@Injectable()
export class UndeleteProject {
  constructor(private readonly changes: ChangeProject) {}

  /** @throws NotPossible for a project that was not deleted */
  execute(user: Account, gid: Gid): Promise<Content> {
    return this.changes.execute(user, gid, (project) => {
      requireStatus(project, true);
      return { ...project, status: 'active' };
    });
  }
}

/** Takes everybody out of a deleted project. Its log stays, as every log does, but is nobody's any more. */
@Injectable()
export class PermanentlyDeleteProject {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly memberships: Memberships,
    private readonly projects: Projects,
  ) {}

  /** @throws NotPossible for a project that was not deleted */
  async execute(user: Account, gid: Gid): Promise<Content> {
    const member: ProjectMember = await this.memberships.require(user, gid);
    requireWriter(member);
    await this.memberships.requireOwner(member);
    const { project } = await this.projects.of(member.space).open(member);
    requireStatus(project, true);
    await this.accounts.removeMembers(member.space.id);
    return { result: { project: gid }, data: '{}' };
  }
}

function requireStatus({ status }: Project, deleted: boolean): void {
  if ((status === deletedStatus) !== deleted) throw new NotPossible();
}

function contentOf(project: Project): Content {
  return { result: { project: project.gid }, data: JSON.stringify({ 'cc.projects': { [project.gid]: project } }) };
}
