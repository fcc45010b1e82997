import { Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { ListInformation } from '../serializers/list-information.document.js';
import { DescribeList } from '../use-cases/describe-list.use-case.js';
import { ApiErrors } from './documentation.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendJson } from './send-object.js';

@PointercrateController('list_information')
export class ListInformationController {
  constructor(private readonly describeList: DescribeList) {}

  @Get(endingInSlash(''))
  @Access('ignored')
  @ApiOperation({ summary: 'Sizes of the list' })
  @ApiErrors(new PointercrateError(40400))
  @ApiOkResponse({ type: ListInformation })
  async retrieve(@Req() { caller }: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    sendJson(reply, JSON.stringify(await this.describeList.execute(caller)));
  }
}

@SpaceController('list_information')
export class SpaceListInformationController extends ListInformationController {}
