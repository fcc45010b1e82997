import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ProjectRequest } from '../../guards/project-request.js';
import { ChangeItemList } from '../../use-cases/schema/change-item-list.use-case.js';
import {
  ClearMetadata,
  ModifyLayout,
  ModifySchemaItem,
  SetMetadata,
} from '../../use-cases/schema/change-schema-item.use-cases.js';
import { CommitSchemaItem } from '../../use-cases/schema/commit-schema-item.use-case.js';
import { CopySchemaItem, SaveSchemaItemAsNew } from '../../use-cases/schema/copy-schema-item.use-cases.js';
import { CreateSchemaItem } from '../../use-cases/schema/create-schema-item.use-case.js';
import { DeleteSchemaItem, RevertSchemaItem } from '../../use-cases/schema/end-schema-item.use-cases.js';
import { GetSchemaItems } from '../../use-cases/schema/get-schema-items.use-case.js';
import { type ProjectCall, ProjectCalls } from '../project-calls.js';

/** What the controllers of the schema call: they share all of it. */
@Injectable()
export class SchemaCalls {
  constructor(
    private readonly calls: ProjectCalls,
    readonly getItems: GetSchemaItems,
    readonly createItem: CreateSchemaItem,
    readonly modifyItem: ModifySchemaItem,
    readonly changeList: ChangeItemList,
    readonly setMetadata: SetMetadata,
    readonly clearMetadata: ClearMetadata,
    readonly modifyLayout: ModifyLayout,
    readonly commitItem: CommitSchemaItem,
    readonly saveAsNew: SaveSchemaItemAsNew,
    readonly revertItem: RevertSchemaItem,
    readonly copyItem: CopySchemaItem,
    readonly deleteItem: DeleteSchemaItem,
  ) {}

  read(request: ProjectRequest, reply: FastifyReply, call: ProjectCall): Promise<void> {
    return this.calls.read(request, reply, call);
  }

  write(request: ProjectRequest, reply: FastifyReply, call: ProjectCall): Promise<void> {
    return this.calls.write(request, reply, call);
  }
}
