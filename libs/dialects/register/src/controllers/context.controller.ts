import { Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../addressing/mounted-register.js';
import type { Representation } from '../http/request-target.js';
import { sendRepresentation } from '../http/send-representation.js';
import { REGISTER_OPTIONS, type RegisterOptions } from '../register.options.js';
import { serializeContext } from '../serializers/context.serializer.js';
import { DescribeRegister } from '../use-cases/describe-register.use-case.js';
import { DescribeContext } from './context.documentation.js';
import { GetFixed } from './get-fixed.decorator.js';
import { FixedName, InRegister } from './parameters.js';
import { RegisterController } from './register-controller.decorator.js';
import { RegisterResource } from './register-resource.js';

/** What a register says about itself (contract §3.8, §3.9). */
@RegisterController('register')
export class ContextController extends RegisterResource {
  constructor(describeRegister: DescribeRegister, @Inject(REGISTER_OPTIONS) options: RegisterOptions) {
    super(describeRegister, options);
  }

  @GetFixed('context')
  @DescribeContext()
  async context(
    @InRegister() register: MountedRegister,
    @FixedName(['json']) { format }: Representation,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const description = await this.describeRegister.execute(register, 'item-digest');
    sendRepresentation(reply, format, JSON.stringify(serializeContext(description, this.options)));
  }
}
