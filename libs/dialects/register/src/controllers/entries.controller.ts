import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../addressing/mounted-register.js';
import type { IdentifiedRepresentation, Representation } from '../http/request-target.js';
import { sendLasting, sendRepresentation } from '../http/send-representation.js';
import { suggestFileName } from '../http/suggest-file-name.js';
import { serializeEntries, serializeEntriesCsv, serializeEntry } from '../serializers/entry.serializer.js';
import { entriesPageLinks } from '../serializers/page-links.js';
import { ListEntries, type ListEntriesQuery } from '../use-cases/list-entries.use-case.js';
import { ShowEntry } from '../use-cases/show-entry.use-case.js';
import { DescribeEntries, DescribeEntry } from './entries.documentation.js';
import { GetFixed } from './get-fixed.decorator.js';
import { EntriesQuery, FixedName, Identified, InRegister } from './parameters.js';
import { RegisterController } from './register-controller.decorator.js';

/** Entries (contract §3.4, §3.5). */
@RegisterController('entries')
export class EntriesController {
  constructor(
    private readonly showEntry: ShowEntry,
    private readonly listEntries: ListEntries,
  ) {}

  @Get('entries/:number')
  @DescribeEntry()
  async entry(
    @InRegister() register: MountedRegister,
    @Identified() { identifier: number, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entry = await this.showEntry.execute(register, number);
    const text = format === 'json' ? JSON.stringify(serializeEntry(entry)) : serializeEntriesCsv([entry]);
    sendLasting(reply, register, 'permanent', format, text);
  }

  @GetFixed('entries')
  @DescribeEntries()
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
