import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../../addressing/mounted-register.js';
import type { IdentifiedRepresentation, Representation } from '../../http/request-target.js';
import { sendLasting, sendRepresentation } from '../../http/send-representation.js';
import {
  blobRow,
  serializeFlatRow,
  serializeFlatRows,
  serializeFlatRowsCsv,
} from '../../serializers/next/flat-row.serializer.js';
import { blobsPageLinks } from '../../serializers/next/page-links.js';
import { ListBlobs } from '../../use-cases/list-blobs.use-case.js';
import { ShowBlob } from '../../use-cases/show-blob.use-case.js';
import { GetFixed } from '../get-fixed.decorator.js';
import { FixedName, Identified, InRegister } from '../parameters.js';
import { DescribeNextBlob, DescribeNextBlobs } from './blobs.documentation.js';
import { NextController } from './next.controller.js';
import { BlobsFrom, type BlobsFromQuery } from './parameters.js';

/** Blobs by object hash (contract §4.2). */
@NextController()
export class NextBlobsController {
  constructor(
    private readonly showBlob: ShowBlob,
    private readonly listBlobs: ListBlobs,
  ) {}

  @Get('blobs/:hash')
  @DescribeNextBlob()
  async blob(
    @InRegister() register: MountedRegister,
    @Identified() { identifier: hash, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { blob, columns } = await this.showBlob.execute(register, hash);
    const row = blobRow(blob);
    const text = format === 'json' ? serializeFlatRow(row, columns) : serializeFlatRowsCsv([row], columns);
    sendLasting(reply, register, 'redactable', format, text);
  }

  @GetFixed('blobs')
  @DescribeNextBlobs()
  async blobs(
    @InRegister() register: MountedRegister,
    @FixedName() { format, suffix }: Representation,
    @BlobsFrom() query: BlobsFromQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const after = await this.listBlobs.before(register, query.start);
    const { items, columns, next } = await this.listBlobs.execute(register, { after, limit: query.limit, by: 'objectHash' });
    const rows = items.map(blobRow);
    const text = format === 'json' ? serializeFlatRows(rows, columns) : serializeFlatRowsCsv(rows, columns);
    sendRepresentation(reply, format, text, blobsPageLinks(register, suffix, query.limit, next));
  }
}
