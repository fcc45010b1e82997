import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { InAnyRegister, okJson, type Schema } from './read.documentation.js';

const healthSchema: Schema = { type: 'object', required: ['healthy'], properties: { healthy: { type: 'boolean' } } };

export function DescribeHealthcheck(): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary: 'Whether the register can be served' }),
    InAnyRegister(),
    okJson('It can', healthSchema, { healthy: true }),
    ApiResponse({
      status: 500,
      description: 'The database does not answer',
      content: { 'application/json': { schema: healthSchema, example: { healthy: false } } },
    }),
  );
}

export function DescribeRobots(): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary: 'Crawlers stay out' }),
    InAnyRegister(),
    ApiResponse({
      status: 200,
      description: 'Rules for crawlers',
      content: { 'text/plain': { schema: { type: 'string' }, example: 'User-agent: *\nDisallow: /\n' } },
    }),
  );
}
