import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pathOf } from '#dialect-kit';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { UnexpectedParameter } from '../errors/register-errors.js';
import type { RegisterRequest } from '../guards/register.guard.js';
import { QueryParameters } from '../http/query-parameters.js';
import { decodeSegment, fixedRepresentation, identifiedRepresentation } from '../http/request-target.js';
import type { ListRecordsQuery, RecordFilter } from '../use-cases/list-records.use-case.js';

function requestOf<Request extends FastifyRequest>(context: ExecutionContext): Request {
  return context.switchToHttp().getRequest<Request>();
}

function rawPath({ raw }: FastifyRequest): string {
  return pathOf(raw.url ?? '/');
}

/** The register that the guard let the caller into. */
export const InRegister = createParamDecorator(
  (_: unknown, context: ExecutionContext): MountedRegister => requestOf<RegisterRequest>(context).register,
);

/** The representation asked for of a resource with a fixed last segment. */
export const FixedName = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const request = requestOf(context);
  return fixedRepresentation(rawPath(request), request.headers.accept);
});

/** The identifier in the last segment and the representation asked for. */
export const Identified = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const request = requestOf(context);
  return identifiedRepresentation(rawPath(request), request.headers.accept);
});

/** The key in the last segment but one, where a suffix is part of it. */
export const ParentKey = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  decodeSegment(rawPath(requestOf(context)).split('/').at(-2) ?? ''),
);

const defaultPageSize = 100;
const largestPageSize = 5000;

/** Page and filter of `/records` (contract §2.8, §3.2). */
export const RecordsQuery = createParamDecorator((_: unknown, context: ExecutionContext): ListRecordsQuery => {
  const query = new QueryParameters(requestOf(context).raw.url ?? '/');
  return {
    pageIndex: query.integer('page-index', 1, 1),
    pageSize: query.integer('page-size', defaultPageSize, 1, largestPageSize),
    filter: readFilter(query),
  };
});

function readFilter(query: QueryParameters): RecordFilter | undefined {
  const name = query.once('name');
  const value = query.once('value');
  if (name === undefined && value === undefined) return undefined;
  if (name === undefined || name === '') throw new UnexpectedParameter('name', 'must name the attribute of the value');
  if (value === undefined || value === '') throw new UnexpectedParameter('value', 'must not be empty beside a name');
  return { name, value };
}
