import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ResourceNotFound } from '../errors/register-errors.js';
import { QueryParameters } from '../http/query-parameters.js';
import { integerForm } from '../schema/integers.js';
import type { LogRange } from '../use-cases/export-log.use-case.js';

/**
 * The range in the last segments of a path; the whole log without them (contract §3.12).
 * @throws ResourceNotFound where one is no integer
 */
export const RangeInPath = createParamDecorator((_: unknown, context: ExecutionContext): LogRange => {
  const { from, to } = context.switchToHttp().getRequest<FastifyRequest>().params as { from?: string; to?: string };
  return { from: sizeOf(from) ?? 0, to: sizeOf(to) };
});

function sizeOf(segment: string | undefined): number | undefined {
  if (segment === undefined) return undefined;
  if (!integerForm.test(segment)) throw new ResourceNotFound(`No log size ${segment}`);
  return Number(segment);
}

/**
 * The range in the parameters `from` and `to` (contract §3.11).
 * @param url raw request target
 * @throws UnexpectedParameter
 */
export function rangeInQuery(url: string): LogRange {
  const query = new QueryParameters(url);
  const to = query.once('to') === undefined ? undefined : query.integer('to', 0, 0);
  return { from: query.integer('from', 0, 0), to };
}
