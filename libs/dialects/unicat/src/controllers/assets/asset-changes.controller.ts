import { Controller, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { readUploadForm, StreamedBody, type UploadForm } from '#dialect-kit';
import { FILE_STORE, type FileStore } from '#records';
import { BadParameter } from '../../errors/unicat-errors.js';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { SessionTokens } from '../../guards/session-tokens.js';
import { requireName } from '../../mapping/asset-name.js';
import type { Content } from '../../serializers/envelope.js';
import { UNICAT_OPTIONS, type UnicatOptions } from '../../unicat.options.js';
import { CreateFolder } from '../../use-cases/assets/create-folder.use-case.js';
import { DeleteAsset, PermanentlyDeleteAsset, UndeleteAsset } from '../../use-cases/assets/delete-asset.use-cases.js';
import { ReplaceFile } from '../../use-cases/assets/replace-file.use-case.js';
import { UpdateAsset } from '../../use-cases/assets/update-asset.use-case.js';
import { type ArrivedFile, UploadAsset } from '../../use-cases/assets/upload-asset.use-case.js';
import { requireAssetWriter } from '../../use-cases/assets/write-assets.js';
import { type Parameters, readParameters } from '../parameters.js';
import { sendSuccess } from '../send.js';
import { readAmendment, readNewName, readOneAsset, readText } from './asset-parameters.js';
import * as docs from './assets.documentation.js';

/** The name that the client gives the part with the file (contract §2.1). */
const filePart = 'upload_file';

/** Changing assets (contract §5). */
@ApiTags('assets')
@Controller('api/p/:project/assets')
@UseGuards(MemberGuard)
export class AssetChangesController {
  constructor(
    private readonly createFolder: CreateFolder,
    private readonly updateAsset: UpdateAsset,
    private readonly uploadAsset: UploadAsset,
    private readonly replaceFile: ReplaceFile,
    private readonly deleteAsset: DeleteAsset,
    private readonly undeleteAsset: UndeleteAsset,
    private readonly permanentlyDelete: PermanentlyDeleteAsset,
    private readonly tokens: SessionTokens,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(UNICAT_OPTIONS) private readonly options: UnicatOptions,
  ) {}

  @Post('create')
  @HttpCode(200)
  @docs.ApiAssetCall('A new folder', docs.createBody, docs.assetInParent)
  async create(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    const parameters = readParameters(request.body);
    const content = await this.createFolder.execute(request.member, readText(parameters, 'parent'), readNewName(parameters));
    this.send(request, reply, content);
  }

  @Post('update')
  @HttpCode(200)
  @docs.ApiAssetCall('Another name, title, description or hotspot', docs.updateBody, docs.oneAsset)
  async update(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    const { asset, amendment } = readAmendment(readParameters(request.body));
    this.send(request, reply, await this.updateAsset.execute(request.member, asset, amendment));
  }

  @Post('upload')
  @HttpCode(200)
  @StreamedBody()
  @docs.ApiAssetUpload('A new file', docs.uploadForm, docs.assetInParent)
  upload(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.receive(request, reply, (fields, file) =>
      this.uploadAsset.execute(request.member, readOneAsset(fields, 'parent'), file),
    );
  }

  @Post('upload_update')
  @HttpCode(200)
  @StreamedBody()
  @docs.ApiAssetUpload('Another file for an asset, which gets a new version', docs.replaceForm, docs.oneAsset)
  uploadUpdate(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.receive(request, reply, (fields, file) =>
      this.replaceFile.execute(request.member, readText(fields, 'asset'), file),
    );
  }

  @Post('delete')
  @HttpCode(200)
  @docs.ApiAssetCall('Marks an asset and all in it as deleted', docs.assetBody(docs.doomedAsset), docs.oneAsset)
  async delete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    this.send(request, reply, await this.deleteAsset.execute(request.member, assetIn(request)));
  }

  @Post('undelete')
  @HttpCode(200)
  @docs.ApiAssetCall('Takes a deletion back', docs.assetBody(docs.deletedAsset), docs.oneAsset)
  async undelete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    this.send(request, reply, await this.undeleteAsset.execute(request.member, assetIn(request)));
  }

  @Post('permanent_delete')
  @HttpCode(200)
  @docs.ApiAssetCall('Ends a deleted asset and all in it for good', docs.assetBody(docs.doomedAsset), docs.onlyParent)
  async permanentDelete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    this.send(request, reply, await this.permanentlyDelete.execute(request.member, assetIn(request)));
  }

  private async receive(
    request: ProjectRequest,
    reply: FastifyReply,
    take: (fields: Parameters, file: ArrivedFile) => Promise<Content>,
  ): Promise<void> {
    requireAssetWriter(request.member);
    const form = await readUploadForm(request, this.files, { filePart, fileSize: this.options.uploadLimit });
    try {
      this.send(request, reply, await take(Object.fromEntries(form.fields), arrived(form)));
    } finally {
      await form.file?.draft.discard();
    }
  }

  private send({ member, token }: ProjectRequest, reply: FastifyReply, content: Content): void {
    sendSuccess(reply, this.tokens.issue(member.account.gid, token), content);
  }
}

function assetIn({ body }: ProjectRequest): string {
  return readText(readParameters(body), 'asset');
}

function arrived({ file }: UploadForm): ArrivedFile {
  if (file === undefined) throw new BadParameter(filePart);
  return { name: requireName(file.name, filePart), draft: file.draft };
}
