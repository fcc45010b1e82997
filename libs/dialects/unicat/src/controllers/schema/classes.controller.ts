import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import { gid } from '../api-docs.js';
import { requiredText } from '../parameters.js';
import { ProjectPost } from '../project-post.js';
import { demoClasses, demoFields } from './demo-schema.js';
import { changeList, ListPost } from './list-calls.js';
import { layoutProperties } from './schema-documentation.js';
import { SchemaItemsController } from './schema-items.controller.js';
import { readLayout } from './schema-parameters.js';

const { dimensions, property, seo, logistics } = demoClasses;

const ClassItems = SchemaItemsController('class', {
  get: { class: seo },
  create: { name: 'warranty', label: { en: 'Warranty' }, fields: [demoFields.summary] },
  modify: { class: property, label: { nl: 'Kenmerk' } },
  setMetadata: { class: seo, name: 'group.code', type: 'textline', value: 'SEO' },
  clearMetadata: { class: seo, name: 'group.code' },
  commit: { class: seo },
  saveAsNew: { class: property },
  revert: { class: dimensions },
  copy: { class: seo },
  delete: { class: logistics },
});

/** Reusable sets of fields (contract §1.5, §5). */
@ApiTags('schema')
@ApiBearerAuth()
@Controller('api/p/:project/classes')
@UseGuards(MemberGuard)
export class ClassesController extends ClassItems {
  @ProjectPost('layouts/modify', {
    summary: 'Changes how a class is laid out, in working copies of both',
    parameters: { class: gid, ...layoutProperties },
    required: ['class'],
    example: { class: dimensions, name: 'dimensions_layout' },
    result: { class: gid, layout: gid },
    data: ['classes', 'layouts'],
  })
  modifyLayout(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.calls.modifyLayout.execute({
        member,
        kind: 'class',
        gid: requiredText(parameters, 'class'),
        given: readLayout(parameters),
      }),
    );
  }

  @ListPost('class', 'fields', 'add', { class: seo, field: demoFields.summary })
  addField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'class', 'fields', 'add');
  }

  @ListPost('class', 'fields', 'move', { class: seo, field: demoFields.summary, before_field: demoFields.seoTitle })
  moveField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'class', 'fields', 'move');
  }

  @ListPost('class', 'fields', 'remove', { class: seo, field: demoFields.summary })
  removeField(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return changeList(this.calls, [request, reply], 'class', 'fields', 'remove');
  }
}
