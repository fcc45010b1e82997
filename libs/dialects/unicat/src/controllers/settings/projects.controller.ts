import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags, type SchemaObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BadParameter } from '../../errors/unicat-errors.js';
import { AccountGuard } from '../../guards/account.guard.js';
import type { AccountRequest } from '../../guards/project-request.js';
import {
  DeleteProject,
  GetProject,
  PermanentlyDeleteProject,
  UndeleteProject,
  UpdateProject,
} from '../../use-cases/projects/change-project.use-cases.js';
import { CreateProject } from '../../use-cases/projects/create-project.use-case.js';
import { AccountCalls } from '../account-calls.js';
import { demoProject, gid } from '../api-docs.js';
import { optionalName, optionalText, type Parameters, requiredName, requiredText } from '../parameters.js';
import { type CallDescription, DescribedPost } from '../project-post.js';
import { nonEmpty } from './name-parameters.js';

const timezone: SchemaObject = { type: 'string', description: 'A name of the IANA time zone database' };

/** About one project, named in the body. */
const onOne: Omit<CallDescription, 'summary'> = {
  parameters: { project: gid },
  required: ['project'],
  example: { project: demoProject },
  result: { project: gid },
  data: ['cc.projects'],
};

/** Projects as a whole (contract §5). All but reading is for owners. */
@ApiTags('projects')
@ApiBearerAuth()
@Controller('api/projects')
@UseGuards(AccountGuard)
export class ProjectsController {
  constructor(
    private readonly calls: AccountCalls,
    private readonly getProject: GetProject,
    private readonly createProject: CreateProject,
    private readonly updateProject: UpdateProject,
    private readonly deleteProject: DeleteProject,
    private readonly undeleteProject: UndeleteProject,
    private readonly permanentlyDeleteProject: PermanentlyDeleteProject,
  ) {}

  @DescribedPost('get', { summary: 'A project of yours, complete', ...onOne, failures: [] })
  get(@Req() request: AccountRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.answer(request, reply, (parameters, user) => this.getProject.execute(user, readProject(parameters)));
  }

  @DescribedPost('create', {
    summary: 'A project of your own',
    parameters: { name: nonEmpty, timezone },
    required: ['name'],
    example: { name: 'Zuiderlicht', timezone: 'Europe/Amsterdam' },
    result: { project: gid },
    data: ['cc.projects', 'cc.projects_members'],
    failures: [],
  })
  create(@Req() request: AccountRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.answer(request, reply, (parameters, user) =>
      this.createProject.execute({ user, name: requiredName(parameters, 'name'), timezone: readTimezone(parameters) }),
    );
  }

  @DescribedPost('update', {
    summary: 'Another name or timezone',
    ...onOne,
    parameters: { project: gid, name: nonEmpty, timezone },
    example: { project: demoProject, timezone: 'Europe/Amsterdam' },
  })
  update(@Req() request: AccountRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.answer(request, reply, (parameters, user) =>
      this.updateProject.execute(user, readProject(parameters), {
        name: optionalName(parameters, 'name'),
        timezone: readTimezone(parameters),
      }),
    );
  }

  @DescribedPost('delete', { summary: 'Close a project to changes', ...onOne })
  delete(@Req() request: AccountRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.answer(request, reply, (parameters, user) => this.deleteProject.execute(user, readProject(parameters)));
  }

  @DescribedPost('undelete', { summary: 'Take the deletion of a project back', ...onOne })
  undelete(@Req() request: AccountRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.answer(request, reply, (parameters, user) => this.undeleteProject.execute(user, readProject(parameters)));
  }

  @DescribedPost('permanent_delete', {
    summary: 'Take everybody out of a deleted project, for good',
    ...onOne,
    // The one project of the demo data that no other example needs.
    example: { project: '80e204e6-af8e-4fbe-b64d-37ef2cfdf028' },
    data: [],
  })
  permanentDelete(@Req() request: AccountRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.answer(request, reply, (parameters, user) =>
      this.permanentlyDeleteProject.execute(user, readProject(parameters)),
    );
  }
}

/** @throws BadParameter */
function readProject(parameters: Parameters): string {
  return requiredText(parameters, 'project');
}

/** @throws BadParameter for one that nobody knows */
function readTimezone(parameters: Parameters): string | undefined {
  const timezone = optionalText(parameters, 'timezone');
  if (timezone === undefined) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }) && timezone;
  } catch {
    throw new BadParameter('timezone');
  }
}
