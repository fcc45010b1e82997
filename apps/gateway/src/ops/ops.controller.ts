import { Controller, Get, Header, Query, Req } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ResolveAddress, type ResolvedRecord } from './resolve-address.use-case.js';

const example: ResolvedRecord = {
  space: 'country',
  collection: 'country',
  key: 'GB',
  id: 6,
  gid: 'c38e9a53-5e0a-4c3c-8ad1-6f0f6f0b7a52',
  version: 6,
  addresses: {
    register: '/registers/country/records/GB',
    pointercrate: '/spaces/country/api/v1/records/6/',
    unicat: {
      path: '/api/p/0d0ae0c6-2f5c-4b1b-9a39-1f6b1f6b1f6b/records/get',
      body: { record: 'c38e9a53-5e0a-4c3c-8ad1-6f0f6f0b7a52' },
    },
  },
};

@ApiTags('records')
@ApiBasicAuth()
@ApiBearerAuth()
@Controller('ops/v1')
export class OpsController {
  constructor(private readonly resolveAddress: ResolveAddress) {}

  @Get('resolve')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'The three addresses of one record',
    description: 'For operators, and for API keys with `read` on the space.',
  })
  @ApiQuery({
    name: 'address',
    description: 'A path or a full URL in any of the three dialects',
    example: '/registers/country/records/GB',
  })
  @ApiOkResponse({ schema: { type: 'object', example } })
  @ApiResponse({ status: 400, description: 'Not an address of a record' })
  @ApiResponse({ status: 401, description: 'No credentials, or wrong ones' })
  @ApiResponse({ status: 403, description: 'Not a member of the space' })
  @ApiResponse({ status: 404, description: 'An address of nothing' })
  resolve(@Query('address') address: unknown, @Req() { headers }: FastifyRequest): Promise<ResolvedRecord> {
    return this.resolveAddress.execute(typeof address === 'string' ? address : '', headers.authorization);
  }
}
