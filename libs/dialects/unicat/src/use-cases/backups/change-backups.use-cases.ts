import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import { ProjectWrites } from '../../project/project-writes.js';
import type { Content } from '../../serializers/envelope.js';
import { requireBackup, withBackups } from './backup-versions.js';

@Injectable()
export class RenameBackup {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws RecordNotFound */
  execute(member: ProjectMember, version: number, name: string): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      requireBackup(write, version);
      const { project } = write;
      const versions = project.backups.versions.map((each) => (each.version === version ? { ...each, name } : each));
      await write.putProject(withBackups(project, versions));
      return write.answer({ project: project.gid, version }, { project: true }, write.schema.languages);
    });
  }
}

/** Takes backups off the list. The past that they point to stays in the log. */
@Injectable()
export class DeleteBackups {
  constructor(private readonly writes: ProjectWrites) {}

  /** Unknown versions are skipped (contract §5). */
  execute(member: ProjectMember, unwanted: readonly number[]): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const { project } = write;
      const versions = project.backups.versions.filter(({ version }) => !unwanted.includes(version));
      if (versions.length < project.backups.versions.length) await write.putProject(withBackups(project, versions));
      return write.answer({ project: project.gid }, { project: true }, write.schema.languages);
    });
  }
}
