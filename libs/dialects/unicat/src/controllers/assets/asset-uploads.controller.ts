import { Controller, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { readUploadForm, StreamedBody, type UploadForm } from '#dialect-kit';
import { FILE_STORE, type FileStore } from '#records';
import { BadParameter } from '../../errors/unicat-errors.js';
import { MemberGuard } from '../../guards/member.guard.js';
import { type ProjectRequest, requireWriter } from '../../guards/project-request.js';
import { SessionTokens } from '../../guards/session-tokens.js';
import { requireName } from '../../mapping/asset-name.js';
import type { Content } from '../../serializers/envelope.js';
import { UNICAT_OPTIONS, type UnicatOptions } from '../../unicat.options.js';
import { ReplaceFile } from '../../use-cases/assets/replace-file.use-case.js';
import { type ArrivedFile, UploadAsset } from '../../use-cases/assets/upload-asset.use-case.js';
import { type Parameters, requiredText } from '../parameters.js';
import { sendSuccess } from '../send.js';
import { readOneAsset } from './asset-parameters.js';
import * as docs from './assets.documentation.js';

/** The name that the client gives the part with the file (contract §2.1). */
const filePart = 'upload_file';

/** Assets that come as forms with a file, read as they arrive (contract §5). */
@ApiTags('assets')
@ApiBearerAuth()
@Controller('api/p/:project/assets')
@UseGuards(MemberGuard)
export class AssetUploadsController {
  constructor(
    private readonly uploadAsset: UploadAsset,
    private readonly replaceFile: ReplaceFile,
    private readonly tokens: SessionTokens,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(UNICAT_OPTIONS) private readonly options: UnicatOptions,
  ) {}

  @Post('upload')
  @HttpCode(200)
  @StreamedBody()
  @docs.ApiUpload('A new file in a folder', docs.uploadForm, docs.assetInParent)
  upload(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.receive(request, reply, (fields, file) =>
      this.uploadAsset.execute(request.member, readOneAsset(fields, 'parent'), file),
    );
  }

  @Post('upload_update')
  @HttpCode(200)
  @StreamedBody()
  @docs.ApiUpload('Another file for an asset, which gets a new version', docs.replaceForm, docs.oneAsset)
  uploadUpdate(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.receive(request, reply, (fields, file) =>
      this.replaceFile.execute(request.member, requiredText(fields, 'asset'), file),
    );
  }

  private async receive(
    request: ProjectRequest,
    reply: FastifyReply,
    take: (fields: Parameters, file: ArrivedFile) => Promise<Content>,
  ): Promise<void> {
    const { member, token } = request;
    requireWriter(member);
    const form = await readUploadForm(request, this.files, { filePart, fileSize: this.options.uploadLimit });
    try {
      const content = await take(Object.fromEntries(form.fields), arrived(form));
      sendSuccess(reply, this.tokens.issue(member.account.gid, token), content);
    } finally {
      await form.file?.draft.discard();
    }
  }
}

function arrived({ file }: UploadForm): ArrivedFile {
  if (file === undefined) throw new BadParameter(filePart);
  return { name: requireName(file.name, filePart), draft: file.draft };
}
