import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../addressing/mounted-register.js';
import type { IdentifiedRepresentation, Representation } from '../http/request-target.js';
import { sendLasting, sendRepresentation } from '../http/send-representation.js';
import { serializeBlobCsv, serializeBlobs, serializeBlobsCsv } from '../serializers/blob.serializer.js';
import { blobsPageLinks } from '../serializers/page-links.js';
import { serializeBlob } from '../serializers/record.serializer.js';
import { ListBlobs, type ListBlobsQuery } from '../use-cases/list-blobs.use-case.js';
import { ShowBlob } from '../use-cases/show-blob.use-case.js';
import { DescribeBlob, DescribeBlobs } from './blobs.documentation.js';
import { GetFixed } from './get-fixed.decorator.js';
import { BlobsQuery, FixedName, Identified, InRegister } from './parameters.js';
import { RegisterController } from './register-controller.decorator.js';

/** Blobs (contract §3.6, §3.7). */
@RegisterController('blobs')
export class BlobsController {
  constructor(
    private readonly showBlob: ShowBlob,
    private readonly listBlobs: ListBlobs,
  ) {}

  @Get('blobs/:hash')
  @DescribeBlob()
  async blob(
    @InRegister() register: MountedRegister,
    @Identified() { identifier, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { blob, columns } = await this.showBlob.execute(register, identifier);
    const text = format === 'json' ? serializeBlob(blob.fields, columns) : serializeBlobCsv(blob, columns);
    sendLasting(reply, register, 'redactable', format, text);
  }

  @GetFixed('blobs')
  @DescribeBlobs()
  async blobs(
    @InRegister() register: MountedRegister,
    @FixedName() { format, suffix }: Representation,
    @BlobsQuery() query: ListBlobsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { items, more, columns } = await this.listBlobs.execute(register, query);
    const text = format === 'json' ? serializeBlobs(items, columns) : serializeBlobsCsv(items, columns);
    sendRepresentation(reply, format, text, blobsPageLinks(register, suffix, query, more));
  }
}
