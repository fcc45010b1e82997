import { Injectable } from '@nestjs/common';
import { type JsonValue, type LogPosition, RecordNotFound, type RecordReader } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import type { JobInfo, JobWork } from '../../jobs/job-work.js';
import { backupCollection } from '../../mapping/collections.js';
import type { ProjectWrite } from '../../project/project-write.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { restoreState } from '../../project/restore-state.js';
import type { Content } from '../../serializers/envelope.js';
import { requireBackup } from './backup-versions.js';

/** Brings the project back to a backup, as a job. What came since stays in the log (contract §5). */
@Injectable()
export class RestoreBackup {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws RecordNotFound */
  execute(member: ProjectMember, version: number): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      requireBackup(write, version);
      await positionOf(write.tx, version);
      const token = await write.startJob('restore_project', { version });
      const result = { project: write.project.gid, version, last_restored: write.now, 'job.token': token };
      return { result, data: '{}' };
    });
  }
}

@Injectable()
export class RestoreWork implements JobWork {
  readonly name = 'restore_project';

  async run(write: ProjectWrite, parameters: JsonValue): Promise<JobInfo> {
    const { version } = parameters as { readonly version: number };
    return { total: await restoreState(write, await positionOf(write.tx, version)) };
  }
}

/** Of the entry that marks the backup. @throws RecordNotFound for one that this log never saw */
async function positionOf(reader: RecordReader, version: number): Promise<LogPosition> {
  const key = String(version);
  const [marker] = await reader.listTrail(backupCollection, key);
  if (marker === undefined) throw new RecordNotFound(backupCollection, key);
  return marker.position;
}
