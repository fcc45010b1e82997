import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { CreateFolder } from '../../use-cases/assets/create-folder.use-case.js';
import { DeleteAsset, PermanentlyDeleteAsset, UndeleteAsset } from '../../use-cases/assets/delete-asset.use-cases.js';
import { UpdateAsset } from '../../use-cases/assets/update-asset.use-case.js';
import { requiredText } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { ProjectPost } from '../project-post.js';
import { readAmendment, readNewName } from './asset-parameters.js';
import * as docs from './assets.documentation.js';

/** Changing assets (contract §5). */
@ApiTags('assets')
@ApiBearerAuth()
@Controller('api/p/:project/assets')
@UseGuards(MemberGuard)
export class AssetChangesController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly createFolder: CreateFolder,
    private readonly updateAsset: UpdateAsset,
    private readonly deleteAsset: DeleteAsset,
    private readonly undeleteAsset: UndeleteAsset,
    private readonly permanentlyDelete: PermanentlyDeleteAsset,
  ) {}

  @ProjectPost('create', docs.create)
  create(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.createFolder.execute(member, requiredText(parameters, 'parent'), readNewName(parameters)),
    );
  }

  @ProjectPost('update', docs.update)
  update(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.updateAsset.execute(member, requiredText(parameters, 'asset'), readAmendment(parameters)),
    );
  }

  @ProjectPost('delete', docs.remove)
  delete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.deleteAsset.execute(member, requiredText(parameters, 'asset')),
    );
  }

  @ProjectPost('undelete', docs.undelete)
  undelete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.undeleteAsset.execute(member, requiredText(parameters, 'asset')),
    );
  }

  @ProjectPost('permanent_delete', docs.permanentDelete)
  permanentDelete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.permanentlyDelete.execute(member, requiredText(parameters, 'asset')),
    );
  }
}
