import { Controller, Get, Header, HttpCode, Param, Post, Put, UseGuards } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { JsonBody } from '#dialect-kit';
import type { Role } from '#records';
import { OperatorGuard } from './operator.guard.js';
import { RoleBody } from './role-body.js';
import { CreateKey, type ListedSpace, ListSpaces, PutMember } from './spaces.use-cases.js';

@ApiTags('spaces')
@ApiBasicAuth()
@ApiResponse({ status: 401, description: 'No credentials, or wrong ones' })
@ApiResponse({ status: 403, description: 'Not an operator' })
@UseGuards(OperatorGuard)
@Controller('ops/v1/spaces')
export class SpacesController {
  constructor(
    private readonly listSpaces: ListSpaces,
    private readonly createKey: CreateKey,
    private readonly putMember: PutMember,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'All spaces, with the gids that Unicat clients need' })
  @ApiOkResponse({
    schema: {
      type: 'array',
      items: { type: 'object' },
      example: [
        {
          id: 'country',
          gid: '0d0ae0c6-2f5c-4b1b-9a39-1f6b1f6b1f6b',
          birth: 'register',
          visibility: 'public',
          title: 'Country register',
        },
      ],
    },
  })
  list(): Promise<readonly ListedSpace[]> {
    return this.listSpaces.execute();
  }

  @Post(':space/keys')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Make an API key for a space', description: 'The key is shown once and stored as a hash only.' })
  @ApiParam({ name: 'space', example: 'country' })
  @ApiBody({ type: RoleBody })
  @ApiCreatedResponse({ schema: { type: 'object', example: { key: 'rgk_…', account: 'key-0123456789abcdef', role: 'read' } } })
  @ApiResponse({ status: 404, description: 'No such space' })
  @ApiResponse({ status: 422, description: 'No such role' })
  addKey(@Param('space') space: string, @JsonBody() { role }: RoleBody): Promise<{ key: string; account: string; role: Role }> {
    return this.createKey.execute(space, role);
  }

  @Put(':space/members/:account')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Make an account a member of a space, or change its role' })
  @ApiParam({ name: 'space', example: 'country' })
  @ApiParam({ name: 'account', description: 'Login name', example: 'ines' })
  @ApiBody({ type: RoleBody })
  @ApiOkResponse({ schema: { type: 'object', example: { space: 'country', account: 'ines', role: 'read' } } })
  @ApiResponse({ status: 404, description: 'No such space or account' })
  @ApiResponse({ status: 422, description: 'No such role' })
  setMember(
    @Param('space') space: string,
    @Param('account') account: string,
    @JsonBody() { role }: RoleBody,
  ): Promise<{ space: string; account: string; role: Role }> {
    return this.putMember.execute(space, account, role);
  }
}
