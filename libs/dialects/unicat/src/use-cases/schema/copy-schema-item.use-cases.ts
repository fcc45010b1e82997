import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { NotPossible } from '../../errors/unicat-errors.js';
import { freeItemName, isCommitted } from '../../mapping/schema-items.js';
import type { ItemKind } from '../../mapping/schema-log.js';
import { commitItem } from '../../project/commit-item.js';
import type { ProjectWrite } from '../../project/project-write.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { answerItem, requireEditable, requireItem, requireUncommitted } from '../../project/working-copies.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid, SchemaItems } from '../../wire/schema.js';
import type { SchemaItemCommand } from './commit-schema-item.use-case.js';

/**
 * Makes a working copy an item of its own; its original stays as it is. A name that is taken gets a number, since names are
 * unique among committed items.
 */
@Injectable()
export class SaveSchemaItemAsNew {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible for anything but a working copy
   */
  execute({ member, kind, gid }: SchemaItemCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const item = requireUncommitted(write, kind, gid);
      if (!item.is_working_copy) throw new NotPossible();
      if ('layout' in item) await detach(write, 'layout', requireItem(write, 'layout', item.layout));
      const name = freeItemName(write.schema.content, kind, item.name);
      return commitItem(write, kind, await detach(write, kind, { ...item, name }));
    });
  }
}

/** A copy of a committed definition, class or field, which is new until it is committed (contract §5). */
@Injectable()
export class CopySchemaItem {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible for what is new, a working copy, or extended
   */
  execute({ member, kind, gid }: SchemaItemCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const item = requireEditable(write, kind, gid);
      if (!isCommitted(item)) throw new NotPossible();
      const copy = {
        ...item,
        gid: randomUUID(),
        is_new: true,
        ...('is_base' in item ? { is_base: false } : {}),
        ...('layout' in item ? { layout: await copyLayout(write, item.layout) } : {}),
      };
      await write.putItem(kind, copy);
      return answerItem(write, kind, copy.gid);
    });
  }
}

/** What was a working copy has no original any more; what was none stays as it is. */
async function detach<K extends ItemKind>(write: ProjectWrite, kind: K, item: SchemaItems[K]): Promise<SchemaItems[K]> {
  if (!('is_working_copy' in item) || !item.is_working_copy) return item;
  const detached = { ...item, original: null, is_new: true, is_working_copy: false };
  await write.putItem(kind, detached);
  return detached;
}

async function copyLayout(write: ProjectWrite, gid: Gid): Promise<Gid> {
  const copy = { ...requireItem(write, 'layout', gid), gid: randomUUID(), original: null, is_new: true, is_working_copy: false };
  await write.putItem('layout', copy);
  return copy.gid;
}
