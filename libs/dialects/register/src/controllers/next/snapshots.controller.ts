import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../../addressing/mounted-register.js';
import type { IdentifiedRepresentation } from '../../http/request-target.js';
import { sendLasting, streamLasting } from '../../http/send-representation.js';
import { serializeEntriesCsv, serializeEntry, streamEntries, streamEntriesCsv } from '../../serializers/entry.serializer.js';
import { byObjectHash, pagesByObjectHash } from '../../serializers/next/entry.serializer.js';
import { ShowSnapshot } from '../../use-cases/show-snapshot.use-case.js';
import { Identified, InRegister, ParentSegment } from '../parameters.js';
import { NextController } from './next.controller.js';
import { DescribeNextSnapshot, DescribeNextSnapshotEntry } from './snapshots.documentation.js';

/** The log as it was at some size, with object hashes (contract §3.15, §4.2). */
@NextController()
export class NextSnapshotsController {
  constructor(private readonly showSnapshot: ShowSnapshot) {}

  @Get('snapshots/:size')
  @DescribeNextSnapshot()
  snapshot(
    @InRegister() register: MountedRegister,
    @Identified() { identifier: size, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pages = pagesByObjectHash(this.showSnapshot.list(register, size));
    const pieces = format === 'json' ? streamEntries(pages) : streamEntriesCsv(pages);
    return streamLasting(reply, register, 'permanent', format, pieces);
  }

  @Get('snapshots/:size/:key')
  @DescribeNextSnapshotEntry()
  async entry(
    @InRegister() register: MountedRegister,
    @ParentSegment() size: string,
    @Identified() { identifier: key, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entry = byObjectHash(await this.showSnapshot.entry(register, size, key));
    const text = format === 'json' ? JSON.stringify(serializeEntry(entry)) : serializeEntriesCsv([entry]);
    sendLasting(reply, register, 'permanent', format, text);
  }
}
