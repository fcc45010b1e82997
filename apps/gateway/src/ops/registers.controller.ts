import { Body, Controller, Header, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonBody, parseTagList, type TagList } from '#dialect-kit';
import { AddAttributes, CreateRegister, RedactBlob, WriteEntry, type WriteEntryCommand } from '#dialects/register';
import { BlobPipe } from './blob.pipe.js';
import { AttributesBody, attributesOf, EntryBody, given, RedactionBody, RegisterBody } from './registers.bodies.js';
import {
  DocumentAddAttributes,
  DocumentCreateRegister,
  DocumentRedactBlob,
  DocumentRedactSystemBlob,
  DocumentWriteEntry,
} from './registers.documentation.js';
import {
  type EntryDocument,
  entryPath,
  type RedactionDocument,
  type RegisterDocument,
  recordTag,
  registerPath,
  type SchemaDocument,
  serializeCreated,
  serializeRedaction,
  serializeSchema,
  serializeWritten,
} from './registers.documents.js';
import { OpenTo, RegistersGuard, type RegistersRequest } from './registers.guard.js';

/** What people who keep registers do to them, one thing at a time; whole logs come as RSF. */
@ApiTags('registers')
@UseGuards(RegistersGuard)
@Controller('ops/v1/registers')
export class RegistersController {
  constructor(
    private readonly createRegister: CreateRegister,
    private readonly addAttributes: AddAttributes,
    private readonly writeEntry: WriteEntry,
    private readonly redactBlob: RedactBlob,
  ) {}

  @Post()
  @OpenTo('operators')
  @Header('cache-control', 'no-store')
  @DocumentCreateRegister()
  async create(
    @JsonBody() { id, title, custodian, attributes, ...rest }: RegisterBody,
    @Req() { caller }: RegistersRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegisterDocument> {
    const created = await this.createRegister.execute({
      ...given(rest),
      id,
      title,
      custodian,
      attributes: attributesOf(attributes),
      recordedBy: caller,
    });
    reply.header('location', registerPath(id));
    return serializeCreated(created);
  }

  @Post(':register/attributes')
  @HttpCode(200)
  @OpenTo('operators')
  @Header('cache-control', 'no-store')
  @DocumentAddAttributes()
  async add(@JsonBody() body: AttributesBody, @Req() { place, caller }: RegistersRequest): Promise<SchemaDocument> {
    const attributes = attributesOf(body.attributes);
    return serializeSchema(place.name, await this.addAttributes.execute({ place, attributes, recordedBy: caller }));
  }

  @Post(':register/entries')
  @OpenTo('write')
  @Header('cache-control', 'no-store')
  @DocumentWriteEntry()
  async write(
    @JsonBody() body: EntryBody,
    @Body(new BlobPipe()) blob: WriteEntryCommand['blob'],
    @Req() request: RegistersRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EntryDocument> {
    const { place, caller } = request;
    const entry = await this.writeEntry.execute({
      place,
      key: body.key,
      blob,
      timestamp: body['entry-timestamp'] ?? undefined,
      ifMatch: tagsIn(request, 'if-match'),
      ifNoneMatch: tagsIn(request, 'if-none-match'),
      recordedBy: caller,
    });
    reply.headers({ location: entryPath(place.name, entry), etag: recordTag(entry) });
    return serializeWritten(place.name, entry);
  }

  @Post(':register/blobs/:hash/redactions')
  @HttpCode(200)
  @OpenTo('staff')
  @Header('cache-control', 'no-store')
  @DocumentRedactBlob()
  async redact(
    @JsonBody() { attribute, value }: RedactionBody,
    @Param('hash') blob: string,
    @Req() { place }: RegistersRequest,
  ): Promise<RedactionDocument> {
    return serializeRedaction(await this.redactBlob.execute({ place, log: 'user', blob, attribute, value }));
  }

  @Post(':register/system-blobs/:hash/redactions')
  @HttpCode(200)
  @OpenTo('staff')
  @Header('cache-control', 'no-store')
  @DocumentRedactSystemBlob()
  async redactSystem(
    @JsonBody() { attribute, value }: RedactionBody,
    @Param('hash') blob: string,
    @Req() { place }: RegistersRequest,
  ): Promise<RedactionDocument> {
    return serializeRedaction(await this.redactBlob.execute({ place, log: 'system', blob, attribute, value }));
  }
}

function tagsIn({ headers }: FastifyRequest, name: 'if-match' | 'if-none-match'): TagList | undefined {
  const header = headers[name];
  return header === undefined ? undefined : parseTagList(header);
}
