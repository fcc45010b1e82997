import { Delete, Get, Param, Patch, Req, Res } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { sufficientBits } from '../guards/permissions.js';
import { parseListQuery } from '../paging/list-query.js';
import { userFilters } from '../paging/user-filters.js';
import { UserAnswer, UserDocument } from '../serializers/user.document.js';
import { ChangeUser, DeleteUser, ListUsers, ShowUser } from '../use-cases/users.use-cases.js';
import { UserBody } from './account.bodies.js';
import { ApiChange, ApiConditionalRead, ApiErrors, ApiFilters, ApiPage, pageHeaders, taggedHeaders } from './documentation.js';
import { JsonObject } from './json-object.decorator.js';
import { ObjectIdPipe } from './object-id.pipe.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendList } from './send-list.js';
import { sendChange, sendNothing, sendObject } from './send-object.js';

const idParam = { name: 'id', schema: { type: 'integer', format: 'int32', example: 10 } } as const;

@PointercrateController('users')
export class UsersController {
  constructor(
    private readonly listUsers: ListUsers,
    private readonly showUser: ShowUser,
    private readonly changeUser: ChangeUser,
    private readonly deleteUser: DeleteUser,
  ) {}

  @Get(endingInSlash(''))
  @Access('required')
  @ApiOperation({
    summary: 'List of users',
    description: 'Ascending by id. MODERATOR sees all; others see users who hold a permission that they can assign.',
  })
  @ApiPage()
  @ApiFilters({
    name: { type: 'string', description: 'User name' },
    name_contains: { type: 'string', description: 'Part of the user name, in the same letter case' },
    display_name: { type: 'string', description: 'Display name' },
    has_permissions: { type: 'integer', description: 'All of these bits' },
    any_permissions: { type: 'integer', description: 'At least one of these bits' },
  })
  @ApiOkResponse({ type: [UserDocument], headers: pageHeaders })
  @ApiErrors(
    new PointercrateError(40000),
    new PointercrateError(40100),
    new PointercrateError(40300),
    new PointercrateError(42207),
    new PointercrateError(42227),
  )
  async list(@Req() request: PointercrateRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = parseListQuery(request.url, userFilters);
    sendList(request, reply, await this.listUsers.execute({ query, caller: request.caller }));
  }

  @Get(endingInSlash(':id'))
  @Access('required')
  @ApiOperation({ summary: 'User', description: 'For MODERATOR, and for those who can assign a permission that he holds.' })
  @ApiParam(idParam)
  @ApiConditionalRead()
  @ApiOkResponse({ type: UserAnswer, headers: taggedHeaders })
  @ApiErrors(
    new PointercrateError(40100),
    new PointercrateError(40401, { user_id: 42 }),
    new PointercrateError(41200),
    new PointercrateError(42200),
  )
  async show(
    @Param('id', ObjectIdPipe) id: number,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendObject(request, reply, await this.showUser.execute({ id, caller: request.caller }));
  }

  @Patch(endingInSlash(':id'))
  @Access('required', 'If-Match')
  @ApiOperation({
    summary: 'Change a user',
    description:
      'Names and channels need MODERATOR. Permissions must be among those that the caller can assign; the others of the user stay.',
  })
  @ApiParam(idParam)
  @ApiBody({ type: UserBody })
  @ApiChange(UserAnswer)
  @ApiErrors(
    new PointercrateError(40001),
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('MODERATOR') }),
    new PointercrateError(40303),
    new PointercrateError(40305, { non_assignable: [8] }),
    new PointercrateError(40401, { user_id: 42 }),
    new PointercrateError(41200),
    new PointercrateError(42202),
    new PointercrateError(42226),
    new PointercrateError(42800),
  )
  async change(
    @Param('id', ObjectIdPipe) id: number,
    @JsonObject() changes: UserBody,
    @Req() { caller, headers }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendChange(reply, await this.changeUser.execute({ id, changes, conditions: headers, caller }));
  }

  @Delete(endingInSlash(':id'))
  @Access('required', 'If-Match')
  @ApiOperation({
    summary: 'Delete a user',
    description: 'As deleting the own account, by ADMINISTRATOR.',
  })
  @ApiParam(idParam)
  @ApiNoContentResponse({ description: 'Deleted' })
  @ApiErrors(
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('ADMINISTRATOR') }),
    new PointercrateError(40302),
    new PointercrateError(40401, { user_id: 42 }),
    new PointercrateError(41200),
    new PointercrateError(42800),
  )
  async delete(
    @Param('id', ObjectIdPipe) id: number,
    @Req() { caller, headers }: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.deleteUser.execute({ id, conditions: headers, caller });
    sendNothing(reply);
  }
}

@SpaceController('users')
export class SpaceUsersController extends UsersController {}
