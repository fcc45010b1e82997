import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { sendText } from '#dialect-kit';
import { RegisterGuard } from '../guards/register.guard.js';
import { contentTypes } from '../http/negotiation.js';
import { commonHeaders } from '../http/response-headers.js';
import { CheckHealth } from '../use-cases/check-health.use-case.js';
import { DescribeHealthcheck, DescribeRobots } from './service.documentation.js';

const robots = 'User-agent: *\nDisallow: /\n';

/** What machines ask of a server, not of a register; nothing is negotiated (contract §3.16). */
abstract class ServiceResources {
  constructor(private readonly checkHealth: CheckHealth) {}

  @Get('healthcheck')
  @DescribeHealthcheck()
  async healthcheck(@Res() reply: FastifyReply): Promise<void> {
    const healthy = await this.checkHealth.execute();
    reply.code(healthy ? 200 : 500).headers({ ...commonHeaders, 'content-type': contentTypes.json });
    sendText(reply, JSON.stringify({ healthy }));
  }

  @Get('robots.txt')
  @DescribeRobots()
  robots(@Res() reply: FastifyReply): void {
    reply.headers({ ...commonHeaders, 'content-type': 'text/plain' });
    sendText(reply, robots);
  }
}

@ApiTags('service')
@Controller('registers/:register')
@UseGuards(RegisterGuard)
export class ServiceController extends ServiceResources {
  constructor(checkHealth: CheckHealth) {
    super(checkHealth);
  }
}

/** The same at the root of any host, whether or not it names a register: load balancers and crawlers ask by address. */
@ApiExcludeController()
@Controller()
export class HostServiceController extends ServiceResources {
  constructor(checkHealth: CheckHealth) {
    super(checkHealth);
  }
}
