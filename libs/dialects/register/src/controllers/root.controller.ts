import { Controller, Get, Inject, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf, queryOf } from '#dialect-kit';
import { addressedRegister, type MountedRegister } from '../addressing/mounted-register.js';
import { RegisterLocator } from '../addressing/register-locator.js';
import { RegisterGuard } from '../guards/register.guard.js';
import { rootOf, splitBase } from '../http/relocation.js';
import { commonHeaders } from '../http/response-headers.js';
import { REGISTER_OPTIONS, type RegisterOptions } from '../register.options.js';
import { InRegister } from './parameters.js';
import { mounts } from './register-controller.decorator.js';

/** The root of a register leads to what describes it in the view (contract §2.9). */
@ApiExcludeController()
@Controller(['registers/:register', ...mounts.v1, ...mounts.next])
@UseGuards(RegisterGuard)
export class RootController {
  @Get()
  root(@InRegister() { base }: MountedRegister, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const url = request.raw.url ?? '';
    redirect(reply, 301, base + rootOf(splitBase(pathOf(url)).view) + queryOf(url));
  }
}

/** The root of a host: that of its register, where it names one, else the gateway's documents. */
@ApiExcludeController()
@Controller()
export class HostRootController {
  constructor(
    private readonly registers: RegisterLocator,
    @Inject(REGISTER_OPTIONS) private readonly options: RegisterOptions,
  ) {}

  @Get()
  async root(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { names } = addressedRegister(request, this.options);
    const place = await this.registers.findFirst(names);
    if (place !== undefined) redirect(reply, 301, `/context${queryOf(request.raw.url ?? '')}`);
    else redirect(reply, 302, '/docs');
  }
}

function redirect(reply: FastifyReply, status: 301 | 302, location: string): void {
  reply
    .code(status)
    .headers({ ...commonHeaders, location })
    .send();
}
