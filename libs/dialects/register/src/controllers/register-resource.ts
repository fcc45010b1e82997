import { Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type MountedRegister, registerDomain } from '../addressing/mounted-register.js';
import type { Representation } from '../http/request-target.js';
import { sendRepresentation } from '../http/send-representation.js';
import type { RegisterOptions } from '../register.options.js';
import { serializeRegister } from '../serializers/context.serializer.js';
import type { DescribeRegister } from '../use-cases/describe-register.use-case.js';
import { DescribeRegisterResource } from './context.documentation.js';
import { GetFixed } from './get-fixed.decorator.js';
import { FixedName, InRegister } from './parameters.js';

/** The older summary of a register, the same in every view (contract §3.9, §4.1). */
export abstract class RegisterResource {
  constructor(
    protected readonly describeRegister: DescribeRegister,
    protected readonly options: RegisterOptions,
  ) {}

  @GetFixed('register')
  @DescribeRegisterResource()
  async register(
    @InRegister() register: MountedRegister,
    @FixedName(['json']) { format }: Representation,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const description = await this.describeRegister.execute(register, 'item-digest');
    const domain = registerDomain(request, register, this.options);
    sendRepresentation(reply, format, JSON.stringify(serializeRegister(description, domain)));
  }
}
