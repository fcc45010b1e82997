import { Delete, Get, Inject, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBasicAuth, ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectedBody } from '#dialect-kit';
import type { JsonValue } from '#records';
import { entityTag, quoted } from '../conditional/entity-tag.js';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import { BasicAccess } from '../guards/basic-access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { spaceOf } from '../guards/space-of.js';
import { clientAddress } from '../limits/client-address.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import { LoginAnswer, UserAnswer } from '../serializers/user.document.js';
import { LogIn } from '../use-cases/log-in.use-case.js';
import { ChangeOwnAccount, DeleteOwnAccount, InvalidateTokens, ShowOwnAccount } from '../use-cases/own-account.use-cases.js';
import { OwnAccountBody } from './account.bodies.js';
import { ApiChange, ApiConditionalRead, ApiErrors, taggedHeaders } from './documentation.js';
import { JsonObject } from './json-object.decorator.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendChange, sendJson, sendNothing, sendObject } from './send-object.js';

@PointercrateController('auth')
export class AuthController {
  constructor(
    private readonly logIn: LogIn,
    private readonly invalidateTokens: InvalidateTokens,
    private readonly showOwnAccount: ShowOwnAccount,
    private readonly changeOwnAccount: ChangeOwnAccount,
    private readonly deleteOwnAccount: DeleteOwnAccount,
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

  @Post(endingInSlash('invalidate'))
  @BasicAccess()
  @ApiOperation({ summary: 'End all tokens', description: 'Every access token of the account is invalid from now on.' })
  @ApiNoContentResponse({ description: 'Done' })
  @ApiErrors(new PointercrateError(40002, { header: 'Authorization' }), new PointercrateError(40100))
  async invalidate(@Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    collectedBody(request.body);
    await this.invalidateTokens.execute(request.caller);
    sendNothing(reply);
  }

  @Get(endingInSlash('me'))
  @Access('required')
  @ApiOperation({ summary: 'Own account' })
  @ApiConditionalRead()
  @ApiOkResponse({ type: UserAnswer, headers: taggedHeaders })
  @ApiErrors(new PointercrateError(40100), new PointercrateError(41200))
  async showOwn(@Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    sendObject(request, reply, await this.showOwnAccount.execute(request.caller));
  }

  @Patch(endingInSlash('me'))
  @BasicAccess('If-Match')
  @ApiOperation({
    summary: 'Change the own account',
    description: 'A new password ends all access tokens and is answered with 204.',
  })
  @ApiBody({ type: OwnAccountBody })
  @ApiChange(UserAnswer)
  @ApiNoContentResponse({ description: 'The password was changed' })
  @ApiErrors(
    new PointercrateError(40001),
    new PointercrateError(40002, { header: 'Authorization' }),
    new PointercrateError(40100),
    new PointercrateError(41200),
    new PointercrateError(42202),
    new PointercrateError(42204),
    new PointercrateError(42225, { expected: 'https://www.youtube.com/@{handle}' }),
    new PointercrateError(42226),
    new PointercrateError(42800),
  )
  async changeOwn(
    @JsonObject() body: OwnAccountBody,
    @Req() { caller, headers }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const change = await this.changeOwnAccount.execute(caller, body, headers);
    if (body.password === undefined) sendChange(reply, change);
    else sendNothing(reply.header('etag', quoted(change.document.tag)));
  }

  @Delete(endingInSlash('me'))
  @BasicAccess('If-Match')
  @ApiOperation({
    summary: 'Delete the own account',
    description:
      'The user leaves the list: his claims end, and notes that he wrote are by nobody. His account goes too if it is of no other use.',
  })
  @ApiNoContentResponse({ description: 'Deleted' })
  @ApiErrors(
    new PointercrateError(40002, { header: 'Authorization' }),
    new PointercrateError(40100),
    new PointercrateError(40300),
    new PointercrateError(41200),
    new PointercrateError(42800),
  )
  async deleteOwn(@Req() { caller, headers }: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.deleteOwnAccount.execute(caller, headers);
    sendNothing(reply);
  }
}

@SpaceController('auth')
export class SpaceAuthController extends AuthController {}
