import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isName, NotAuthenticated, type SpaceId, SpaceNotFound } from '#records';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import { AccessTokens } from './access-tokens.js';
import { bearerToken } from './bearer.js';
import { anonymous, type Caller, callerFrom, type PointercrateRequest } from './caller.js';

/** Access to record retrieval: a token, unless the switch lets anonymous readers in (contract §2.4, §3.1, D1). */
@Injectable()
export class RecordReaderGuard implements CanActivate {
  constructor(
    private readonly tokens: AccessTokens,
    @Inject(POINTERCRATE_OPTIONS) private readonly options: PointercrateOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<PointercrateRequest>();
    request.caller = await this.identify(request, spaceOf(request, this.options));
    return true;
  }

  private async identify({ headers }: PointercrateRequest, space: SpaceId): Promise<Caller> {
    const token = bearerToken(headers.authorization);
    if (token !== undefined) return callerFrom(space, await this.tokens.verify(token, space));
    // The switch is about the one list that is public in spirit; nothing else is ever shown to anybody.
    if (this.options.anonymousReads && space === this.options.space) return anonymous(space);
    throw new NotAuthenticated();
  }
}

/**
 * The space in the path, or the configured one.
 * @throws SpaceNotFound where the path holds what can be no name of a space
 */
export function spaceOf({ params }: Pick<FastifyRequest, 'params'>, { space: configured }: PointercrateOptions): SpaceId {
  const { space = configured } = params as { readonly space?: SpaceId };
  if (!isName(space)) throw new SpaceNotFound(space);
  return space;
}
