import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { QueryParameters } from '../../http/query-parameters.js';
import { pageLimit } from '../parameters.js';

export interface BlobsFromQuery {
  /** Hash of the first blob of the page; undefined for the first page. */
  readonly start: string | undefined;
  readonly limit: number;
}

/** Page of `/blobs`, which begins with a blob (contract §4.2). */
export const BlobsFrom = createParamDecorator((_: unknown, context: ExecutionContext): BlobsFromQuery => {
  const query = new QueryParameters(context.switchToHttp().getRequest<FastifyRequest>().raw.url ?? '/');
  return { start: query.once('start'), limit: pageLimit(query, 'limit') };
});
