import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { presentError } from '../errors/present-error.js';

const envelope = {
  type: 'object',
  required: ['message', 'code', 'data'],
  properties: {
    message: { type: 'string', description: 'For people; any wording' },
    code: { type: 'integer', description: 'Its first three digits are the status' },
    data: { type: ['object', 'null'] },
  },
};

/** Documents error answers by example (contract §7). */
export function ApiErrors(...examples: readonly PointercrateError[]): MethodDecorator {
  return applyDecorators(
    ...examples.map((error) => {
      const { status, body } = presentError(error);
      return ApiResponse({
        status,
        description: `${error.code}: ${error.message}`,
        content: { 'application/json': { schema: envelope as never, example: JSON.parse(body ?? 'null') } },
      });
    }),
  );
}

/** Documents the conditional headers of a read (contract §4). */
export function ApiConditionalRead(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'Entity tags or `*`; 412 if none is the current one',
      schema: { type: 'string' },
    }),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'Entity tags or `*`; 304 if one is the current one',
      schema: { type: 'string' },
    }),
    ApiResponse({ status: 304, description: 'The caller has the current representation', headers: taggedHeaders }),
  );
}

/** Headers of every tagged answer. */
export const taggedHeaders = {
  ETag: {
    description: 'Entity tag of what this caller sees',
    schema: { type: 'string' as const, example: '"7692654517558011874"' },
  },
  Vary: { schema: { type: 'string' as const, example: 'Authorization' } },
  'Cache-Control': { schema: { type: 'string' as const, example: 'private, no-cache' } },
};
