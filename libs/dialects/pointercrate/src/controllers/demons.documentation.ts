import { applyDecorators } from '@nestjs/common';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { ApiErrors, ApiFilters, taggedHeaders } from './documentation.js';

/** Documents the filters of both lists of demons (contract §3b.3). */
export const ApiDemonFilters = (): MethodDecorator =>
  ApiFilters({
    name: { type: 'string', description: 'Whole name in any letter case' },
    name_contains: { type: 'string', description: 'Part of the name in any letter case' },
    requirement: { type: 'integer', description: 'Per cent' },
    verifier_id: { type: 'integer', description: 'Id of the verifier' },
    publisher_id: { type: 'integer', description: 'Id of the publisher' },
    verifier_name: { type: 'string', description: 'Whole name of the verifier in any letter case' },
    publisher_name: { type: 'string', description: 'Whole name of the publisher in any letter case' },
    level_id: { type: 'integer', description: 'Id of the level in the game' },
    requirement__gt: { type: 'integer', description: 'More than' },
    requirement__lt: { type: 'integer', description: 'Less than' },
  });

/** Documents what may be wrong with a demon that somebody writes. */
export const ApiDemonRules = (...more: readonly PointercrateError[]): MethodDecorator =>
  applyDecorators(
    ApiErrors(
      new PointercrateError(40000),
      new PointercrateError(40001),
      new PointercrateError(40100),
      new PointercrateError(41500, { expected: 'application/json' }),
      new PointercrateError(42200),
      new PointercrateError(42212),
      new PointercrateError(42213, { maximal: 30 }),
      new PointercrateError(42222),
      new PointercrateError(42223),
      new PointercrateError(42224),
      new PointercrateError(42225, { expected: 'https://www.youtube.com/watch?v={video}' }),
      ...more,
    ),
  );

export const createdHeaders = {
  ETag: taggedHeaders.ETag,
  Location: { schema: { type: 'string' as const, example: '/api/v2/demons/31/' } },
};
