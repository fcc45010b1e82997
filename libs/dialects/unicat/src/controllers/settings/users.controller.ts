import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccountGuard } from '../../guards/account.guard.js';
import type { AccountRequest } from '../../guards/project-request.js';
import { GetMember, GetUser } from '../../use-cases/account/get-user.use-cases.js';
import { AccountCalls } from '../account-calls.js';
import { demoProject, gid } from '../api-docs.js';
import { requiredText } from '../parameters.js';
import { DescribedPost } from '../project-post.js';

const demoOwner = '11e3a217-3e41-475f-ac07-19cbf7a972c0';

/** Users and what they are in projects (contract §5). */
@ApiTags('users')
@ApiBearerAuth()
@Controller('api')
@UseGuards(AccountGuard)
export class UsersController {
  constructor(
    private readonly calls: AccountCalls,
    private readonly getUser: GetUser,
    private readonly getMember: GetMember,
  ) {}

  @DescribedPost('users/get', {
    summary: 'One user: yourself in full, others of your projects in short',
    parameters: { user: gid },
    required: ['user'],
    example: { user: demoOwner },
    result: { user: gid },
    data: ['cc.users'],
  })
  user(@Req() request: AccountRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.answer(request, reply, (parameters, user) => this.getUser.execute(user, requiredText(parameters, 'user')));
  }

  @DescribedPost('members/get', {
    summary: 'One member of a project of yours',
    parameters: { project: gid, member: gid },
    required: ['project', 'member'],
    example: { project: demoProject, member: demoOwner },
    result: { project: gid, member: gid },
    data: ['cc.projects_members', 'cc.users'],
  })
  member(@Req() request: AccountRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.answer(request, reply, (parameters, user) => {
      const [project, member] = [requiredText(parameters, 'project'), requiredText(parameters, 'member')];
      return this.getMember.execute(user, project, member);
    });
  }
}
