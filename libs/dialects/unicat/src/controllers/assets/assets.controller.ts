import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { readSearchQuery } from '../../search/search-parameters.js';
import { BrowseAssets } from '../../use-cases/assets/browse-assets.use-case.js';
import { FindAssets } from '../../use-cases/assets/find-assets.use-case.js';
import { GetAssets } from '../../use-cases/assets/get-assets.use-case.js';
import { readPageSize, readRange, required, requiredText } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { ProjectPost } from '../project-post.js';
import { readExpanded, readOneAsset, readWantedAssets } from './asset-parameters.js';
import * as docs from './assets.documentation.js';

/** Reading assets (contract §5). */
@ApiTags('assets')
@ApiBearerAuth()
@Controller('api/p/:project/assets')
@UseGuards(MemberGuard)
export class AssetsController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly getAssets: GetAssets,
    private readonly browse: BrowseAssets,
    private readonly find: FindAssets,
  ) {}

  @ProjectPost('get', docs.get)
  get(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, async (parameters, member) =>
      this.getAssets.execute(member, readWantedAssets(parameters)),
    );
  }

  @ProjectPost('root', docs.root)
  root(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (_, member) => this.browse.root(member));
  }

  @ProjectPost('children', docs.childrenOf)
  children(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.browse.children(member, readOneAsset(parameters, 'asset'), readRange(parameters, 100)),
    );
  }

  @ProjectPost('tree', docs.tree)
  tree(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.browse.tree(member, readExpanded(parameters), readRange(parameters, 100)),
    );
  }

  @ProjectPost('worksheet', docs.worksheet)
  worksheet(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.browse.worksheet(member, requiredText(parameters, 'asset'), readRange(parameters, 20)),
    );
  }

  @ProjectPost('search', docs.search)
  search(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.find.search(member, readSearchQuery(parameters), readRange(parameters, 10)),
    );
  }

  @ProjectPost('bulk/get', docs.bulkGet)
  bulkGet(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) =>
      this.find.bulk(member, {
        selection: required(parameters, 'selection'),
        cursor: parameters['page.cursor'],
        size: readPageSize(parameters, 100),
      }),
    );
  }
}
