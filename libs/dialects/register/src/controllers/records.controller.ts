import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../addressing/mounted-register.js';
import type { IdentifiedRepresentation, Representation } from '../http/request-target.js';
import { sendRepresentation } from '../http/send-representation.js';
import { serializeEntries, serializeEntriesCsv } from '../serializers/entry.serializer.js';
import { recordsPageLinks, trailLink } from '../serializers/page-links.js';
import { serializeRecord, serializeRecords, serializeRecordsCsv } from '../serializers/record.serializer.js';
import { ListRecords, type ListRecordsQuery } from '../use-cases/list-records.use-case.js';
import { ShowRecord } from '../use-cases/show-record.use-case.js';
import { ShowTrail } from '../use-cases/show-trail.use-case.js';
import { GetFixed } from './get-fixed.decorator.js';
import { FixedName, Identified, InRegister, ParentSegment, RecordsQuery } from './parameters.js';
import { DescribeRecord, DescribeRecords, DescribeTrail } from './records.documentation.js';
import { RegisterController } from './register-controller.decorator.js';

/** Records and their trails (contract §3.1 to §3.3). */
@RegisterController('records')
export class RecordsController {
  constructor(
    private readonly showRecord: ShowRecord,
    private readonly listRecords: ListRecords,
    private readonly showTrail: ShowTrail,
  ) {}

  @Get('records/:key')
  @DescribeRecord()
  async record(
    @InRegister() register: MountedRegister,
    @Identified() { identifier: key, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { record, columns } = await this.showRecord.execute(register, key);
    const text = format === 'json' ? serializeRecord(record, columns) : serializeRecordsCsv([record], columns);
    sendRepresentation(reply, format, text, [trailLink(register, key)]);
  }

  @GetFixed('records')
  @DescribeRecords()
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
  @DescribeTrail()
  async trail(
    @InRegister() register: MountedRegister,
    @FixedName() { format }: Representation,
    @ParentSegment() key: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entries = await this.showTrail.execute(register, key);
    const text = format === 'json' ? serializeEntries(entries) : serializeEntriesCsv(entries);
    sendRepresentation(reply, format, text);
  }
}
