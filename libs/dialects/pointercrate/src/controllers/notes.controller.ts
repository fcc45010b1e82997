import { Delete, Get, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { sufficientBits } from '../guards/permissions.js';
import { NoteAnswer, NoteDocument } from '../serializers/note.document.js';
import { AddNote } from '../use-cases/add-note.use-case.js';
import { AmendNote } from '../use-cases/amend-note.use-case.js';
import { DeleteNote } from '../use-cases/delete-note.use-case.js';
import { ListNotes } from '../use-cases/list-notes.use-case.js';
import { ApiChange, ApiErrors, taggedHeaders } from './documentation.js';
import { JsonObject } from './json-object.decorator.js';
import { ObjectIdPipe } from './object-id.pipe.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { NoteAmendment, NoteBody } from './record.bodies.js';
import { sendChange, sendCreated, sendJson, sendNothing } from './send-object.js';

const RecordParam = (example: number): MethodDecorator =>
  ApiParam({ name: 'record', schema: { type: 'integer', format: 'int32', example } });
const NoteParam = (example: number): MethodDecorator =>
  ApiParam({ name: 'note', schema: { type: 'integer', format: 'int32', example } });

const helpersOnly = new PointercrateError(40301, { required: sufficientBits('LIST_HELPER') });
const noNote = new PointercrateError(40401, { note_id: 12, record_id: 2 });

@PointercrateController('records/:record/notes')
export class NotesController {
  constructor(
    private readonly listNotes: ListNotes,
    private readonly addNote: AddNote,
    private readonly amendNote: AmendNote,
    private readonly deleteNote: DeleteNote,
  ) {}

  @Get(endingInSlash(''))
  @Access('required')
  @ApiOperation({
    summary: 'Notes on a record',
    description: 'All for LIST_HELPER, the public ones for the verified holder; by id, no pages.',
  })
  @RecordParam(22)
  @ApiOkResponse({ type: [NoteDocument] })
  @ApiErrors(new PointercrateError(40100), new PointercrateError(40401, { record_id: 42 }), new PointercrateError(42200))
  async list(
    @Param('record', ObjectIdPipe) record: number,
    @Req() { caller }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendJson(reply, JSON.stringify(await this.listNotes.execute({ record, caller })));
  }

  @Post(endingInSlash(''))
  @Access('required')
  @ApiOperation({ summary: 'Add a note', description: 'Needs LIST_HELPER.' })
  @RecordParam(22)
  @ApiBody({ type: NoteBody })
  @ApiCreatedResponse({ type: NoteAnswer, headers: { ETag: taggedHeaders.ETag } })
  @ApiErrors(
    new PointercrateError(40000),
    new PointercrateError(40100),
    helpersOnly,
    new PointercrateError(40401, { record_id: 42 }),
    new PointercrateError(41500, { expected: 'application/json' }),
    new PointercrateError(42230),
  )
  async add(
    @Param('record', ObjectIdPipe) record: number,
    @JsonObject() note: NoteBody,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { id, document } = await this.addNote.execute({ record, note, caller: request.caller });
    sendCreated(request, reply, document, `${id}/`);
  }

  @Patch(endingInSlash(':note'))
  @Access('required')
  @ApiOperation({
    summary: 'Change a note',
    description:
      'An own one with LIST_HELPER, any with LIST_ADMINISTRATOR. `If-Match` is optional here, and evaluated where it is sent.',
  })
  @RecordParam(22)
  @NoteParam(12)
  @ApiBody({ type: NoteAmendment })
  @ApiChange(NoteAnswer)
  @ApiErrors(
    new PointercrateError(40000),
    new PointercrateError(40100),
    helpersOnly,
    noNote,
    new PointercrateError(41200),
    new PointercrateError(41500, { expected: 'application/json' }),
    new PointercrateError(42230),
  )
  async amend(
    @Param('record', ObjectIdPipe) record: number,
    @Param('note', ObjectIdPipe) note: number,
    @JsonObject() amendment: NoteAmendment,
    @Req() { caller, headers }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendChange(reply, await this.amendNote.execute({ record, note, amendment, ifMatch: headers['if-match'], caller }));
  }

  @Delete(endingInSlash(':note'))
  @Access('required')
  @ApiOperation({ summary: 'Delete a note', description: 'An own one with LIST_HELPER, any with LIST_ADMINISTRATOR.' })
  @RecordParam(22)
  @NoteParam(13)
  @ApiNoContentResponse()
  @ApiErrors(new PointercrateError(40100), helpersOnly, noNote, new PointercrateError(42200))
  async delete(
    @Param('record', ObjectIdPipe) record: number,
    @Param('note', ObjectIdPipe) note: number,
    @Req() { caller }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.deleteNote.execute({ record, note, caller });
    sendNothing(reply);
  }
}

@SpaceController('records/:record/notes')
export class SpaceNotesController extends NotesController {}
