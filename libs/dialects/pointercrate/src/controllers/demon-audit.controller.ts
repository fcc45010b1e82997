import { Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AuditEntryDocument } from '../audit/audit-document.js';
import { MovementDocument } from '../audit/movement-document.js';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { Access } from '../guards/access.decorator.js';
import type { PointercrateRequest } from '../guards/caller.js';
import { sufficientBits } from '../guards/permissions.js';
import { AuditDemon } from '../use-cases/audit-demon.use-case.js';
import { TraceMovement } from '../use-cases/trace-movement.use-case.js';
import { ApiErrors } from './documentation.js';
import { ObjectIdPipe } from './object-id.pipe.js';
import { endingInSlash, PointercrateController, SpaceController } from './pointercrate-controller.decorator.js';
import { sendJson } from './send-object.js';

const id = { name: 'id', schema: { type: 'integer', format: 'int32', example: 1 } };

@PointercrateController('demons', 'v2')
export class DemonAuditController {
  constructor(
    private readonly auditDemon: AuditDemon,
    private readonly traceMovement: TraceMovement,
  ) {}

  @Get(endingInSlash(':id/audit'))
  @Access('required')
  @ApiOperation({
    summary: 'Audit of a demon',
    description:
      'Needs LIST_ADMINISTRATOR. Oldest first; modifications hold old `name`, `position`, `requirement`, `video`, `verifier` and ' +
      '`publisher`.',
  })
  @ApiParam(id)
  @ApiOkResponse({ type: [AuditEntryDocument] })
  @ApiErrors(
    new PointercrateError(40100),
    new PointercrateError(40301, { required: sufficientBits('LIST_ADMINISTRATOR') }),
    new PointercrateError(40401, { demon_id: 42 }),
    new PointercrateError(42200),
  )
  async audit(
    @Param('id', ObjectIdPipe) demon: number,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendJson(reply, JSON.stringify(await this.auditDemon.execute({ id: demon, caller: request.caller })));
  }

  @Get(endingInSlash(':id/audit/movement'))
  @Access('ignored')
  @ApiOperation({ summary: 'Movement of a demon', description: 'Oldest first: every position that it ever had, and why.' })
  @ApiParam(id)
  @ApiOkResponse({ type: [MovementDocument] })
  @ApiErrors(new PointercrateError(40401, { demon_id: 42 }), new PointercrateError(42200))
  async movement(
    @Param('id', ObjectIdPipe) demon: number,
    @Req() request: PointercrateRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendJson(reply, JSON.stringify(await this.traceMovement.execute({ id: demon, caller: request.caller })));
  }
}

@SpaceController('demons', 'v2')
export class SpaceDemonAuditController extends DemonAuditController {}
