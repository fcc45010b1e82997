import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../../addressing/mounted-register.js';
import type { IdentifiedRepresentation, Representation } from '../../http/request-target.js';
import { sendLasting, sendRepresentation } from '../../http/send-representation.js';
import { suggestFileName } from '../../http/suggest-file-name.js';
import { entriesPageLinks } from '../../serializers/page-links.js';
import { serializeEntries, serializeEntriesCsv } from '../../serializers/v1/entry.serializer.js';
import { ListEntries, type ListEntriesQuery } from '../../use-cases/list-entries.use-case.js';
import { ShowEntry } from '../../use-cases/show-entry.use-case.js';
import { GetFixed } from '../get-fixed.decorator.js';
import { EntriesQuery, FixedName, Identified, InRegister } from '../parameters.js';
import { DescribeV1Entries, DescribeV1Entry } from './entries.documentation.js';
import { V1Controller } from './v1.controller.js';

/** Entries with numbers as texts; one entry is a list of one (contract §4.1). */
@V1Controller()
export class V1EntriesController {
  constructor(
    private readonly showEntry: ShowEntry,
    private readonly listEntries: ListEntries,
  ) {}

  @Get('entries/:number')
  @DescribeV1Entry()
  async entry(
    @InRegister() register: MountedRegister,
    @Identified() { identifier: number, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entries = [await this.showEntry.execute(register, number)];
    const text = format === 'json' ? serializeEntries(entries) : serializeEntriesCsv(entries);
    sendLasting(reply, register, 'permanent', format, text);
  }

  @GetFixed('entries')
  @DescribeV1Entries()
  async entries(
    @InRegister() register: MountedRegister,
    @FixedName() { format, suffix }: Representation,
    @EntriesQuery() query: ListEntriesQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    suggestFileName(reply, register, suffix);
    const { items, more } = await this.listEntries.execute(register, query);
    const text = format === 'json' ? serializeEntries(items) : serializeEntriesCsv(items);
    sendRepresentation(reply, format, text, entriesPageLinks(register, suffix, query, more));
  }
}
