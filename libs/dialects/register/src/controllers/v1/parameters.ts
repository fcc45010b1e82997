import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pathOf } from '#dialect-kit';
import { PageNotFound, ResourceNotFound } from '../../errors/register-errors.js';
import { QueryParameters } from '../../http/query-parameters.js';
import { identifiedRepresentation, type Representation } from '../../http/request-target.js';
import { defaultPageSize } from '../../serializers/page-links.js';
import { proofIdentifier } from '../../serializers/v1/proof.serializer.js';

function pathAndAccept(context: ExecutionContext): [path: string, accept: string | undefined] {
  const { raw, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return [pathOf(raw.url ?? '/'), headers.accept];
}

/**
 * The hash of an item and the representation asked for.
 * @throws ResourceNotFound for the spellings of the other views: v1 clients know one only
 */
export const ItemHash = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const representation = identifiedRepresentation(...pathAndAccept(context));
  if (!representation.identifier.startsWith('sha-256:')) throw new ResourceNotFound(`No item ${representation.identifier}`);
  return representation;
});

/** A list that has one page only. */
export interface OnePage {
  readonly pageIndex: 1;
  readonly pageSize: number;
}

/**
 * The one page of what is not served by pages.
 * @throws PageNotFound for any other: clients ask for page after page until there is none (contract §9)
 */
export const OnlyPage = createParamDecorator((_: unknown, context: ExecutionContext): OnePage => {
  const query = new QueryParameters(context.switchToHttp().getRequest<FastifyRequest>().raw.url ?? '/');
  const pageIndex = query.integer('page-index', 1, 1);
  if (pageIndex > 1) throw new PageNotFound(`There is no page ${pageIndex}`);
  return { pageIndex: 1, pageSize: defaultPageSize };
});

/**
 * The representation asked for of a proof, whose last segment names its kind.
 * @throws ResourceNotFound for any other kind
 */
export const ProofName = createParamDecorator((_: unknown, context: ExecutionContext): Representation => {
  const representation = identifiedRepresentation(...pathAndAccept(context), ['json']);
  if (representation.identifier !== proofIdentifier) throw new ResourceNotFound(`No proof ${representation.identifier}`);
  return representation;
});
