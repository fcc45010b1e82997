import { Delete, Get, Inject, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AuditEntryDocument } from '../audit/audit-document.js';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { sufficientBits } from '../guards/permissions.js';
import { clientAddress } from '../limits/client-address.js';
import { parseListQuery } from '../paging/list-query.js';
import { recordFilters } from '../paging/record-filters.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import { ListedRecordDocument, RecordAnswer } from '../serializers/record.document.js';
import { AmendRecord } from '../use-cases/amend-record.use-case.js';
import { AuditRecord } from '../use-cases/audit-record.use-case.js';
import { DeleteRecord } from '../use-cases/delete-record.use-case.js';
import { ListRecords } from '../use-cases/list-records.use-case.js';
import { RetrieveRecord } from '../use-cases/retrieve-record.use-case.js';
import { SubmitRecord } from '../use-cases/submit-record.use-case.js';
import { ApiChange, ApiConditionalRead, ApiErrors, ApiFilters, ApiPage, pageHeaders, taggedHeaders } from './documentation.js';
import { JsonObject } from './json-object.decorator.js';
import { ObjectIdPipe } from './object-id.pipe.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { RecordAmendment, RecordSubmission } from './record.bodies.js';
import { sendList } from './send-list.js';
import { sendChange, sendCreated, sendJson, sendNothing, sendObject } from './send-object.js';

const RecordId = (example: number): MethodDecorator =>
  ApiParam({ name: 'id', schema: { type: 'integer', format: 'int32', example } });

@PointercrateController('records')
export class RecordsController {
  constructor(
    private readonly listRecords: ListRecords,
    private readonly retrieveRecord: RetrieveRecord,
    private readonly submitRecord: SubmitRecord,
    private readonly amendRecord: AmendRecord,
    private readonly deleteRecord: DeleteRecord,
    private readonly auditRecord: AuditRecord,
    @Inject(POINTERCRATE_OPTIONS) private readonly options: PointercrateOptions,
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

  @Post(endingInSlash(''))
  @Access('lenient')
  @ApiOperation({
    summary: 'Submit a record, or add one',
    description:
      'Anybody may submit; LIST_HELPER may omit the video and give another status. A token that is no good counts as none. ' +
      'Rate limits hold for everybody but LIST_HELPER.',
  })
  @ApiBody({ type: RecordSubmission })
  @ApiOkResponse({
    type: RecordAnswer,
    headers: {
      ETag: taggedHeaders.ETag,
      Location: { schema: { type: 'string', example: '/api/v1/records/313/' } },
      'X-SUBMISSION-COUNT': {
        description: 'How many are submitted now, where this one is',
        schema: { type: 'integer', example: 45 },
      },
    },
  })
  @ApiErrors(
    new PointercrateError(40000),
    new PointercrateError(40001),
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('LIST_HELPER') }),
    new PointercrateError(40304),
    new PointercrateError(40308),
    new PointercrateError(40401, { demon_id: 9999 }),
    new PointercrateError(41300),
    new PointercrateError(41500, { expected: 'application/json' }),
    new PointercrateError(42200),
    new PointercrateError(42215, { requirement: 50 }),
    new PointercrateError(42217, { status: 'approved', existing: 5 }),
    new PointercrateError(42218),
    new PointercrateError(42219),
    new PointercrateError(42220),
    new PointercrateError(42222),
    new PointercrateError(42223),
    new PointercrateError(42224),
    new PointercrateError(42225, { expected: 'https://youtu.be/{video}' }),
    new PointercrateError(42232),
    new PointercrateError(42233),
    new PointercrateError(42900, { remaining: { secs: 400, nanos: 0 } }),
  )
  async submit(
    @JsonObject() submission: RecordSubmission,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const address = clientAddress(request, this.options.trustProxy);
    const { id, document, submissions } = await this.submitRecord.execute({ submission, caller: request.caller, address });
    if (submissions !== undefined) reply.header('x-submission-count', String(submissions));
    // Not 201: a later check may still remove the submission (contract §3.3).
    sendCreated(request, reply, document, `${id}/`, 200);
  }

  @Get(endingInSlash(':id'))
  @Access('switched')
  @ApiOperation({
    summary: 'Record retrieval',
    description:
      'Records that are not approved need EXTENDED_ACCESS; submitter and raw footage are shown to LIST_HELPER. ' +
      'In spaces without a mapping `data` has `id`, `status` and the own fields of the record.',
  })
  @RecordId(2)
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

  @Get(endingInSlash(':id/audit'))
  @Access('required')
  @ApiOperation({
    summary: 'Audit of a record',
    description:
      'Needs LIST_ADMINISTRATOR. Oldest first, also of deleted records; modifications hold the old values of what changed.',
  })
  @RecordId(2)
  @ApiOkResponse({ type: [AuditEntryDocument] })
  @ApiErrors(
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('LIST_ADMINISTRATOR') }),
    new PointercrateError(40401, { record_id: 42 }),
    new PointercrateError(42200),
  )
  async audit(
    @Param('id', ObjectIdPipe) id: number,
    @Req() { caller }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendJson(reply, JSON.stringify(await this.auditRecord.execute({ id, caller })));
  }

  @Patch(endingInSlash(':id'))
  @Access('required', 'If-Match')
  @ApiOperation({
    summary: 'Change a record',
    description: 'Needs LIST_HELPER, on legacy demons LIST_MODERATOR. All or nothing; 304 where nothing changes.',
  })
  @RecordId(2)
  @ApiBody({ type: RecordAmendment, examples: { change: { value: { progress: 99 } } } })
  @ApiChange(RecordAnswer)
  @ApiErrors(
    new PointercrateError(40000),
    new PointercrateError(40001),
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('LIST_HELPER') }),
    new PointercrateError(40401, { record_id: 42 }),
    new PointercrateError(40906, { id: 11 }),
    new PointercrateError(41200),
    new PointercrateError(41500, { expected: 'application/json' }),
    new PointercrateError(42200),
    new PointercrateError(42215, { requirement: 54 }),
    new PointercrateError(42217, { status: 'approved', existing: 5 }),
    new PointercrateError(42218),
    new PointercrateError(42228, { demons: [{ id: 12, position: 12, name: 'Ashen Circuit' }] }),
    new PointercrateError(42229),
    new PointercrateError(42800),
  )
  async amend(
    @Param('id', ObjectIdPipe) id: number,
    @JsonObject() amendment: RecordAmendment,
    @Req() { caller, headers }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendChange(reply, await this.amendRecord.execute({ id, amendment, conditions: headers, caller }));
  }

  @Delete(endingInSlash(':id'))
  @Access('required', 'If-Match')
  @ApiOperation({
    summary: 'Delete a record with its notes',
    description: 'LIST_HELPER for what is submitted and was never anything else, otherwise LIST_MODERATOR.',
  })
  @RecordId(23)
  @ApiNoContentResponse()
  @ApiErrors(
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('LIST_MODERATOR') }),
    new PointercrateError(40401, { record_id: 42 }),
    new PointercrateError(41200),
    new PointercrateError(42200),
    new PointercrateError(42800),
  )
  async delete(
    @Param('id', ObjectIdPipe) id: number,
    @Req() { caller, headers }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.deleteRecord.execute({ id, conditions: headers, caller });
    sendNothing(reply);
  }
}

@SpaceController('records')
export class SpaceRecordsController extends RecordsController {}
