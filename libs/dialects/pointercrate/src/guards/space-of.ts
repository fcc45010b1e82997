import type { FastifyRequest } from 'fastify';
import { isName, type SpaceId, SpaceNotFound } from '#records';
import type { PointercrateOptions } from '../pointercrate.options.js';

/**
 * The space in the path, or the configured one.
 * @throws SpaceNotFound where the path holds what can be no name of a space
 */
export function spaceOf({ params }: Pick<FastifyRequest, 'params'>, { space: configured }: PointercrateOptions): SpaceId {
  const { space = configured } = params as { readonly space?: SpaceId };
  if (!isName(space)) throw new SpaceNotFound(space);
  return space;
}
