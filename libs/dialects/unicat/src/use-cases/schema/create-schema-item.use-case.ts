import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import type { GivenItems } from '../../mapping/given-items.js';
import { type EditedKind, withTitle } from '../../mapping/schema-items.js';
import { itemRules } from '../../project/item-rules.js';
import type { ProjectWrite } from '../../project/project-write.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { answerItem } from '../../project/working-copies.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid, SchemaItems } from '../../wire/schema.js';

export interface CreateSchemaItemCommand<K extends EditedKind> {
  readonly member: ProjectMember;
  readonly kind: K;
  readonly given: GivenItems[K];
}

/** A new definition, class or field, which can be used once it is committed (contract §5). */
@Injectable()
export class CreateSchemaItem {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws as `itemRules.change` */
  execute<K extends EditedKind>({ member, kind, given }: CreateSchemaItemCommand<K>): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const layout = randomUUID();
      const rules = itemRules[kind];
      const item = titled(write, rules.change(write, rules.blank(write, layout), given), given);
      if ('layout' in item && item.layout === layout) await putNewLayout(write, layout, `${kind} ${item.name}`);
      await write.putItem(kind, item);
      return answerItem(write, kind, item.gid, { result: 'layout' in item ? { layout: item.layout } : {} });
    });
  }
}

/** Where nobody chose a title field, the first field is it. */
function titled<K extends EditedKind>(write: ProjectWrite, item: SchemaItems[K], given: GivenItems[K]): SchemaItems[K] {
  if (!('titlefield' in item) || ('titlefield' in given && given.titlefield !== undefined)) return item;
  return { ...item, titlefield: withTitle(item, write.schema.content).titlefield };
}

async function putNewLayout(write: ProjectWrite, gid: Gid, name: string): Promise<void> {
  const root = randomUUID();
  await write.putItem('layout', {
    gid,
    original: null,
    name,
    root,
    components: { [root]: { type: 'vertical', content: [] } },
    gid_map: {},
    is_new: true,
    is_working_copy: false,
  });
}
