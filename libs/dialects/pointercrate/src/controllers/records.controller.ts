import { Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { sufficientBits } from '../guards/permissions.js';
import { RecordAnswer } from '../serializers/record.document.js';
import { RetrieveRecord } from '../use-cases/retrieve-record.use-case.js';
import { ApiConditionalRead, ApiErrors, taggedHeaders } from './documentation.js';
import { ObjectIdPipe } from './object-id.pipe.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendObject } from './send-object.js';

@PointercrateController('records')
export class RecordsController {
  constructor(private readonly retrieveRecord: RetrieveRecord) {}

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
