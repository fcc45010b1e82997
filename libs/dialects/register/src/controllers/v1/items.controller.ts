import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../../addressing/mounted-register.js';
import type { IdentifiedRepresentation } from '../../http/request-target.js';
import { sendLasting } from '../../http/send-representation.js';
import { cellsOf, serializeCsv } from '../../serializers/csv.js';
import { serializeBlob } from '../../serializers/record.serializer.js';
import { ShowBlob } from '../../use-cases/show-blob.use-case.js';
import { InRegister } from '../parameters.js';
import { DescribeV1Item } from './items.documentation.js';
import { ItemHash } from './parameters.js';
import { V1Controller } from './v1.controller.js';

/** Items by their digest; there is no list of them (contract §4.1). */
@V1Controller()
export class V1ItemsController {
  constructor(private readonly showBlob: ShowBlob) {}

  @Get('items/:hash')
  @DescribeV1Item()
  async item(
    @InRegister() register: MountedRegister,
    @ItemHash() { identifier: hash, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { blob, columns } = await this.showBlob.execute(register, hash);
    const text = format === 'json' ? serializeBlob(blob.fields, columns) : serializeCsv(columns, [cellsOf(blob.fields, columns)]);
    sendLasting(reply, register, 'redactable', format, text);
  }
}
