import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { requireIfMatch } from '../conditional/preconditions.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import { BasicCredentials, basicHeader } from './basic-credentials.js';
import { callerFrom, type PointercrateRequest } from './caller.js';
import { spaceOf } from './space-of.js';

export const BASIC_NEEDS_IF_MATCH = 'pointercrate:basic-needs-if-match';

/** As AccessGuard, for the account endpoints: turns name and password into a caller, then looks for a required `If-Match`. */
@Injectable()
export class BasicGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: BasicCredentials,
    @Inject(POINTERCRATE_OPTIONS) private readonly options: PointercrateOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<PointercrateRequest>();
    const space = spaceOf(request, this.options);
    request.caller = callerFrom(space, await this.credentials.verify(basicHeader(request.headers.authorization), space));
    if (this.reflector.get<boolean>(BASIC_NEEDS_IF_MATCH, context.getHandler())) requireIfMatch(request.headers);
    return true;
  }
}
