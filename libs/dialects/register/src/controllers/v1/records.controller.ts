import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../../addressing/mounted-register.js';
import type { IdentifiedRepresentation, Representation } from '../../http/request-target.js';
import { sendRepresentation } from '../../http/send-representation.js';
import { recordsPageLinks, trailLink } from '../../serializers/page-links.js';
import { serializeEntries, serializeEntriesCsv } from '../../serializers/v1/entry.serializer.js';
import { serializeRecords, serializeRecordsCsv } from '../../serializers/v1/record.serializer.js';
import { ListRecords, type ListRecordsQuery } from '../../use-cases/list-records.use-case.js';
import { ShowRecord } from '../../use-cases/show-record.use-case.js';
import { ShowTrail } from '../../use-cases/show-trail.use-case.js';
import { GetFixed } from '../get-fixed.decorator.js';
import { FixedName, Identified, InRegister, ParentSegment, RecordsQuery } from '../parameters.js';
import { type OnePage, OnlyPage } from './parameters.js';
import { DescribeV1Filtered, DescribeV1Record, DescribeV1Records, DescribeV1Trail } from './records.documentation.js';
import { V1Controller } from './v1.controller.js';

/** Records by key, their trails, and the filter in the path (contract §4.1). */
@V1Controller()
export class V1RecordsController {
  constructor(
    private readonly showRecord: ShowRecord,
    private readonly listRecords: ListRecords,
    private readonly showTrail: ShowTrail,
  ) {}

  @Get('records/:key')
  @DescribeV1Record()
  async record(
    @InRegister() register: MountedRegister,
    @Identified() { identifier: key, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { record, columns } = await this.showRecord.execute(register, key);
    const text = format === 'json' ? serializeRecords([record], columns) : serializeRecordsCsv([record], columns);
    sendRepresentation(reply, format, text, [trailLink(register, key)]);
  }

  @GetFixed('records')
  @DescribeV1Records()
  async records(
    @InRegister() register: MountedRegister,
    @FixedName() { format, suffix }: Representation,
    @RecordsQuery() query: ListRecordsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { records, columns, more } = await this.listRecords.execute(register, query);
    const text = format === 'json' ? serializeRecords(records, columns) : serializeRecordsCsv(records, columns);
    sendRepresentation(reply, format, text, recordsPageLinks(register, suffix, query, more));
  }

  @GetFixed('records/:key/entries')
  @DescribeV1Trail()
  async trail(
    @InRegister() register: MountedRegister,
    @FixedName() { format }: Representation,
    @ParentSegment() key: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entries = await this.showTrail.execute(register, key);
    sendRepresentation(reply, format, format === 'json' ? serializeEntries(entries) : serializeEntriesCsv(entries));
  }

  /** At most a hundred records, and no more pages. */
  @Get('records/:attribute/:value')
  @DescribeV1Filtered()
  async filtered(
    @InRegister() register: MountedRegister,
    @ParentSegment() name: string,
    @Identified() { identifier: value, format }: IdentifiedRepresentation,
    @OnlyPage() page: OnePage,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { records, columns } = await this.listRecords.execute(register, { ...page, filter: { name, value } });
    const text = format === 'json' ? serializeRecords(records, columns) : serializeRecordsCsv(records, columns);
    sendRepresentation(reply, format, text);
  }
}
