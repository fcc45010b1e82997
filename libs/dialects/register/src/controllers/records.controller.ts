import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController, ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { RegisterGuard } from '../guards/register.guard.js';
import type { Representation } from '../http/request-target.js';
import { sendRepresentation } from '../http/send-representation.js';
import { serializeEntriesCsv, serializeEntry } from '../serializers/entry.serializer.js';
import { recordsPageLinks, trailLink } from '../serializers/page-links.js';
import { serializeRecord, serializeRecords, serializeRecordsCsv } from '../serializers/record.serializer.js';
import { ListRecords, type ListRecordsQuery } from '../use-cases/list-records.use-case.js';
import { ShowRecord } from '../use-cases/show-record.use-case.js';
import { ShowTrail } from '../use-cases/show-trail.use-case.js';
import { FixedName, Identified, InRegister, ParentKey, RecordsQuery } from './parameters.js';
import { DescribeRecord, DescribeRecords, DescribeTrail } from './records.documentation.js';

/** Records and their trails (contract §3.1 to §3.3). */
@ApiTags('records')
@Controller('registers/:register')
@UseGuards(RegisterGuard)
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
    @Identified() { identifier: key, format }: Representation & { readonly identifier: string },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { record, columns } = await this.showRecord.execute(register, key);
    const text = format === 'json' ? serializeRecord(record, columns) : serializeRecordsCsv([record], columns);
    sendRepresentation(reply, format, text, [trailLink(register, key)]);
  }

  @Get('records')
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

  @Get('records.:suffix')
  @ApiExcludeEndpoint()
  recordsWithSuffix(
    @InRegister() register: MountedRegister,
    @FixedName() representation: Representation,
    @RecordsQuery() query: ListRecordsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.records(register, representation, query, reply);
  }

  @Get('records/:key/entries')
  @DescribeTrail()
  async trail(
    @InRegister() register: MountedRegister,
    @FixedName() { format }: Representation,
    @ParentKey() key: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entries = await this.showTrail.execute(register, key);
    const text = format === 'json' ? JSON.stringify(entries.map(serializeEntry)) : serializeEntriesCsv(entries);
    sendRepresentation(reply, format, text);
  }

  @Get('records/:key/entries.:suffix')
  @ApiExcludeEndpoint()
  trailWithSuffix(
    @InRegister() register: MountedRegister,
    @FixedName() representation: Representation,
    @ParentKey() key: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.trail(register, representation, key, reply);
  }
}

/** The same at the root of a host whose name begins with the register's (contract §0.2). */
@ApiExcludeController()
@Controller()
export class HostRecordsController extends RecordsController {}
