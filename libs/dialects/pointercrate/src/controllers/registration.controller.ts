import { Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { quoted } from '../conditional/entity-tag.js';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { clientAddress } from '../limits/client-address.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import { UserAnswer } from '../serializers/user.document.js';
import { RegisterUser } from '../use-cases/register-user.use-case.js';
import { RegistrationBody } from './account.bodies.js';
import { ApiErrors, taggedHeaders } from './documentation.js';
import { JsonObject } from './json-object.decorator.js';
import { endingInSlash, PointercrateController } from './pointercrate-controller.decorator.js';
import { sendJson } from './send-object.js';

/** Not there for any space: whoever registers becomes a member. */
@PointercrateController('auth')
export class RegistrationController {
  constructor(
    private readonly registerUser: RegisterUser,
    @Inject(POINTERCRATE_OPTIONS) private readonly options: PointercrateOptions,
  ) {}

  @Post(endingInSlash('register'))
  @ApiOperation({ summary: 'Registration', description: 'Makes an account without permissions.' })
  @ApiBody({ type: RegistrationBody })
  @ApiCreatedResponse({
    type: UserAnswer,
    headers: { ETag: taggedHeaders.ETag, Location: { schema: { type: 'string', example: '/api/v1/auth/me/' } } },
  })
  @ApiErrors(
    new PointercrateError(40902),
    new PointercrateError(42202),
    new PointercrateError(42204),
    new PointercrateError(42900, { remaining: { secs: 86_400, nanos: 0 } }),
  )
  async register(
    @JsonObject() { name, password }: RegistrationBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const address = clientAddress(request, this.options.trustProxy);
    const { tag, body } = await this.registerUser.execute({ name, password, address });
    reply.header('etag', quoted(tag)).header('location', '/api/v1/auth/me/');
    sendJson(reply, body, 201);
  }
}
