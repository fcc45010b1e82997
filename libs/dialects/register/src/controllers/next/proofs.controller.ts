import { Get, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../../addressing/mounted-register.js';
import type { IdentifiedRepresentation, Representation } from '../../http/request-target.js';
import { sendLasting, sendRepresentation } from '../../http/send-representation.js';
import { serializeAuditPath, serializeRootProof } from '../../serializers/proof.serializer.js';
import { ProveLog } from '../../use-cases/prove-log.use-case.js';
import { GetFixed } from '../get-fixed.decorator.js';
import { FixedName, Identified, InRegister, ParentSegment } from '../parameters.js';
import { NextController } from './next.controller.js';
import { DescribeNextConsistencyProof, DescribeNextEntryProof, DescribeNextRootProof } from './proofs.documentation.js';

/** Proofs in the seed's shape, over the tree of object hashes (contract §4.2). */
@NextController()
export class NextProofsController {
  constructor(private readonly proveLog: ProveLog) {}

  @GetFixed('proofs/register')
  @DescribeNextRootProof()
  async root(
    @InRegister() register: MountedRegister,
    @FixedName(['json']) { format }: Representation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const proof = await this.proveLog.root(register, 'object-hash');
    sendRepresentation(reply, format, JSON.stringify(serializeRootProof(proof)));
  }

  @Get('proofs/entries/:number/:size')
  @DescribeNextEntryProof()
  async entry(
    @InRegister() register: MountedRegister,
    @ParentSegment() number: string,
    @Identified(['json']) { identifier: size, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = await this.proveLog.entry(register, 'object-hash', number, size);
    sendLasting(reply, register, 'permanent', format, JSON.stringify(serializeAuditPath(path)));
  }

  @Get('proofs/entry/:number/:size')
  @ApiExcludeEndpoint()
  entryUnderOlderName(
    @InRegister() register: MountedRegister,
    @ParentSegment() number: string,
    @Identified(['json']) representation: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.entry(register, number, representation, reply);
  }

  @Get('proofs/consistency/:small/:large')
  @DescribeNextConsistencyProof()
  async consistency(
    @InRegister() register: MountedRegister,
    @ParentSegment() small: string,
    @Identified(['json']) { identifier: large, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = await this.proveLog.consistency(register, 'object-hash', small, large);
    sendLasting(reply, register, 'permanent', format, JSON.stringify(serializeAuditPath(path)));
  }
}
