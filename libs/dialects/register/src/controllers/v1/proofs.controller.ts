import { Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../../addressing/mounted-register.js';
import type { Representation } from '../../http/request-target.js';
import { sendLasting, sendRepresentation } from '../../http/send-representation.js';
import { serializeConsistencyProof, serializeEntryProof, serializeRootProof } from '../../serializers/v1/proof.serializer.js';
import { ProveLog } from '../../use-cases/prove-log.use-case.js';
import { InRegister } from '../parameters.js';
import { ProofName } from './parameters.js';
import { DescribeV1ConsistencyProof, DescribeV1EntryProof, DescribeV1RootProof } from './proofs.documentation.js';
import { V1Controller } from './v1.controller.js';

/** Proofs over the tree of item digests, as JSON only (contract §4.1). */
@V1Controller()
export class V1ProofsController {
  constructor(private readonly proveLog: ProveLog) {}

  @Get('proof/register/:proof')
  @DescribeV1RootProof()
  async root(
    @InRegister() register: MountedRegister,
    @ProofName() { format }: Representation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const proof = await this.proveLog.root(register, 'item-digest');
    sendRepresentation(reply, format, JSON.stringify(serializeRootProof(proof)));
  }

  @Get('proof/entries/:number/:size/:proof')
  @DescribeV1EntryProof()
  async entry(
    @InRegister() register: MountedRegister,
    @ProofName() { format }: Representation,
    @Param('number') number: string,
    @Param('size') size: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = await this.proveLog.entry(register, 'item-digest', number, size);
    sendLasting(reply, register, 'permanent', format, JSON.stringify(serializeEntryProof(Number(number), path)));
  }

  @Get('proof/consistency/:small/:large/:proof')
  @DescribeV1ConsistencyProof()
  async consistency(
    @InRegister() register: MountedRegister,
    @ProofName() { format }: Representation,
    @Param('small') small: string,
    @Param('large') large: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const nodes = await this.proveLog.consistency(register, 'item-digest', small, large);
    sendLasting(reply, register, 'permanent', format, JSON.stringify(serializeConsistencyProof(nodes)));
  }
}
