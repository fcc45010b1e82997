import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../../addressing/mounted-register.js';
import type { IdentifiedRepresentation, Representation } from '../../http/request-target.js';
import { sendRepresentation } from '../../http/send-representation.js';
import { serializeEntries, serializeEntriesCsv } from '../../serializers/entry.serializer.js';
import { byObjectHash } from '../../serializers/next/entry.serializer.js';
import {
  recordRow,
  serializeFlatRow,
  serializeFlatRows,
  serializeFlatRowsCsv,
} from '../../serializers/next/flat-row.serializer.js';
import { recordsPageLinks, trailLink } from '../../serializers/page-links.js';
import { ListRecords, type ListRecordsQuery } from '../../use-cases/list-records.use-case.js';
import { ShowRecord } from '../../use-cases/show-record.use-case.js';
import { ShowTrail } from '../../use-cases/show-trail.use-case.js';
import { GetFixed } from '../get-fixed.decorator.js';
import { FixedName, Identified, InRegister, ParentSegment, RecordsQuery } from '../parameters.js';
import { NextController } from './next.controller.js';
import { DescribeNextRecord, DescribeNextRecords, DescribeNextTrail } from './records.documentation.js';

/** Flat records, and their trails with object hashes (contract §4.2). */
@NextController()
export class NextRecordsController {
  constructor(
    private readonly showRecord: ShowRecord,
    private readonly listRecords: ListRecords,
    private readonly showTrail: ShowTrail,
  ) {}

  @Get('records/:key')
  @DescribeNextRecord()
  async record(
    @InRegister() register: MountedRegister,
    @Identified() { identifier: key, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { record, columns } = await this.showRecord.execute(register, key);
    const row = recordRow(record);
    const text = format === 'json' ? serializeFlatRow(row, columns) : serializeFlatRowsCsv([row], columns);
    sendRepresentation(reply, format, text, [trailLink(register, key)]);
  }

  @GetFixed('records')
  @DescribeNextRecords()
  async records(
    @InRegister() register: MountedRegister,
    @FixedName() { format, suffix }: Representation,
    @RecordsQuery() query: ListRecordsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { records, columns, more } = await this.listRecords.execute(register, query);
    const rows = records.map(recordRow);
    const text = format === 'json' ? serializeFlatRows(rows, columns) : serializeFlatRowsCsv(rows, columns);
    sendRepresentation(reply, format, text, recordsPageLinks(register, suffix, query, more));
  }

  @GetFixed('records/:key/entries')
  @DescribeNextTrail()
  async trail(
    @InRegister() register: MountedRegister,
    @FixedName() { format }: Representation,
    @ParentSegment() key: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entries = (await this.showTrail.execute(register, key)).map(byObjectHash);
    sendRepresentation(reply, format, format === 'json' ? serializeEntries(entries) : serializeEntriesCsv(entries));
  }
}
