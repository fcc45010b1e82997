import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { gid } from '../api-docs.js';
import { requiredText } from '../parameters.js';
import { ProjectPost } from '../project-post.js';
import { demoClasses, demoDefinitions, demoFieldlist, demoFields } from './demo-schema.js';
import { changeList, ListPost } from './list-calls.js';
import { layoutProperties } from './schema-documentation.js';
import { SchemaItemsController } from './schema-items.controller.js';
import { readLayout } from './schema-parameters.js';

const { base, chapter, group, article, variant, sparePart } = demoDefinitions;
const inFieldlist = { definition: article, fieldlist: demoFieldlist, field: demoFields.stock };

const DefinitionItems = SchemaItemsController('definition', {
  get: { definition: article },
  create: { name: 'service', label: { en: 'Service' }, fields: [demoFields.name], titlefield: demoFields.name },
  modify: { definition: group, label: { nl: 'Productgroep' } },
  setMetadata: { definition: chapter, name: 'group.code', type: 'textline', value: 'EC1232100921' },
  clearMetadata: { definition: chapter, name: 'group.code' },
  commit: { definition: article },
  saveAsNew: { definition: variant },
  revert: { definition: group },
  copy: { definition: base },
  delete: { definition: sparePart },
});

/** What a project's records consist of (contract §1.5, §5). */
@ApiTags('schema')
@ApiBearerAuth()
@Controller('api/p/:project/definitions')
@UseGuards(MemberGuard)
export class DefinitionsController extends DefinitionItems {
  @ProjectPost('layouts/modify', {
    summary: 'Changes how a definition is laid out, in working copies of both',
    parameters: { definition: gid, ...layoutProperties },
    required: ['definition'],
    example: { definition: chapter, name: 'chapter_layout' },
    result: { definition: gid, layout: gid },
    data: ['definitions', 'layouts'],
  })
  modifyLayout(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.calls.modifyLayout.execute({
        member,
        kind: 'definition',
        gid: requiredText(parameters, 'definition'),
        given: readLayout(parameters),
      }),
    );
  }

  @ListPost('definition', 'classes', 'add', { definition: variant, class: demoClasses.dimensions })
  addClass(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'classes', 'add');
  }

  @ListPost('definition', 'classes', 'move', { definition: variant, class: demoClasses.dimensions })
  moveClass(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'classes', 'move');
  }

  @ListPost('definition', 'classes', 'remove', { definition: article, class: demoClasses.logistics })
  removeClass(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'classes', 'remove');
  }

  @ListPost('definition', 'fields', 'add', { definition: variant, field: demoFields.name })
  addField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'fields', 'add');
  }

  @ListPost('definition', 'fields', 'move', {
    definition: variant,
    field: demoFields.name,
    before_field: demoFields.artnr,
  })
  moveField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'fields', 'move');
  }

  @ListPost('definition', 'fields', 'remove', { definition: variant, field: demoFields.name })
  removeField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'fields', 'remove');
  }

  @ListPost('definition', 'fieldlists/fields', 'add', inFieldlist)
  addFieldlistField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'fieldlists/fields', 'add');
  }

  @ListPost('definition', 'fieldlists/fields', 'move', { ...inFieldlist, before_field: demoFields.artnr })
  moveFieldlistField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'fieldlists/fields', 'move');
  }

  @ListPost('definition', 'fieldlists/fields', 'remove', inFieldlist)
  removeFieldlistField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'fieldlists/fields', 'remove');
  }

  @ListPost('definition', 'childdefinitions', 'add', { definition: chapter, childdefinition: article })
  addChilddefinition(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'childdefinitions', 'add');
  }

  @ListPost('definition', 'childdefinitions', 'move', {
    definition: chapter,
    childdefinition: article,
    before_childdefinition: group,
  })
  moveChilddefinition(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'childdefinitions', 'move');
  }

  @ListPost('definition', 'childdefinitions', 'remove', { definition: chapter, childdefinition: article })
  removeChilddefinition(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'definition', 'childdefinitions', 'remove');
  }
}
