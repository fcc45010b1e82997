import { RecordNotFound } from '#records';
import { backupCollection } from '../../mapping/collections.js';
import type { ProjectWrite } from '../../project/project-write.js';
import type { Backup, Project } from '../../wire/project.js';

/** @throws RecordNotFound for a version that is not listed */
export function requireBackup({ project }: ProjectWrite, version: number): Backup {
  const backup = project.backups.versions.find((each) => each.version === version);
  if (backup === undefined) throw new RecordNotFound(backupCollection, String(version));
  return backup;
}

export function withBackups(project: Project, versions: readonly Backup[]): Project {
  return { ...project, backups: { ...project.backups, versions } };
}
