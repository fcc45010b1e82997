import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../addressing/mounted-register.js';
import type { IdentifiedRepresentation } from '../http/request-target.js';
import { sendLasting, streamLasting } from '../http/send-representation.js';
import { serializeEntriesCsv, serializeEntry, streamEntries, streamEntriesCsv } from '../serializers/entry.serializer.js';
import { ShowSnapshot } from '../use-cases/show-snapshot.use-case.js';
import { Identified, InRegister, ParentSegment } from './parameters.js';
import { RegisterController } from './register-controller.decorator.js';
import { DescribeSnapshot, DescribeSnapshotEntry } from './snapshots.documentation.js';

/** The log as it was at some size (contract §3.15). */
@RegisterController('snapshots')
export class SnapshotsController {
  constructor(private readonly showSnapshot: ShowSnapshot) {}

  @Get('snapshots/:size')
  @DescribeSnapshot()
  snapshot(
    @InRegister() register: MountedRegister,
    @Identified() { identifier: size, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pages = this.showSnapshot.list(register, size);
    const pieces = format === 'json' ? streamEntries(pages) : streamEntriesCsv(pages);
    return streamLasting(reply, register, 'permanent', format, pieces);
  }

  @Get('snapshots/:size/:key')
  @DescribeSnapshotEntry()
  async entry(
    @InRegister() register: MountedRegister,
    @ParentSegment() size: string,
    @Identified() { identifier: key, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entry = await this.showSnapshot.entry(register, size, key);
    const text = format === 'json' ? JSON.stringify(serializeEntry(entry)) : serializeEntriesCsv([entry]);
    sendLasting(reply, register, 'permanent', format, text);
  }
}
