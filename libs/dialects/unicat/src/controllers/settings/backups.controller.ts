import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags, type SchemaObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BadParameter } from '../../errors/unicat-errors.js';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { DeleteBackups, RenameBackup } from '../../use-cases/backups/change-backups.use-cases.js';
import { CreateBackup } from '../../use-cases/backups/create-backup.use-case.js';
import { RestoreBackup } from '../../use-cases/backups/restore-backup.use-case.js';
import { gid } from '../api-docs.js';
import { isPresent, optionalInteger, optionalName, type Parameters, requiredName } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { ProjectPost } from '../project-post.js';
import { nonEmpty } from './name-parameters.js';

const version: SchemaObject = { type: 'integer', minimum: 1 };
const moment: SchemaObject = { type: 'number', description: 'Seconds since the Unix epoch' };

/** Backups of the project (contract §5). */
@ApiTags('backups')
@ApiBearerAuth()
@Controller('api/p/:project/backups')
@UseGuards(MemberGuard)
export class BackupsController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly createBackup: CreateBackup,
    private readonly renameBackup: RenameBackup,
    private readonly restoreBackup: RestoreBackup,
    private readonly deleteBackups: DeleteBackups,
  ) {}

  @ProjectPost('create', {
    summary: 'A backup of the project as it is now, listed at once',
    parameters: { created_by: nonEmpty, name: nonEmpty },
    required: ['created_by'],
    example: { created_by: 'Ines', name: 'Before the summer' },
    result: { project: gid, version, last_backed_up: moment, 'job.token': gid },
    data: ['cc.projects'],
  })
  create(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.createBackup.execute({
        member,
        createdBy: requiredName(parameters, 'created_by'),
        name: optionalName(parameters, 'name'),
      }),
    );
  }

  @ProjectPost('update', {
    summary: 'Another name for a backup',
    parameters: { version, name: nonEmpty },
    required: ['version', 'name'],
    example: { version: 1, name: 'As it came' },
    result: { project: gid, version },
    data: ['cc.projects'],
  })
  update(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.renameBackup.execute(member, readVersion(parameters), requiredName(parameters, 'name')),
    );
  }

  @ProjectPost('restore', {
    summary: 'Bring the project back to a backup, as a job; what came since stays in the log',
    parameters: { version },
    required: ['version'],
    example: { version: 1 },
    result: { project: gid, version, last_restored: moment, 'job.token': gid },
    data: [],
  })
  restore(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) => this.restoreBackup.execute(member, readVersion(parameters)));
  }

  @ProjectPost('delete', {
    summary: 'Take backups off the list; unknown ones are skipped',
    parameters: { version, versions: { type: 'array', items: version } },
    example: { versions: [2, 3] },
    result: { project: gid },
    data: ['cc.projects'],
  })
  delete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) => this.deleteBackups.execute(member, readVersions(parameters)));
  }
}

/**
 * The initial snapshot, version 0, is nobody's to change (contract §5).
 * @throws BadParameter
 */
function readVersion(parameters: Parameters): number {
  const version = optionalInteger(parameters, 'version', 1, Number.MAX_SAFE_INTEGER);
  if (version === undefined) throw new BadParameter('version');
  return version;
}

/** @throws BadParameter */
function readVersions(parameters: Parameters): readonly number[] {
  if (isPresent(parameters, 'version')) return [readVersion(parameters)];
  const { versions } = parameters;
  if (!Array.isArray(versions)) throw new BadParameter('versions');
  return versions.map((version: unknown) => readVersion({ version }));
}
