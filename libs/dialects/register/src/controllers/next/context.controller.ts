import { Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../../addressing/mounted-register.js';
import type { Representation } from '../../http/request-target.js';
import { sendRepresentation } from '../../http/send-representation.js';
import { REGISTER_OPTIONS, type RegisterOptions } from '../../register.options.js';
import { serializeContext } from '../../serializers/next/context.serializer.js';
import { DescribeRegister } from '../../use-cases/describe-register.use-case.js';
import { GetFixed } from '../get-fixed.decorator.js';
import { FixedName, InRegister } from '../parameters.js';
import { RegisterResource } from '../register-resource.js';
import { DescribeNextContext } from './context.documentation.js';
import { NextController } from './next.controller.js';

/** What a register says about itself, with the root over object hashes (contract §4.2). */
@NextController()
export class NextContextController extends RegisterResource {
  constructor(describeRegister: DescribeRegister, @Inject(REGISTER_OPTIONS) options: RegisterOptions) {
    super(describeRegister, options);
  }

  @GetFixed('context')
  @DescribeNextContext()
  async context(
    @InRegister() register: MountedRegister,
    @FixedName(['json']) { format }: Representation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const description = await this.describeRegister.execute(register, 'object-hash');
    sendRepresentation(reply, format, JSON.stringify(serializeContext(description, this.options)));
  }
}
