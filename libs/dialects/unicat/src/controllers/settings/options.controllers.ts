import { Controller, Req, Res, type Type, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags, type SchemaObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import type { OptionKind } from '../../mapping/project-options.js';
import { CreateOption, DeleteOptions, MoveOption, RenameOption } from '../../use-cases/options/change-options.use-cases.js';
import { gid } from '../api-docs.js';
import { optionalText, requiredName, requiredText } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { ProjectPost } from '../project-post.js';
import { nonEmpty, oneOrMany } from './name-parameters.js';

interface OptionCalls {
  readonly kind: OptionKind;
  readonly plural: string;
  /** A key of the demo data. */
  readonly example: string;
}

/** Channels, orderings and fieldlists are served alike (contract §5); `update` and `move` are documented for channels only. */
function optionsController({ kind, plural, example }: OptionCalls): Type {
  const key: SchemaObject = { type: 'string', description: `Key of a ${kind}` };
  const before = `before_${kind}`;
  const changed = { result: { project: gid }, data: ['cc.projects'] } as const;

  @ApiTags('settings')
  @ApiBearerAuth()
  @Controller(`api/p/:project/${plural}`)
  @UseGuards(MemberGuard)
  class OptionsController {
    constructor(
      private readonly calls: ProjectCalls,
      private readonly createOption: CreateOption,
      private readonly renameOption: RenameOption,
      private readonly moveOption: MoveOption,
      private readonly deleteOptions: DeleteOptions,
    ) {}

    @ProjectPost('create', {
      summary: `A new ${kind}, the last one`,
      parameters: { name: nonEmpty },
      required: ['name'],
      example: { name: 'Summer' },
      result: { [kind]: key, project: gid },
      data: ['cc.projects'],
    })
    create(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.createOption.execute(member, kind, requiredName(parameters, 'name')),
      );
    }

    @ProjectPost('update', {
      summary: `Another name for a ${kind}`,
      parameters: { [kind]: key, name: nonEmpty },
      required: [kind, 'name'],
      example: { [kind]: example, name: 'Winter' },
      ...changed,
    })
    update(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.renameOption.execute(member, kind, requiredText(parameters, kind), requiredName(parameters, 'name')),
      );
    }

    @ProjectPost('move', {
      summary: `Another place for a ${kind}: before one of its kind, or the last`,
      parameters: { [kind]: key, [before]: key },
      required: [kind],
      example: { [kind]: example },
      ...changed,
    })
    move(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.moveOption.execute(member, kind, requiredText(parameters, kind), optionalText(parameters, before)),
      );
    }

    @ProjectPost('delete', {
      summary: `Delete a ${kind}, or those of a list that there are`,
      parameters: { [kind]: key, [plural]: { type: 'array', items: key } },
      // The demo data needs what it has.
      example: { [plural]: [] },
      result: { project: gid },
      data: kind === 'fieldlist' ? ['cc.projects', 'definitions'] : ['cc.projects'],
    })
    delete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) => {
        const unwanted = oneOrMany(parameters, kind, plural);
        return this.deleteOptions.execute(member, kind, typeof unwanted === 'string' ? { key: unwanted } : { keys: unwanted });
      });
    }
  }
  // Operations of the OpenAPI document are named after their class.
  Object.defineProperty(OptionsController, 'name', { value: `${kind}-options` });
  return OptionsController;
}

export const optionsControllers: readonly Type[] = [
  optionsController({ kind: 'channel', plural: 'channels', example: '991861f2-fae7-4215-9124-cfd6ceb1cf0c' }),
  optionsController({ kind: 'ordering', plural: 'orderings', example: 'cb62f78d-7bb3-4953-a629-cb0f38b07f2c' }),
  optionsController({ kind: 'fieldlist', plural: 'fieldlists', example: '6c5f4157-738e-4dbb-b4c6-69a003551e48' }),
];
