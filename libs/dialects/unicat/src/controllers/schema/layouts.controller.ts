import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { gid, gids } from '../api-docs.js';
import { ProjectPost } from '../project-post.js';
import { demoLayout } from './demo-schema.js';
import { SchemaCalls } from './schema-calls.js';
import { readWanted } from './schema-parameters.js';

/** How definitions and classes are laid out (contract §1.5, §5); they change along with their owners. */
@ApiTags('schema')
@ApiBearerAuth()
@Controller('api/p/:project/layouts')
@UseGuards(MemberGuard)
export class LayoutsController {
  constructor(private readonly calls: SchemaCalls) {}

  @ProjectPost('get', {
    summary: 'One layout, or a list of them',
    parameters: { layout: gid, layouts: gids },
    example: { layout: demoLayout },
    result: { layout: gid, layouts: gids },
    data: ['layouts'],
  })
  get(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.calls.getItems.execute({ member, kind: 'layout', wanted: readWanted(parameters, 'layout', 'layouts') }),
    );
  }
}
