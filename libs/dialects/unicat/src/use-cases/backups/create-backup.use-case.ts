import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import type { JobWork } from '../../jobs/job-work.js';
import { backupCollection } from '../../mapping/collections.js';
import { jsonFields } from '../../mapping/schema-log.js';
import { ProjectWrites } from '../../project/project-writes.js';
import type { Content } from '../../serializers/envelope.js';
import type { Backup } from '../../wire/project.js';

export interface CreateBackupCommand {
  readonly member: ProjectMember;
  readonly createdBy: string;
  readonly name: string | undefined;
}

/**
 * Marks a place in the log: all that was entered before belongs to the backup, and since nothing is ever removed there is nothing to
 * copy (docs/adr/0033).
 */
@Injectable()
export class CreateBackup {
  constructor(private readonly writes: ProjectWrites) {}

  execute({ member, createdBy, name }: CreateBackupCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const { project, now } = write;
      const { versions, next_version: version } = project.backups;
      const backup: Backup = { version, name: name ?? `Backup ${version}`, created_by: createdBy, timestamp: now };
      await write.putProject({ ...project, backups: { versions: [backup, ...versions], next_version: version + 1 } });
      await write.append([write.draft(backupCollection, String(version), jsonFields(backup))]);
      const token = await write.startJob('backup_project', { version });
      const result = { project: project.gid, version, last_backed_up: now, 'job.token': token };
      return write.answer(result, { project: true }, write.schema.languages);
    });
  }
}

/** The backup is complete from the start; clients wait for a job all the same (contract §4.5). */
@Injectable()
export class BackupWork implements JobWork {
  readonly name = 'backup_project';

  async run(): Promise<Record<string, never>> {
    return {};
  }
}
