import { Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { SessionTokens } from '../../guards/session-tokens.js';
import type { Content } from '../../serializers/envelope.js';
import { BrowseAssets } from '../../use-cases/assets/browse-assets.use-case.js';
import { FindAssets } from '../../use-cases/assets/find-assets.use-case.js';
import { GetAssets } from '../../use-cases/assets/get-assets.use-case.js';
import { readAssetQuery, readCursor, readSelection } from '../../use-cases/assets/select-assets.js';
import { readParameters } from '../parameters.js';
import { sendSuccess } from '../send.js';
import { readExpanded, readOneAsset, readPage, readPageSize, readText, readWantedAssets } from './asset-parameters.js';
import * as docs from './assets.documentation.js';

/** Reading assets (contract §5). */
@ApiTags('assets')
@Controller('api/p/:project/assets')
@UseGuards(MemberGuard)
export class AssetsController {
  constructor(
    private readonly getAssets: GetAssets,
    private readonly browse: BrowseAssets,
    private readonly find: FindAssets,
    private readonly tokens: SessionTokens,
  ) {}

  @Post('get')
  @HttpCode(200)
  @docs.ApiAssetCall('Assets by gid or by pathname', docs.getBody, docs.oneOrMany)
  async get(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    const wanted = readWantedAssets(readParameters(request.body));
    this.send(request, reply, await this.getAssets.execute(request.member, wanted));
  }

  @Post('root')
  @HttpCode(200)
  @docs.ApiAssetCall('The folder that all assets are in', docs.emptyBody, docs.root)
  async root(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    readParameters(request.body);
    this.send(request, reply, await this.browse.root(request.member));
  }

  @Post('children')
  @HttpCode(200)
  @docs.ApiAssetCall('What is in a folder: folders first, then by name', docs.childrenBody, docs.children)
  async children(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    const parameters = readParameters(request.body);
    const page = readPage(parameters, 100);
    this.send(request, reply, await this.browse.children(request.member, readOneAsset(parameters, 'asset'), page));
  }

  @Post('tree')
  @HttpCode(200)
  @docs.ApiAssetCall('The tree with some folders open, as one list', docs.treeBody, docs.tree)
  async tree(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    const parameters = readParameters(request.body);
    const page = readPage(parameters, 100);
    this.send(request, reply, await this.browse.tree(request.member, readExpanded(parameters), page));
  }

  @Post('worksheet')
  @HttpCode(200)
  @docs.ApiAssetCall('An asset with the way to it and what is in it', docs.worksheetBody, docs.worksheet)
  async worksheet(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    const parameters = readParameters(request.body);
    const page = readPage(parameters, 20);
    this.send(request, reply, await this.browse.worksheet(request.member, readText(parameters, 'asset'), page));
  }

  @Post('search')
  @HttpCode(200)
  @docs.ApiAssetCall('Files by words and by a filter', docs.searchBody, docs.found)
  async search(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    const parameters = readParameters(request.body);
    const page = readPage(parameters, 10);
    this.send(request, reply, await this.find.search(request.member, readAssetQuery(parameters), page));
  }

  @Post('bulk/get')
  @HttpCode(200)
  @docs.ApiAssetCall('Assets of a selection, page by page', docs.bulkBody, docs.selected)
  async bulk(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    const parameters = readParameters(request.body);
    const size = readPageSize(parameters, 100);
    const page = { selection: readSelection(parameters.selection), from: readCursor(parameters['page.cursor']), size };
    this.send(request, reply, await this.find.bulk(request.member, page));
  }

  private send({ member, token }: ProjectRequest, reply: FastifyReply, content: Content): void {
    sendSuccess(reply, this.tokens.issue(member.account.gid, token), content);
  }
}
