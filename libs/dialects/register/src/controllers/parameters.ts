import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pathOf } from '#dialect-kit';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { UnexpectedParameter } from '../errors/register-errors.js';
import type { RegisterRequest } from '../guards/register.guard.js';
import type { Format } from '../http/negotiation.js';
import { QueryParameters } from '../http/query-parameters.js';
import { decodeSegment, fixedRepresentation, identifiedRepresentation } from '../http/request-target.js';
import { defaultPageSize } from '../serializers/page-links.js';
import type { ListBlobsQuery } from '../use-cases/list-blobs.use-case.js';
import type { ListEntriesQuery } from '../use-cases/list-entries.use-case.js';
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

/** The representation asked for of a resource with a fixed last segment; of the formats given, else of all. */
export const FixedName = createParamDecorator((available: readonly Format[] | undefined, context: ExecutionContext) => {
  const request = requestOf(context);
  return fixedRepresentation(rawPath(request), request.headers.accept, available);
});

/** The identifier in the last segment and the representation asked for; of the formats given, else of all. */
export const Identified = createParamDecorator((available: readonly Format[] | undefined, context: ExecutionContext) => {
  const request = requestOf(context);
  return identifiedRepresentation(rawPath(request), request.headers.accept, available);
});

/** The last segment but one, decoded; a suffix is part of it. */
export const ParentSegment = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  decodeSegment(rawPath(requestOf(context)).split('/').at(-2) ?? ''),
);

/** Page and filter of `/records` (contract §2.8, §3.2). */
export const RecordsQuery = createParamDecorator((_: unknown, context: ExecutionContext): ListRecordsQuery => {
  const query = new QueryParameters(requestOf(context).raw.url ?? '/');
  return {
    pageIndex: query.integer('page-index', 1, 1),
    pageSize: pageLimit(query, 'page-size'),
    filter: readFilter(query),
  };
});

/** Page of `/entries` (contract §2.8, §3.5). */
export const EntriesQuery = createParamDecorator((_: unknown, context: ExecutionContext): ListEntriesQuery => {
  const query = new QueryParameters(requestOf(context).raw.url ?? '/');
  return { start: query.integer('start', 1, 1), limit: pageLimit(query, 'limit') };
});

/** Page of `/blobs`: the cursor is the number of blobs before it (contract §2.8, §3.7). */
export const BlobsQuery = createParamDecorator((_: unknown, context: ExecutionContext): ListBlobsQuery => {
  const query = new QueryParameters(requestOf(context).raw.url ?? '/');
  return { after: query.integer('cursor', 0, 0), limit: pageLimit(query, 'limit'), by: 'hash' };
});

const largestPageSize = 5000;

/** How many members of a collection a page shows (contract §2.8). */
export function pageLimit(query: QueryParameters, parameter: string): number {
  return query.integer(parameter, defaultPageSize, 1, largestPageSize);
}

function readFilter(query: QueryParameters): RecordFilter | undefined {
  const name = query.once('name');
  const value = query.once('value');
  if (name === undefined && value === undefined) return undefined;
  if (name === undefined || name === '') throw new UnexpectedParameter('name', 'must name the attribute of the value');
  if (value === undefined || value === '') throw new UnexpectedParameter('value', 'must not be empty beside a name');
  return { name, value };
}
