import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NotAuthenticated, type SpaceId } from '#records';
import { requireIfMatch } from '../conditional/preconditions.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import { ACCESS_RULE, type AccessRule, type TokenUse } from './access-rule.js';
import { AccessTokens } from './access-tokens.js';
import { bearerToken } from './bearer.js';
import { anonymous, type Caller, callerFrom, type PointercrateRequest } from './caller.js';
import { spaceOf } from './space-of.js';

/** Turns the token into a caller, then looks for a required `If-Match`: the first two checks of contract §3. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: AccessTokens,
    @Inject(POINTERCRATE_OPTIONS) private readonly options: PointercrateOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<PointercrateRequest>();
    const { token, ifMatch } = this.reflector.get<AccessRule>(ACCESS_RULE, context.getHandler());
    request.caller = await this.identify(request, spaceOf(request, this.options), this.usedHere(token, request));
    if (ifMatch) requireIfMatch(request.headers);
    return true;
  }

  /** The contract's freedoms are those of the one list that is public in spirit; nothing else is ever shown to anybody. */
  private usedHere(token: TokenUse, request: PointercrateRequest): TokenUse {
    if (spaceOf(request, this.options) !== this.options.space) return 'required';
    return token === 'switched' ? this.readsRecords() : token;
  }

  private readsRecords(): TokenUse {
    return this.options.anonymousReads ? 'optional' : 'required';
  }

  private async identify({ headers }: PointercrateRequest, space: SpaceId, use: TokenUse): Promise<Caller> {
    if (use === 'ignored') return anonymous(space);
    const token = bearerToken(headers.authorization);
    if (token === undefined) {
      if (use === 'required') throw new NotAuthenticated();
      return anonymous(space);
    }
    try {
      return callerFrom(space, await this.tokens.verify(token, space));
    } catch (error) {
      if (use === 'lenient' && error instanceof NotAuthenticated) return anonymous(space);
      throw error;
    }
  }
}
