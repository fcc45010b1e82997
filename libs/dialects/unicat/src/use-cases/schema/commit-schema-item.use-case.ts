import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import type { EditedKind } from '../../mapping/schema-items.js';
import { commitItem } from '../../project/commit-item.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { requireUncommitted } from '../../project/working-copies.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';

export interface SchemaItemCommand {
  readonly member: ProjectMember;
  readonly kind: EditedKind;
  readonly gid: Gid;
}

/**
 * Makes changes official: a new item can be used from then on, an original gets the content of its working copy and keeps its
 * gid, and all records follow (contract §5).
 */
@Injectable()
export class CommitSchemaItem {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible where nothing was changed
   * @throws as `commitItem`
   */
  execute({ member, kind, gid }: SchemaItemCommand): Promise<Content> {
    // Records of a whole definition may have to follow.
    const long = { alone: true };
    return this.writes.execute(member, (write) => commitItem(write, kind, requireUncommitted(write, kind, gid)), long);
  }
}
