import { Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { sufficientBits } from '../guards/permissions.js';
import { parseListQuery } from '../paging/list-query.js';
import { recordFilters } from '../paging/record-filters.js';
import { ListedRecordDocument, RecordAnswer } from '../serializers/record.document.js';
import { ListRecords } from '../use-cases/list-records.use-case.js';
import { RetrieveRecord } from '../use-cases/retrieve-record.use-case.js';
import { ApiConditionalRead, ApiErrors, ApiFilters, ApiPage, pageHeaders, taggedHeaders } from './documentation.js';
import { ObjectIdPipe } from './object-id.pipe.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendList } from './send-list.js';
import { sendObject } from './send-object.js';

@PointercrateController('records')
export class RecordsController {
  constructor(
    private readonly listRecords: ListRecords,
    private readonly retrieveRecord: RetrieveRecord,
  ) {}

  @Get(endingInSlash(''))
  @Access('optional')
  @ApiOperation({
    summary: 'List of records',
    description:
      'Ascending by id. Without LIST_HELPER only approved records are seen, but for those of the player on whom the caller has a ' +
      'verified claim. Unknown parameters are ignored.',
  })
  @ApiPage()
  @ApiFilters({
    progress: { type: 'integer', description: 'Per cent' },
    progress__lt: { type: 'integer', description: 'Less than' },
    progress__gt: { type: 'integer', description: 'More than' },
    demon_position: { type: 'integer', description: 'Current position of the demon' },
    demon_position__lt: { type: 'integer', description: 'Higher up' },
    demon_position__gt: { type: 'integer', description: 'Further down' },
    status: { type: 'string', description: 'In any letter case; others than `approved` need LIST_HELPER' },
    player: { type: 'integer', description: 'Id of the holder' },
    demon: { type: 'string', description: 'Whole name of the demon in any letter case' },
    demon_id: { type: 'integer', description: 'Id of the demon' },
    video: { type: 'string', description: 'Canonical URL' },
    submitter: { type: 'integer', description: 'Needs LIST_MODERATOR' },
  })
  @ApiOkResponse({ type: [ListedRecordDocument], headers: pageHeaders })
  @ApiErrors(
    new PointercrateError(40000),
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('LIST_HELPER') }),
    new PointercrateError(42207),
    new PointercrateError(42227),
  )
  async list(@Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = parseListQuery(request.url, recordFilters);
    sendList(request, reply, await this.listRecords.execute({ query, caller: request.caller }));
  }

  @Get(endingInSlash(':id'))
  @Access('switched')
  @ApiOperation({
    summary: 'Record retrieval',
    description:
      'Records that are not approved need EXTENDED_ACCESS; submitter and raw footage are shown to LIST_HELPER. ' +
      'In spaces without a mapping `data` has `id`, `status` and the own fields of the record.',
  })
  @ApiParam({ name: 'id', schema: { type: 'integer', format: 'int32', example: 2 } })
  @ApiConditionalRead()
  @ApiOkResponse({ type: RecordAnswer, headers: taggedHeaders })
  @ApiErrors(
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('EXTENDED_ACCESS') }),
    new PointercrateError(40401, { record_id: 42 }),
    new PointercrateError(41200),
    new PointercrateError(42200),
  )
  async retrieve(
    @Param('id', ObjectIdPipe) id: number,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendObject(request, reply, await this.retrieveRecord.execute({ id, caller: request.caller }));
  }
}

@SpaceController('records')
export class SpaceRecordsController extends RecordsController {}
