import { Get, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../addressing/mounted-register.js';
import type { IdentifiedRepresentation, Representation } from '../http/request-target.js';
import { sendLasting, sendRepresentation } from '../http/send-representation.js';
import { serializeAuditPath, serializeRootProof } from '../serializers/proof.serializer.js';
import { ProveLog } from '../use-cases/prove-log.use-case.js';
import { GetFixed } from './get-fixed.decorator.js';
import { FixedName, Identified, InRegister, ParentSegment } from './parameters.js';
import { DescribeConsistencyProof, DescribeEntryProof, DescribeRootProof } from './proofs.documentation.js';
import { RegisterController } from './register-controller.decorator.js';

/** Proofs over the log (contract §3.10). */
@RegisterController('proofs')
export class ProofsController {
  constructor(private readonly proveLog: ProveLog) {}

  @GetFixed('proofs/register')
  @DescribeRootProof()
  async root(
    @InRegister() register: MountedRegister,
    @FixedName(['json']) { format }: Representation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const proof = await this.proveLog.root(register, 'item-digest');
    sendRepresentation(reply, format, JSON.stringify(serializeRootProof(proof)));
  }

  @Get('proofs/entries/:number/:size')
  @DescribeEntryProof()
  async entry(
    @InRegister() register: MountedRegister,
    @ParentSegment() number: string,
    @Identified(['json']) { identifier: size, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const hashes = await this.proveLog.entry(register, 'item-digest', number, size);
    sendLasting(reply, register, 'permanent', format, JSON.stringify(serializeAuditPath(hashes)));
  }

  /** The name that clients of the reference server use. */
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
  @DescribeConsistencyProof()
  async consistency(
    @InRegister() register: MountedRegister,
    @ParentSegment() small: string,
    @Identified(['json']) { identifier: large, format }: IdentifiedRepresentation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const hashes = await this.proveLog.consistency(register, 'item-digest', small, large);
    sendLasting(reply, register, 'permanent', format, JSON.stringify(serializeAuditPath(hashes)));
  }
}
