import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { StorageUnavailable } from '#records';
import { PLATFORM, type Platform } from '../platform.module.js';

const patienceMs = 2000;

const okSchema = { type: 'object', properties: { status: { type: 'string', example: 'ok' } } };

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get('live')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether the process answers' })
  @ApiOkResponse({ schema: okSchema })
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether the process can serve: the database answers' })
  @ApiOkResponse({ schema: okSchema })
  @ApiServiceUnavailableResponse({ description: 'The database does not answer within two seconds' })
  async ready(): Promise<{ status: string }> {
    await withinPatience(this.platform.ping());
    return { status: 'ok' };
  }
}

async function withinPatience(ping: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer from the database within ${patienceMs} ms`)), patienceMs);
  });
  try {
    await Promise.race([ping, late]);
  } catch (error) {
    throw new StorageUnavailable(error);
  } finally {
    clearTimeout(timer);
  }
}
