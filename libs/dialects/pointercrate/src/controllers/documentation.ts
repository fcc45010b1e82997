import { applyDecorators, type Type } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiQuery, ApiResponse } from '@nestjs/swagger';
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

/** Documents the answers of a change: the object, or nothing where it is what it was (contract §3.4). */
export function ApiChange(type: Type): MethodDecorator {
  const headers = { ETag: taggedHeaders.ETag };
  return applyDecorators(
    ApiOkResponse({ type, headers }),
    ApiResponse({ status: 304, description: 'Nothing changes for the caller', headers }),
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

/** Documents the parameters of a page (contract §5). */
export function ApiPage(idName = 'id'): MethodDecorator {
  const query = (name: string, description: string, schema: object = {}): MethodDecorator =>
    ApiQuery({ name, required: false, description, schema: { type: 'integer', format: 'int32', ...schema } });
  return applyDecorators(
    query('limit', 'Objects on a page', { minimum: 1, maximum: 100, default: 50 }),
    query('after', `Only what has a greater ${idName}`),
    query('before', `Only what has a smaller ${idName}; alone: the greatest of them`),
  );
}

/** Documents filters of a list. */
export function ApiFilters(filters: {
  readonly [name: string]: { readonly type: 'integer' | 'string' | 'boolean'; readonly description: string };
}): MethodDecorator {
  return applyDecorators(
    ...Object.entries(filters).map(([name, { type, description }]) =>
      ApiQuery({ name, required: false, description, schema: { type } }),
    ),
  );
}

/** Headers of every page. */
export const pageHeaders = {
  Links: {
    description: 'Neighbours of the page as the original spells them',
    schema: { type: 'string' as const, example: '</api/v1/records/?after=0&limit=5&status=approved>; rel=first' },
  },
  Link: {
    description: 'The same as RFC 8288 has it',
    schema: { type: 'string' as const, example: '</api/v1/records/?after=0&limit=5&status=approved>; rel="first"' },
  },
};
