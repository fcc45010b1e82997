import { Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBasicAuth, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectedBody } from '#dialect-kit';
import type { JsonValue } from '#records';
import { entityTag, quoted } from '../conditional/entity-tag.js';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { spaceOf } from '../guards/space-of.js';
import { clientAddress } from '../limits/client-address.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import { LoginAnswer } from '../serializers/user.document.js';
import { LogIn } from '../use-cases/log-in.use-case.js';
import { ApiErrors, taggedHeaders } from './documentation.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendJson } from './send-object.js';

@PointercrateController('auth')
export class AuthController {
  constructor(
    private readonly logIn: LogIn,
    @Inject(POINTERCRATE_OPTIONS) private readonly options: PointercrateOptions,
  ) {}

  @Post(endingInSlash(''))
  @ApiOperation({
    summary: 'Login',
    description: 'An access token for name and password. It stays valid until the tokens of the account are invalidated.',
  })
  @ApiBasicAuth()
  @ApiOkResponse({ type: LoginAnswer, headers: { ETag: taggedHeaders.ETag } })
  @ApiErrors(
    new PointercrateError(40002, { header: 'Authorization' }),
    new PointercrateError(40100),
    new PointercrateError(42900, { remaining: { secs: 600, nanos: 0 } }),
  )
  async login(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // The body means nothing here, but the limit holds.
    collectedBody(request.body);
    const answer = await this.logIn.execute({
      space: spaceOf(request, this.options),
      authorization: request.headers.authorization,
      address: clientAddress(request, this.options.trustProxy),
    });
    reply.header('etag', quoted(entityTag(answer.data as unknown as JsonValue)));
    sendJson(reply, JSON.stringify(answer));
  }
}

@SpaceController('auth')
export class SpaceAuthController extends AuthController {}
